/** Adding a record to what is kept, in one step that can be undone. */

import type { PersonalRecord } from "../../answers";
import { keep, kept } from "../../kept";
import type { LearnerKeeper } from "../../learner";
import { tell, trying } from "../../notes";
import {
  type Difference,
  keyOf,
  NOTHING_SAID,
  type Stand,
  withDifference,
  written,
} from "../../person";
import { canTakeBack, map, said, say, takeSaid, undo } from "../../state";
import { quoted, t } from "../../text";
import { held, titleOf } from "./held";
import { additions, type Comparison } from "./record";

/** Add a record to what this browser keeps. */
export function addToBrowser(
  record: PersonalRecord,
  found: readonly Comparison[],
  isOtherTaken: boolean,
  name: string,
): void {
  const all = held();
  const label = t("you.added", { name: quoted(name) });
  const before = new Map<string, string | null>();
  let mine = said.value;
  for (const one of found) {
    const isOpen = one.mapId === map.value?.id;
    const there = isOpen ? said.value : (all.get(one.mapId) ?? NOTHING_SAID);
    const after = withDifference(there, additions(there, one, record.hours_per_week, isOtherTaken));
    if (isOpen) {
      mine = after;
      continue;
    }
    before.set(one.mapId, kept(keyOf(one.mapId)));
    keep(keyOf(one.mapId), written(after));
  }
  const takeBack = (): void => {
    for (const [mapId, text] of before) keep(keyOf(mapId), text);
  };
  if (mine !== said.value) {
    say(mine, label, takeBack);
    return;
  }
  canTakeBack(label, () => {
    takeBack();
    tell(t("did.undone", { label }));
  });
  tell(label, undo);
}

/** Add a record to what the service keeps about a learner. */
export async function addToLearner(
  keeper: LearnerKeeper,
  record: PersonalRecord,
  name: string,
): Promise<void> {
  const before = await keeper.record();
  const answer = await keeper.merge(record, false);
  await takeSaid();
  const label = t("you.added", { name: quoted(name) });
  canTakeBack(
    label,
    () =>
      void trying(async () => {
        for (const [mapId, back] of backFrom(answer, before)) {
          // Of a map that is not here the service takes nothing back.
          if (titleOf(mapId) !== null) keeper.noteOn(mapId, back);
        }
        await keeper.send();
        const { name, hours_per_week, holidays } = before;
        await keeper.change({ name, hours_per_week, holidays });
        await takeSaid();
        tell(t("did.undone", { label }));
      }, "saving"),
  );
  tell(label, undo);
}

/** Return what takes back what a record added, by map. */
function backFrom(
  added: Awaited<ReturnType<LearnerKeeper["merge"]>>,
  before: PersonalRecord,
): Map<string, Difference> {
  const stood = new Map(before.marks.map((mark) => [`${mark.map}\n${mark.skill}`, mark.progress]));
  const back = new Map<
    string,
    { stands: Map<string, Stand | null>; goals: Map<string, boolean> }
  >();
  const on = (mapId: string) => {
    const found = back.get(mapId) ?? { stands: new Map(), goals: new Map() };
    back.set(mapId, found);
    return found;
  };
  for (const { map: mapId, skill } of [...added.added, ...added.changed]) {
    on(mapId).stands.set(skill, stood.get(`${mapId}\n${skill}`) ?? null);
  }
  for (const { map: mapId, entry } of added.goals) on(mapId).goals.set(entry, false);
  return new Map([...back].map(([mapId, one]) => [mapId, { ...one, hoursPerWeek: undefined }]));
}
