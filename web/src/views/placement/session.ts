/**
 * The placement that is under way: which one, what is shown of it, and what is asked of the service.
 *
 * Its id is kept in the browser, so that somebody can go on another day. The answers stay with the
 * service until what they tell is kept or thrown away.
 */

import { computed, signal } from "@preact/signals";
import type { PlacementAnswer, Reply } from "../../answers";
import { keep, kept } from "../../kept";
import { trying } from "../../notes";
import {
  type Answer,
  type Asking,
  ask,
  askLast,
  dropLast,
  mapPath,
  ServiceError,
} from "../../service";
import { keeper, loadMap, map, said } from "../../state";

/** `begun`: it was begun earlier and can be gone on with. `kept`: what it told is ticked. */
export type Stage = "loading" | "start" | "begun" | "asking" | "result" | "kept";

export const stage = signal<Stage>("loading");
export const placement = signal<PlacementAnswer | null>(null);
/** Whether an answer of the service is on its way. */
export const isWaiting = signal(false);
/** Whether the placement that was begun here has vanished. */
export const isGone = signal(false);
/** What the person has ticked or unticked in the result, against what it proposes. */
export const choices = signal<ReadonlyMap<string, boolean>>(new Map());

/** Whether an answer was given for the person, because they had ticked the skill. */
const isForThem = (skill: string): boolean => said.value.known.has(skill);

/** How many questions the person has answered. */
export const answered = computed(
  () => placement.value?.answers.filter(({ skill }) => !isForThem(skill)).length ?? 0,
);

/** The placement's own revision: an answer to a question that is no longer asked is refused. */
let revision = 0;

/** Take up what was begun in this map, if anything was. Returns how to leave it. */
export function takeUp(): () => void {
  const id = map.value && kept(keyOf(map.value.id));
  placement.value = null;
  choices.value = new Map();
  isGone.value = false;
  stage.value = id ? "loading" : "start";
  if (id) {
    doing(async () => {
      show(await told(id));
      stage.value = answered.value ? "begun" : "start";
    });
  }
  return () => {
    stage.value = "loading";
  };
}

/** Begin one about what these goals need, or about the whole map, in the place of an earlier one. */
export function start(goals: readonly string[]): void {
  const of = map.value;
  if (!of || isWaiting.value) return;
  const { learner } = keeper.value;
  doing(async () => {
    const earlier = kept(keyOf(of.id));
    if (earlier) await remove(earlier);
    const body = learner === null ? { goals } : { goals, learner };
    const path = mapPath(of.id, "placements");
    const begun = await askLast<PlacementAnswer>("placement", path, { body });
    keep(keyOf(of.id), begun.body.id);
    choices.value = new Map();
    isGone.value = false;
    proceed(await answeredForThem(begun));
  });
}

/** Answer the question that is asked. */
export function answer(reply: Reply): void {
  const { id, question } = placement.value ?? {};
  if (!id || !question || isWaiting.value) return;
  const body = { skill: question.skill, reply };
  doing(async () => {
    proceed(await answeredForThem(await told(id, "/answers", { body, revision })));
  });
}

/** Take back the last answer that the person gave, and ask again. */
export function takeBack(): void {
  const { id } = placement.value ?? {};
  if (!id || !answered.value || isWaiting.value) return;
  stage.value = "asking";
  doing(async () => {
    let last = placement.value?.answers.at(-1);
    let now = await told(id, "/answers/last", { method: "DELETE", revision });
    while (last && isForThem(last.skill)) {
      last = now.body.answers.at(-1);
      now = await told(id, "/answers/last", { method: "DELETE" });
    }
    proceed(now);
  });
}

/**
 * Put an end to it. What was ticked because of it stays ticked. Nothing waits until the service has
 * removed it: another one can be begun meanwhile.
 */
export function end(next: "start" | "kept"): void {
  const { id } = placement.value ?? {};
  forget(next);
  if (id) void trying(() => remove(id), "removal");
}

export function choose(ids: readonly string[], isChosen: boolean): void {
  choices.value = new Map([...choices.value, ...ids.map((id) => [id, isChosen] as const)]);
}

/** Ask the service about the placement; the newest question wins. */
async function told(id: string, below = "", asking: Asking = {}): Promise<Answer<PlacementAnswer>> {
  return askLast("placement", `v1/placements/${encodeURIComponent(id)}${below}`, asking);
}

/** Say yes for the person to all that they have ticked: nobody wants to be asked about that. */
async function answeredForThem(found: Answer<PlacementAnswer>): Promise<Answer<PlacementAnswer>> {
  const skill = found.body.question?.skill;
  if (skill === undefined || !isForThem(skill)) return found;
  const body = { skill, reply: "yes" };
  return answeredForThem(await told(found.body.id, "/answers", { body }));
}

function proceed(found: Answer<PlacementAnswer>): void {
  show(found);
  if (!found.body.question) stage.value = "result";
  // Whoever has stopped while the answer was on its way stays with the result.
  else if (stage.value !== "result") stage.value = "asking";
}

function show(found: Answer<PlacementAnswer>): void {
  const of = map.value;
  placement.value = found.body;
  revision = found.revision;
  // Somebody has changed the map since it was loaded: the placement goes on in the new one.
  if (of?.revision && found.body.revision !== of.revision) void trying(() => loadMap(of.id));
}

function doing(work: () => Promise<void>): void {
  void trying(async () => {
    isWaiting.value = true;
    try {
      await work();
    } catch (error) {
      const code = error instanceof ServiceError ? error.code : "";
      const { id } = placement.value ?? {};
      if (code === "unknown_placement") {
        forget("start");
        isGone.value = true;
      } else if (code === "stale_placement" && id) {
        proceed(await told(id)); // it has gone on elsewhere, say in another tab
      } else throw error;
    } finally {
      isWaiting.value = false;
    }
  }, "placement");
}

async function remove(id: string): Promise<void> {
  try {
    await ask(`v1/placements/${encodeURIComponent(id)}`, { method: "DELETE" });
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === "unknown_placement")) throw error;
  }
}

function forget(next: Stage): void {
  dropLast("placement"); // an answer that is still on its way would bring it back
  if (map.value) keep(keyOf(map.value.id), null);
  placement.value = null;
  choices.value = new Map();
  stage.value = next;
}

function keyOf(mapId: string): string {
  const { learner } = keeper.value;
  return `waypath:placement:${mapId}${learner === null ? "" : `:${learner}`}`;
}
