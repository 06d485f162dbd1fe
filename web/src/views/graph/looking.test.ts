import { describe, expect, it } from "vitest";
import { around } from "./around";
import { edgesOf } from "./drawn";
import { LEAST_ZOOM, nextOf, PAD, shapeFor, startView } from "./looking";
import { planOf } from "./plan";

const LABEL_PX = 13;
const shown = around(edgesOf("a > c > d", "b > c > e"), "c", () => false);

describe("the first look", () => {
  it("shows all of a picture that fits, in the middle", () => {
    const shape = shapeFor(1200);
    const plan = planOf(shown, shape);

    const view = startView(plan, { x: 0, y: 0 }, { width: 1200, height: 400 });

    expect(view).toEqual({ x: (1200 - plan.width) / 2, y: (400 - plan.height) / 2, zoom: 1 });
  });

  it("never makes labels smaller than 11 px: it shows the focus instead", () => {
    const plan = { spots: new Map(), ways: new Map(), width: 3000, height: 3000 };

    const view = startView(plan, { x: 1500, y: 2990 }, { width: 600, height: 400 });

    expect(view.zoom * LABEL_PX).toBeGreaterThanOrEqual(11);
    expect(1500 * view.zoom + view.x).toBe(300);
    expect(3000 * view.zoom + view.y).toBe(400 - PAD);
  });

  it("wraps so that every layer fits beside the others, however narrow the frame", () => {
    const way = Array.from({ length: 15 }, (_, index) => `s${index}`).join(" > ");
    for (const width of [280, 336, 560, 700, 900, 1232, 2000, 3800]) {
      const shape = shapeFor(width);
      const plan = planOf(
        around(edgesOf(way), "s14", () => false),
        shape,
      );
      expect((plan.width + PAD) * LEAST_ZOOM).toBeLessThanOrEqual(width);
    }
  });
});

describe("arrow keys", () => {
  const goOf = (width: number) => {
    const shape = shapeFor(width);
    const plan = planOf(shown, shape);
    return (id: string, key: string) => nextOf(plan, shown.edges, id, key, shape.isLeftToRight);
  };

  it("follow the arrows of a picture from left to right, and go up and down a layer", () => {
    const go = goOf(1200);

    expect(go("a", "ArrowRight")).toBe("c");
    expect(go("c", "ArrowLeft")).toBe("a");
    expect([go("a", "ArrowDown"), go("a", "ArrowUp")]).toContain("b");
    expect([go("b", "ArrowDown"), go("b", "ArrowUp")]).toContain("a");
    expect(go("d", "ArrowRight")).toBeUndefined();
    expect(go("a", "Home")).toBeUndefined();
  });

  it("follow the arrows of a picture from top to bottom", () => {
    const go = goOf(336);

    expect(go("a", "ArrowDown")).toBe("c");
    expect(go("e", "ArrowUp")).toBe("c");
    expect([go("a", "ArrowRight"), go("a", "ArrowLeft")]).toContain("b");
  });
});
