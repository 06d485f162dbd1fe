/** What stands in the picture: skills and the lines between them. */

import { signal } from "@preact/signals";
import {
  type Edge,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
} from "@xyflow/react";
import type { JSX } from "preact";
import { open } from "../../actions";
import { EntryName, Mark, Name } from "../../parts/name";
import { linkTo } from "../../route";
import { chosen, map, states } from "../../state";
import { quoted, t } from "../../text";
import type { Way } from "./ways";

/** The one skill of the picture that Tab goes to; null is the one in focus. */
export const active = signal<string | null>(null);
/** The skill whose lines stand out: that under the mouse or with the keyboard's focus. */
export const near = signal<string | null>(null);

export type SkillData = {
  isFocus: boolean;
  /** The topic, if another skill of the picture has the same name. */
  topic: string | undefined;
};

export function SkillNode({ id, data }: NodeProps<Node<SkillData>>): JSX.Element {
  const state = states.value?.of(id) ?? "locked";
  const isTabbed = active.value === null ? data.isFocus : active.value === id;
  const tabIndex = isTabbed ? 0 : -1;
  const classes = ["graph-skill", data.isFocus && "focus", chosen.value === id && "chosen"];
  return (
    <div class={classes.filter(Boolean).join(" ")} data-state={state}>
      <button
        type="button"
        class="name"
        data-id={id}
        title={map.value?.label(id)}
        tabIndex={tabIndex}
        aria-current={data.isFocus ? "true" : undefined}
        onClick={() => open(id)}
      >
        <Mark state={state} />
        <span class="label">
          <EntryName id={id} />
          {data.topic !== undefined && (
            <span class="topic-of">
              {" "}
              <Name text={`(${data.topic})`} />
            </span>
          )}
        </span>
      </button>
      {!data.isFocus && (
        <a class="centre" href={linkTo("graph", { skill: id })} tabIndex={tabIndex}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 0v5M8 11v5M0 8h5M11 8h5" />
            <circle cx="8" cy="8" r="5" />
          </svg>
          <span class="spoken">
            {t("graph.centre_named", { name: quoted(map.value?.name(id) ?? id) })}
          </span>
        </a>
      )}
      {/* React Flow draws no line without these, though ours know where they go by themselves. */}
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <Handle type="target" position={Position.Left} isConnectable={false} />
    </div>
  );
}

export type WayData = { way: Way; isSuggested: boolean };

export function WayEdge({ source, target, data }: EdgeProps<Edge<WayData>>): JSX.Element | null {
  if (!data) return null;
  const isNear = near.value === source || near.value === target;
  const classes = ["way", data.isSuggested && "suggested", isNear && "near"];
  return (
    <g class={classes.filter(Boolean).join(" ")}>
      <path class="line" d={data.way.line} />
      <path class="head" d={data.way.head} />
    </g>
  );
}
