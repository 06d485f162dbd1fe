/** The picture: React Flow moves and zooms it, our own plan says where everything stands. */

import { signal } from "@preact/signals";
import { type Edge, type Node, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Prerequisite } from "../../answers";
import { chosen, map } from "../../state";
import { quoted, t } from "../../text";
import { type Around, isSuggested } from "./around";
import {
  LEAST_ZOOM,
  MOST_ZOOM,
  nextOf,
  PAD,
  shapeFor,
  startView,
  type View,
  zoomFor,
} from "./looking";
import { topicsOfNamesakes } from "./naming";
import { type Plan, planOf, type Shape } from "./plan";
import { active, near, type SkillData, SkillNode, type WayData, WayEdge } from "./things";

/** How much of the window a wide picture takes up at most, and at least in pixels. */
const MOST_OF_WINDOW = 0.68;
const LEAST_HEIGHT = 420;

/** @param tools What stands above the picture, before its own buttons. */
export function Picture(props: { shown: Around; tools: ComponentChildren }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  return (
    <div ref={frame} class="graph-picture">
      {width > 0 && (
        <ReactFlowProvider>
          <div class="graph-tools">
            {props.tools}
            <Zooming />
          </div>
          <Drawing shown={props.shown} width={width} />
        </ReactFlowProvider>
      )}
    </div>
  );
}

function useWidth(frame: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = (): void => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** How the picture is looked at before anybody moves it. */
const firstView = signal<View>({ x: 0, y: 0, zoom: 1 });

const NODE_TYPES = { skill: SkillNode };
const EDGE_TYPES = { way: WayEdge };

function Drawing({ shown, width }: { shown: Around; width: number }): JSX.Element {
  const flow = useReactFlow();
  const wrapper = useRef<HTMLDivElement>(null);
  const shape = shapeFor(width);
  const plan = useMemo(() => planOf(shown, shape), [shown, JSON.stringify(shape)]);
  const nodes = useMemo(() => nodesOf(shown, plan, shape), [plan]);
  const edges = useMemo(() => edgesOf(plan), [plan]);
  const height = heightFor(plan, shape, width);
  const looked = plan.spots.has(chosen.value ?? "") ? (chosen.value ?? "") : shown.focus;
  const start = startView(plan, middleOf(plan, shape, looked), { width, height });
  useEffect(() => {
    firstView.value = start;
    void flow.setViewport(start);
  }, [plan, width, height]);
  useFollowing(shown.focus, wrapper);

  const onKey = (event: KeyboardEvent): void => {
    const id = skillAt(event);
    if (id === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = nextOf(plan, shown.edges, id, event.key, shape.isLeftToRight);
    if (next === undefined) return;
    event.preventDefault();
    void reveal(next);
  };
  const reveal = async (id: string): Promise<void> => {
    const button = buttonOf(wrapper.current, id);
    button?.focus({ preventScroll: true });
    const box = button?.getBoundingClientRect();
    const window = wrapper.current?.getBoundingClientRect();
    if (!box || !window) return;
    const isIn =
      box.left >= window.left &&
      box.right <= window.right &&
      box.top >= window.top &&
      box.bottom <= window.bottom;
    const { x, y } = middleOf(plan, shape, id);
    if (!isIn) await flow.setCenter(x, y, { zoom: flow.getZoom() });
    button?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const name = quoted(map.value?.name(shown.focus) ?? shown.focus);
  return (
    <div
      class="graph-frame"
      role="group"
      aria-label={t("graph.picture", { name })}
      style={{ height: `${height}px` }}
      onKeyDown={onKey}
      onFocusIn={(event) => {
        active.value = skillAt(event) ?? active.value;
        near.value = skillAt(event);
      }}
      onPointerOver={(event) => {
        near.value = skillAt(event);
      }}
      onPointerLeave={() => {
        near.value = null;
      }}
    >
      <ReactFlow
        ref={(element: HTMLDivElement | null) => {
          wrapper.current = element;
          // As the application that it calls itself it would keep screen readers from reading.
          element?.removeAttribute("role");
          element?.querySelector(".react-flow__edges")?.setAttribute("aria-hidden", "true");
        }}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        defaultViewport={start}
        minZoom={LEAST_ZOOM}
        maxZoom={MOST_ZOOM}
        translateExtent={[
          [-PAD, -PAD],
          [plan.width + PAD, plan.height + PAD],
        ]}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomActivationKeyCode={null}
        // The wheel scrolls the page; with Ctrl it zooms, as pinching does.
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
      />
    </div>
  );
}

function Zooming(): JSX.Element {
  const flow = useReactFlow();
  return (
    <div class="graph-zoom">
      <button type="button" aria-label={t("graph.zoom_in")} onClick={() => void flow.zoomIn()}>
        +
      </button>
      <button type="button" aria-label={t("graph.zoom_out")} onClick={() => void flow.zoomOut()}>
        −
      </button>
      <button type="button" onClick={() => void flow.setViewport(firstView.value)}>
        {t("graph.fit")}
      </button>
    </div>
  );
}

/** Whoever puts another skill in the centre finds the focus there. */
function useFollowing(focus: string, wrapper: { readonly current: HTMLElement | null }): void {
  const last = useRef(focus);
  useLayoutEffect(() => {
    if (last.current === focus) return;
    last.current = focus;
    active.value = null;
    if (!wrapper.current?.contains(document.activeElement)) return;
    buttonOf(wrapper.current, focus)?.focus({ preventScroll: true });
  }, [focus]);
}

/** The skill that an event is about. */
function skillAt(event: Event): string | null {
  const node = (event.target as Element).closest<HTMLElement>(".react-flow__node");
  return node?.dataset["id"] ?? null;
}

function buttonOf(wrapper: HTMLElement | null, id: string): HTMLElement | null {
  return wrapper?.querySelector<HTMLElement>(`.name[data-id="${CSS.escape(id)}"]`) ?? null;
}

function heightFor(plan: Plan, shape: Shape, width: number): number {
  const whole = Math.ceil(plan.height * zoomFor(plan, width)) + 2 * PAD;
  // From top to bottom the page scrolls along the way.
  if (!shape.isLeftToRight) return whole;
  return Math.min(whole, Math.max(LEAST_HEIGHT, Math.round(innerHeight * MOST_OF_WINDOW)));
}

function middleOf(plan: Plan, shape: Shape, id: string): { x: number; y: number } {
  const { x, y } = plan.spots.get(id) ?? { x: 0, y: 0 };
  return { x: x + shape.width / 2, y: y + shape.height / 2 };
}

/** In learning direction, so that they are read in that order. */
function nodesOf(shown: Around, plan: Plan, shape: Shape): Node<SkillData>[] {
  const { width, height } = shape;
  const topics = map.value ? topicsOfNamesakes(map.value, [...plan.spots.keys()]) : new Map();
  return [...plan.spots]
    .sort(([, one], [, other]) => one.layer - other.layer || one.y - other.y || one.x - other.x)
    .map(([id, { x, y }]) => ({
      id,
      type: "skill",
      position: { x, y },
      width,
      height,
      // Known beforehand: nothing is drawn twice.
      measured: { width, height },
      data: { isFocus: id === shown.focus, topic: topics.get(id) },
      domAttributes: { "aria-roledescription": undefined, "aria-describedby": undefined },
    }));
}

function edgesOf(plan: Plan): Edge<WayData>[] {
  return [...plan.ways].map(([edge, way]) => ({
    id: keyOf(edge),
    source: edge.source,
    target: edge.target,
    type: "way",
    data: { way, isSuggested: isSuggested(edge) },
  }));
}

const keyOf = (edge: Prerequisite): string => `${edge.source}..${edge.target}`;
