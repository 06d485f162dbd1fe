import { describe, expect, it } from "vitest";
import { around, MOST_AFTER, MOST_SHOWN, withoutImplied } from "./around";
import { edgesOf, named } from "./drawn";

const nothing = () => false;

describe("what is around a skill", () => {
  it("is all that leads to it and all that needs it, the nearest first", () => {
    const shown = around(edgesOf("a > b > c > d > e", "x > c"), "c", nothing);

    expect(shown.before).toEqual(["b", "x", "a"]);
    expect(shown.after).toEqual(["d", "e"]);
    expect(shown.cut).toEqual({ before: 0, after: 0 });
  });

  it("has no edges that follow from others", () => {
    const shown = around(edgesOf("a > b > c", "a > c"), "c", nothing);

    expect(named(shown.edges)).toEqual(["b > c", "a > b"]);
  });

  it("folds away what leads to what is met, and says how much that is", () => {
    const shown = around(edgesOf("a > b > c > d", "x > d"), "d", (id) => "abc".includes(id));

    expect(shown.before).toEqual(["c", "x"]);
    expect(shown.folded).toBe(2);
  });

  it("shows what leads to a skill directly even if that is known itself", () => {
    expect(around(edgesOf("a > b > c"), "c", () => true).before).toEqual(["b"]);
  });

  it("ends at the limits with the nearest, and says how many are left out", () => {
    const chain = Array.from({ length: 500 }, (_, index) => `s${index}`);
    const shown = around(edgesOf(chain.join(" > ")), "s250", nothing);

    expect(shown.after).toEqual(chain.slice(251, 251 + MOST_AFTER));
    expect(shown.before).toHaveLength(MOST_SHOWN - 1 - MOST_AFTER);
    expect(shown.before[0]).toBe("s249");
    expect(shown.cut).toEqual({
      before: 250 - shown.before.length,
      after: 249 - MOST_AFTER,
    });
  });
});

describe("the transitive reduction", () => {
  it("keeps a sure edge beside a chain that is only suggested", () => {
    const edges = edgesOf("a > b ? c", "a > c").list;

    expect(named(withoutImplied(edges))).toEqual(["a > b", "b > c", "a > c"]);
  });

  it("drops a suggested edge beside any chain", () => {
    expect(named(withoutImplied(edgesOf("a > b > c", "a ? c").list))).toEqual(["a > b", "b > c"]);
  });
});
