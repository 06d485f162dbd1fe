/**
 * Steps of a review: each is kept at once, told, and can be taken back. What the service refuses
 * changes nothing, and is told where the step was tried.
 */

import { batch, signal } from "@preact/signals";
import type { Verdict } from "../../answers";
import { tell, trying } from "../../notes";
import { route } from "../../route";
import { ServiceError } from "../../service";
import { canTakeBack, undos } from "../../state";
import { t } from "../../text";
import { focusQuestion } from "./focus";
import { explain, type Matter, pairKey } from "./matter";
import { decided, goTo } from "./queue";
import { follow, followNow, left, made, mapId, notOlder, queue } from "./sitting";
import { inverse, isSame, make, OvertakenError, type Turn } from "./turns";

/** Why something was not done. */
export interface Refusal {
  /** What it is about: the key of a pair, a name, the id of an entry. */
  readonly about: string;
  readonly text: string;
  /** Whether the text is the service's own, in English. */
  readonly isServices: boolean;
  /** The skills of the circle that it would have closed, the first one repeated last. */
  readonly cycle: readonly string[];
}

export const refusal = signal<Refusal | null>(null);
/** What was done last, in words. */
export const told = signal("");
/** Whether something is being kept right now. */
export const isKeeping = signal(false);

/** What was done, and to what: a pair, a name, an entry. */
export interface Step {
  readonly about: Matter | string;
  /** In the past: "Accepted: “HTTP” before “REST”". */
  readonly label: string;
}

const keyOf = ({ about }: Step): string => (typeof about === "string" ? about : pairKey(about));

/** Keep the turns of a step, tell it, and let it be undone. */
export async function keep(step: Step, all: readonly Turn[]): Promise<void> {
  const turns = all.filter(({ before, after }) => !isSame(before, after));
  await make(turns);
  if (turns.length) {
    settle(step, turns, 1);
    offerUndo(step, turns);
  }
  say(step, step.label);
}

/** Let all that is shown know what was kept. */
function settle({ about }: Step, turns: readonly Turn[], by: 1 | -1): void {
  batch(() => {
    made.value += by;
    for (const { on, before, after } of turns) {
      if (!on.pair) continue;
      const verdict = after?.verdict as Verdict;
      queue.value = decided(queue.value, on.pair, after && { ...after, verdict });
      const isAbout = typeof about !== "string" && pairKey(about) === pairKey(on.pair);
      if (left.value === null || !isAbout || !about.isInferred || about.isStated) continue;
      left.value += Number(after === null) - Number(before === null);
    }
  });
  follow();
  // The map has other skills now, so nothing can be shown before it is loaded.
  if (typeof about === "string") followNow();
}

/* Undo */

const ours = new WeakSet<() => void>();

function offerUndo(step: Step, turns: readonly Turn[]): void {
  const takeBack = async (): Promise<void> => {
    while (isKeeping.value) await doingLast;
    await doing(keyOf(step), async () => {
      const back = inverse(turns);
      try {
        await make(back);
      } catch (error) {
        if (!isRefused(error)) throw error;
        // What somebody else has decided anew stays.
        if (error instanceof OvertakenError) await lookAgain(keyOf(step));
        else offerUndo(step, turns);
        const { text } = refusalOf("", error);
        told.value = t("review.not_undone", { label: step.label, reason: text });
        return;
      }
      settle(step, back, -1);
      if (typeof step.about !== "string") {
        queue.value = goTo(queue.value, step.about);
        focusQuestion();
      }
      say(step, t("did.undone", { label: step.label }));
    });
  };
  const run = (): void => void takeBack();
  ours.add(run);
  canTakeBack(step.label, run);
}

/** Undo what was decided last, also if something else was done since. */
export function undoDecision(): void {
  const last = undos.value.findLast(({ takeBack }) => ours.has(takeBack));
  if (!last) {
    told.value = t("review.nothing_to_undo");
    return;
  }
  undos.value = undos.value.filter((undo) => undo !== last);
  last.takeBack();
}

/* Refusals */

let doingLast: Promise<void> = Promise.resolve();

/** Do something unless something else is being done; what is refused is told where it belongs. */
export function doing(about: string, work: () => Promise<void>): Promise<void> {
  // Pressed twice: what comes next has not been seen yet.
  if (isKeeping.value) return doingLast;
  isKeeping.value = true;
  refusal.value = null;
  const attempt = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isRefused(error)) throw error;
      if (error instanceof OvertakenError) await lookAgain(about);
      refusal.value = refusalOf(about, error);
    }
  };
  doingLast = trying(attempt, "decision").finally(() => {
    isKeeping.value = false;
  });
  return doingLast;
}

/** Show what somebody else has decided. */
async function lookAgain(about: string): Promise<void> {
  const question = queue.value.seen.find((matter) => pairKey(matter) === about);
  if (question) {
    const { matter } = await explain(mapId(), question, notOlder());
    queue.value = decided(queue.value, question, matter.decision);
  }
  follow();
}

const EXPECTED = ["cycle", "decision_impossible", "unknown_skill"];

function isRefused(error: unknown): error is ServiceError | OvertakenError {
  if (error instanceof OvertakenError) return true;
  return error instanceof ServiceError && EXPECTED.includes(error.code);
}

function refusalOf(about: string, error: ServiceError | OvertakenError): Refusal {
  if (error instanceof OvertakenError) {
    return { about, text: t("review.overtaken"), isServices: false, cycle: [] };
  }
  const cycle = (error.problem["cycle"] as string[] | undefined) ?? [];
  return { about, text: error.message, isServices: true, cycle };
}

function say({ about }: Step, text: string): void {
  const open = typeof about === "string" ? null : left.value;
  told.value = open === null ? `${text}.` : t("review.told", { label: text, count: open });
  if (route.value.view !== "review") tell(told.value);
}
