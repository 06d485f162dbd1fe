/** A placing made to fit a narrow frame: less straight lines for less to be moved about. */

import type { Prerequisite } from "../../answers";
import { GAP_ACROSS, GAP_OF_WAYS, type Pass, type Placing } from "./placing";

interface Item {
  readonly key: string | Pass;
  readonly layer: number;
  across: number;
  readonly half: number;
}

/**
 * Return a placing that is as broad as there is room, or as its fullest layer needs. The order in a
 * layer stays.
 *
 * @param across Breadth of a skill.
 */
export function narrowed(placing: Placing, across: number, room: number): Placing {
  const items: Item[] = [];
  for (const [id, pass] of placing.skills) items.push({ ...pass, key: id, half: across / 2 });
  for (const passes of placing.ways.values()) {
    for (const pass of passes.slice(1, -1)) items.push({ ...pass, key: pass, half: 0 });
  }
  const low = Math.min(...items.map((item) => item.across - item.half));
  const high = Math.max(...items.map((item) => item.across + item.half));
  if (high - low <= room) return placing;
  const share = (room - across) / (high - low - across);
  for (const item of items) {
    item.across = across / 2 + (item.across - low - across / 2) * share;
  }
  for (const layer of Map.groupBy(items, (item) => item.layer).values()) spread(layer, room);

  const placed = new Map(items.map(({ key, layer, across: at }) => [key, { layer, across: at }]));
  const at = (key: string | Pass): Pass => placed.get(key) as Pass;
  const ways = [...placing.ways].map(([edge, passes]): [Prerequisite, Pass[]] => [
    edge,
    [at(edge.source), ...passes.slice(1, -1).map(at), at(edge.target)],
  ]);
  return {
    skills: new Map([...placing.skills.keys()].map((id) => [id, at(id)])),
    ways: new Map(ways),
  };
}

/** Move what stands too near to its neighbour: to one side first, then back from the edge. */
function spread(layer: Item[], room: number): void {
  layer.sort((one, other) => one.across - other.across);
  const apart = (one: Item, other: Item): number =>
    one.half + other.half + (one.half && other.half ? GAP_ACROSS : GAP_OF_WAYS);
  layer.forEach((item, index) => {
    const before = layer[index - 1];
    const least = before ? before.across + apart(before, item) : item.half;
    item.across = Math.max(item.across, least);
  });
  layer.reverse().forEach((item, index) => {
    const after = layer[index - 1];
    const most = after ? after.across - apart(item, after) : room - item.half;
    item.across = Math.min(item.across, most);
  });
}
