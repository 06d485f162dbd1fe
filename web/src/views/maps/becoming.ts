/** What becomes of entries, and of what a person said about them, once a map has changed. */

import type { Move } from "../../answers";
import type { Said } from "../../person";
import type { SkillMap } from "../../skill-map";

const above = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf("/")));

/** Return the moves but for those of entries that only followed what contains them. */
export function leading(moves: readonly Move[]): Move[] {
  const became = new Map(moves.map((move) => [move.id, move.now]));
  return moves.filter(({ id, how, now }) => {
    const followed = now[0] !== undefined && became.get(above(id))?.includes(above(now[0]));
    return how !== "moved" || !followed;
  });
}

/** How a person stands to an entry by their own words, or that they want it. */
export type Stand = "known" | "learning" | "skipped" | "goal";

/** Something that a person said, and what becomes of it. */
export interface Followed {
  readonly id: string;
  readonly name: string;
  readonly stands: readonly Stand[];
  /** `held` counts for nothing until the entry is back; `partly` until all that is merged is known. */
  readonly fate: "followed" | "partly" | "held" | "back";
  /** The entries that it counts for, or would. */
  readonly now: readonly string[];
}

/** Return what becomes of all that a person said and the change of the map touches. */
export function followed(
  said: Said,
  before: SkillMap,
  after: SkillMap,
  moves: readonly Move[],
): Followed[] {
  const byId = new Map(moves.map((move) => [move.id, move]));
  const merged = Map.groupBy(
    moves.filter(({ how }) => how === "merged"),
    ({ now }) => now[0],
  );
  const found: Followed[] = [];
  for (const [id, stands] of standsIn(said)) {
    const move = byId.get(id);
    if (after.entry(id)) {
      if (!before.entry(id)) {
        found.push({ id, name: after.label(id), stands, fate: "back", now: [id] });
      }
    } else if (move) {
      const sets = stands[0] === "known" ? [said.known] : [said.known, said.learning, said.skipped];
      const isMarked = (part: Move) => sets.some((set) => set.has(part.id));
      const isWhole = move.how !== "merged" || merged.get(move.now[0])?.every(isMarked);
      const fate = !move.now.length
        ? "held"
        : isWhole || stands[0] === "goal"
          ? "followed"
          : "partly";
      found.push({ id, name: move.name, stands, fate, now: move.now });
    }
  }
  return found;
}

function standsIn(said: Said): Map<string, Stand[]> {
  const stands = new Map<string, Stand[]>();
  const lists = { known: said.known, learning: said.learning, skipped: said.skipped };
  for (const [stand, ids] of Object.entries({ ...lists, goal: said.goals })) {
    for (const id of ids) stands.set(id, [...(stands.get(id) ?? []), stand as Stand]);
  }
  return stands;
}
