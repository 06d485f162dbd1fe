/** The roadmap that the service plans for what the person says, and when it is planned anew. */

import { computed, effect, type ReadonlySignal, untracked, useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { RoadmapAnswer } from "../../answers";
import { trying } from "../../notes";
import { askLast, mapPath, ServiceError, StaleError } from "../../service";
import type { SkillMap } from "../../skill-map";
import { goals, loadMap, map, question, said } from "../../state";
import { holidays, start } from "./times";
import type { Times } from "./weeks";

export interface Plan {
  readonly of: SkillMap;
  /** What the service was asked. */
  readonly asked: ReturnType<typeof roadmapQuestion>;
  /** When the person learns; null without hours a week. */
  readonly times: Times | null;
  readonly roadmap: RoadmapAnswer;
  /** The skills that the goals are or hold; none where the whole map is the goal. */
  readonly aims: ReadonlySet<string>;
  /** What the goals need and is known already, in map order. */
  readonly known: readonly string[];
}

/** Where planning stands. */
export interface Planning {
  readonly plan: ReadonlySignal<Plan | null>;
  readonly isBusy: ReadonlySignal<boolean>;
  /** Why the service cannot plan this, in its words; empty if it can. */
  readonly refusal: ReadonlySignal<string>;
  readonly planAnew: () => Promise<void>;
}

const times = computed<Times | null>(() => {
  const { hoursPerWeek } = said.value;
  if (hoursPerWeek === null) return null;
  return { hoursPerWeek, start: start.value, holidays: holidays.value };
});

/** What the roadmap follows from; what is known does too, but ticking must not move the list. */
const wishes = computed(() => JSON.stringify([goals.value, times.value]));

/** What the person says, as questions about roadmaps name it: what is begun makes no difference. */
export function roadmapQuestion() {
  const { known, skipped, goals: wanted } = question();
  const found = times.value;
  const dates = found && {
    hours_per_week: found.hoursPerWeek,
    start: found.start,
    holidays: found.holidays,
  };
  return { known, skipped, goals: wanted, ...dates };
}

/** Plan when the view is opened, and again once goals, times or the map are others. */
export function usePlanning(): Planning {
  const plan = useSignal<Plan | null>(null);
  const isBusy = useSignal(true);
  const refusal = useSignal("");

  const ask = async (): Promise<void> => {
    const of = map.value;
    if (!of) return;
    const asked = roadmapQuestion();
    const found = times.value;
    isBusy.value = true;
    try {
      const path = mapPath(of.id, "roadmap");
      const { body } = await askLast<RoadmapAnswer>("roadmap", path, { body: asked });
      if (of.revision && body.revision !== of.revision) {
        await loadMap(of.id); // somebody has changed the map, and then there is another plan
        return;
      }
      const aims = new Set(body.goals.flatMap((goal) => of.skillsUnder(goal)));
      const known = knownOf(of, aims, new Set([...asked.known, ...body.assumed]));
      plan.value = { of, asked, times: found, roadmap: body, aims, known };
      refusal.value = "";
      isBusy.value = false;
    } catch (error) {
      // A newer question says itself that it is on its way.
      if (!(error instanceof StaleError)) isBusy.value = false;
      if (!(error instanceof ServiceError) || error.code !== "invalid_request") throw error;
      plan.value = null;
      refusal.value = error.message;
    }
  };

  const planAnew = (): Promise<void> => trying(ask, "roadmap");
  // At once, which `useSignalEffect` is not: until the next frame the old plan would pass as the new one.
  useLayoutEffect(
    () =>
      effect(() => {
        const isAnother = map.value?.id !== plan.peek()?.of.id;
        void wishes.value;
        untracked(() => {
          if (isAnother) plan.value = null;
          void planAnew();
        });
      }),
    [],
  );
  return { plan, isBusy, refusal, planAnew };
}

/** Return what of a knowledge state the goals need. */
function knownOf(of: SkillMap, aims: Set<string>, state: Set<string>): string[] {
  const needed = aims.size ? of.leadingTo(aims) : state;
  return of.skills.map(({ id }) => id).filter((id) => state.has(id) && needed.has(id));
}
