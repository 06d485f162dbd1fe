/**
 * What somebody has begun, set aside or wants, followed to what it has become in the map since. What
 * they know the service follows in every answer, and all of it for learners.
 */

import type { Move, MovePage } from "./answers";
import type { Said } from "./person";
import { ask, mapPath } from "./service";
import type { SkillMap } from "./skill-map";

/** Return what is said, by the ids that the map has now. Only if some are lost, the service is asked. */
export async function follow(map: SkillMap, said: Said): Promise<Said> {
  const all = [...said.learning, ...said.skipped, ...said.goals];
  if (all.every((id) => map.entry(id))) return said;
  const moves: Move[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await ask<MovePage>(mapPath(map.id, `moves?limit=1000${query}`));
    moves.push(...body.moves);
    cursor = body.next_cursor;
  }
  return followMoves(map, said, moves);
}

/** What is gone stays as it was said: it may come back. */
export function followMoves(map: SkillMap, said: Said, moves: readonly Move[]): Said {
  const byId = new Map(moves.map((move) => [move.id, move]));
  const merged = Map.groupBy(
    moves.filter(({ how }) => how === "merged"),
    ({ now }) => now[0],
  );
  const isMarked = ({ id }: Move): boolean =>
    said.known.has(id) || said.learning.has(id) || said.skipped.has(id);
  // What is merged is not begun before all that went into it is.
  const isPart = ({ how, now }: Move): boolean =>
    how === "merged" && !merged.get(now[0])?.every(isMarked);

  /** The entries that an id means now; none if they are gone. */
  const nowOf = (id: string, isGoal: boolean, seen: readonly string[] = []): string[] => {
    if (map.entry(id)) return [id];
    const move = byId.get(id);
    if (!move || seen.includes(id) || (!isGoal && isPart(move))) return [];
    return move.now.flatMap((next) => nowOf(next, isGoal, [...seen, id]));
  };
  const orItself = (id: string, now: string[]): string[] => (now.length ? now : [id]);
  const marks = (ids: Iterable<string>): Set<string> =>
    new Set(
      [...ids].flatMap((id) =>
        orItself(
          id,
          nowOf(id, false).flatMap((now) => map.skillsUnder(now)),
        ),
      ),
    );
  return {
    ...said,
    learning: marks(said.learning),
    skipped: marks(said.skipped),
    goals: [...new Set(said.goals.flatMap((id) => orItself(id, nowOf(id, true))))],
  };
}
