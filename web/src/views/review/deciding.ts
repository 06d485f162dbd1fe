/** What a mentor can do: go through the questions, decide about something, withdraw that. */

import { batch } from "@preact/signals";
import type { Move } from "../../answers";
import { trying } from "../../notes";
import { map } from "../../state";
import { listed, quoted, t } from "../../text";
import { focusQuestion } from "./focus";
import { explain, type Matter, type Pair, pairKey } from "./matter";
import { back, forth, inFocus, onward } from "./queue";
import { mapId, moreIfFew, notes, notOlder, queue } from "./sitting";
import { doing, keep, refusal } from "./steps";
import { type Kept, keptOf, moveSubject, nameSubject, pairSubject, type Turn } from "./turns";

export type Verb = "accept" | "reject" | "reverse";

export function skip(): void {
  move(forth);
  void trying(moreIfFew);
}

export function previous(): void {
  move(back);
}

function move(by: typeof forth): void {
  batch(() => {
    queue.value = by(queue.value);
    refusal.value = null;
  });
  focusQuestion();
}

/** Decide about a pair, and go on to the next question if it was the one in focus. */
export async function decide(matter: Matter, verb: Verb): Promise<void> {
  if (!canDo(matter, verb)) return;
  await doing(pairKey(matter), async () => {
    const note = (notes.value.get(pairKey(matter)) ?? "").trim();
    await keep({ about: matter, label: labelOf(matter, verb) }, await turnsOf(matter, verb, note));
    const question = inFocus(queue.value);
    if (question && pairKey(question) === pairKey(matter)) queue.value = onward(queue.value);
    focusQuestion();
    void trying(moreIfFew);
  });
}

/** Take back what anybody decided about a pair: inference holds again. */
export async function withdraw(matter: Matter): Promise<void> {
  const { decision } = matter;
  if (!decision) return;
  await doing(pairKey(matter), async () => {
    const label = t(`review.no_longer_${decision.verdict}`, namesOf(matter));
    const turn = { on: pairSubject(matter), before: decision, after: null };
    await keep({ about: matter, label }, [turn]);
    focusQuestion();
  });
}

/**
 * Reject a prerequisite that stands in the way of another decision.
 *
 * @param about What that one is about.
 */
export async function rejectOther(pair: Pair, about: string): Promise<void> {
  await doing(about, async () => {
    const { matter } = await explain(mapId(), pair, notOlder());
    const turns = await turnsOf(matter, "reject", "");
    await keep({ about: matter, label: labelOf(matter, "reject") }, turns);
    focusQuestion();
  });
}

/** Decide whether a name is one skill or several; null takes back what was decided. */
export async function decideName(
  name: string,
  before: Kept | null,
  after: Kept | null,
): Promise<void> {
  await doing(name, async () => {
    const did = after ? (after.verdict as "merged" | "split") : "name_withdrawn";
    const label = t(`review.did_${did}`, { name: quoted(name) });
    await keep({ about: name, label }, [{ on: nameSubject(name), before, after }]);
  });
}

/** Say what became of an entry that left the map; null takes back what was said. */
export async function decideMove(move: Move, now: readonly string[] | null): Promise<void> {
  const { id, name } = move;
  await doing(id, async () => {
    const names = listed((now ?? []).map((entry) => quoted(map.value?.name(entry) ?? entry)));
    const did = now === null ? "move_withdrawn" : now.length ? "became" : "removed";
    const label = t(`review.did_${did}`, { name: quoted(name), names });
    const after = now && { verdict: now.join(" "), note: "" };
    await keep({ about: id, label }, [{ on: moveSubject(id), before: keptOf(move), after }]);
  });
}

async function turnsOf(matter: Matter, verb: Verb, note: string): Promise<Turn[]> {
  const before = matter.decision;
  const on = pairSubject(matter);
  if (verb === "accept") {
    return [{ on, before, after: { verdict: matter.isInferred ? "accepted" : "asserted", note } }];
  }
  const rejecting = { on, before, after: { verdict: "rejected", note } };
  if (verb === "reject") return [rejecting];
  const other = { source: matter.target, target: matter.source };
  const asserting = {
    on: pairSubject(other),
    before: (await explain(mapId(), other, notOlder())).matter.decision,
    after: { verdict: "asserted", note },
  };
  // Only the assertion can be refused, so it comes first, unless what is said now stands in its way.
  return isHeld(matter) ? [rejecting, asserting] : [asserting, rejecting];
}

/** Whether it would be news to decide so. */
export function canDo(matter: Matter, verb: Verb): boolean {
  if (verb === "accept") return !isHeld(matter);
  return verb === "reverse" || matter.decision?.verdict !== "rejected";
}

/** Whether a person or the map says that it is so. */
function isHeld({ decision, isStated }: Matter): boolean {
  return decision ? decision.verdict !== "rejected" : isStated;
}

function namesOf({ source, target }: Pair): { source: string; target: string } {
  const name = (id: string): string => quoted(map.value?.name(id) ?? id);
  return { source: name(source), target: name(target) };
}

function labelOf(matter: Matter, verb: Verb): string {
  const { source, target } = namesOf(matter);
  if (verb === "accept" && !matter.isInferred) return t("review.did_assert", { source, target });
  if (verb === "reverse") return t("review.did_reverse", { source: target, target: source });
  return t(`review.did_${verb}`, { source, target });
}
