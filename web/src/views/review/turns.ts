/**
 * Changing what was decided, as one or more turns of which none is left half done.
 *
 * Each turn says how things were when the person looked at them. If the map has changed meanwhile,
 * it is made all the same, once, as long as just these things are as they were.
 */

import type { Move, MovePage, SharedNamePage } from "../../answers";
import { type Answer, ask, mapPath, ServiceError } from "../../service";
import { gather } from "./gather";
import { explain, idPath, type Pair, pairPath } from "./matter";
import { mapId, notOlder, rebase, revision } from "./sitting";

/** What a person decided about something. */
export interface Kept {
  readonly verdict: string;
  readonly note: string;
}

/** Something that is decided: a pair of skills, a name, what became of an entry. */
export interface Subject {
  /** Where it is found below the map. */
  readonly path: string;
  readonly pair?: Pair;
  /** What a `PUT` says. */
  bodyOf(kept: Kept): object;
  /** What is kept about it now; null where nobody has decided. */
  now(): Promise<Answer<Kept | null>>;
}

export interface Turn {
  readonly on: Subject;
  /** What was kept when the person looked at it. */
  readonly before: Kept | null;
  readonly after: Kept | null;
}

/** Somebody else has decided meanwhile. */
export class OvertakenError extends Error {}

/** Return what takes turns back, the last one first. */
export const inverse = (turns: readonly Turn[]): Turn[] =>
  turns.map(({ on, before, after }) => ({ on, before: after, after: before })).reverse();

/**
 * Make turns, one after the other. If one is refused, those before it are taken back.
 *
 * @throws {ServiceError|OvertakenError}
 */
export async function make(turns: readonly Turn[]): Promise<void> {
  const made: Turn[] = [];
  try {
    for (const turn of turns) {
      await put(turn);
      made.push(turn);
    }
  } catch (error) {
    for (const turn of inverse(made)) await put(turn);
    throw error;
  }
}

async function put(turn: Turn): Promise<void> {
  try {
    await send(turn);
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === "stale_revision")) throw error;
    const now = await turn.on.now();
    if (!isSame(now.body, turn.before)) throw new OvertakenError();
    rebase(now.revision);
    await send(turn);
  }
}

async function send({ on, after }: Turn): Promise<void> {
  const method = after ? "PUT" : "DELETE";
  const change = {
    method,
    revision: revision(),
    ...(after && { body: on.bodyOf(after) }),
  } as const;
  const answer = await ask(mapPath(mapId(), on.path), change);
  rebase(answer.revision);
}

export function isSame(one: Kept | null, other: Kept | null): boolean {
  return one?.verdict === other?.verdict && one?.note === other?.note;
}

export function pairSubject(pair: Pair): Subject {
  return {
    path: pairPath(pair),
    pair,
    bodyOf: ({ verdict, note }) => ({ status: verdict, note }),
    async now() {
      const { matter, revision } = await explain(mapId(), pair, notOlder());
      return { body: matter.decision, revision };
    },
  };
}

export function nameSubject(name: string): Subject {
  return {
    path: `names/${encodeURIComponent(name)}`,
    bodyOf: ({ verdict, note }) => ({ verdict, note }),
    async now() {
      const { items, revision } = await gather(
        mapPath(mapId(), "names?"),
        ({ names }: SharedNamePage) => names.filter((shared) => shared.name === name),
        1,
      );
      return { body: items[0]?.decision ?? null, revision };
    },
  };
}

/** What a person says became of an entry: as a verdict, ids with spaces between them. */
export const keptOf = ({ now, decided_at: at }: Move): Kept | null =>
  at ? { verdict: now.join(" "), note: "" } : null;

export function moveSubject(id: string): Subject {
  return {
    path: `moves/${idPath(id)}`,
    bodyOf: ({ verdict }) => ({ now: verdict.split(" ").filter(Boolean) }),
    async now() {
      const { items, revision } = await gather(
        mapPath(mapId(), "moves?"),
        ({ moves }: MovePage) => moves.filter((move) => move.id === id),
        1,
      );
      return { body: items[0] ? keptOf(items[0]) : null, revision };
    },
  };
}
