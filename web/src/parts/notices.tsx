/** What stands above every view for as long as it holds. */

import type { JSX } from "preact";
import { forget, removeGoal, replace } from "../actions";
import { trying } from "../notes";
import { BrowserKeeper } from "../person";
import { answer, keeper, map, said } from "../state";
import { t, tx } from "../text";
import { leaveLearner, missing } from "../whose";
import { EntryName, Name, Where } from "./name";

const MOST_SHOWN = 8;

/** What the person ticked or wants and the map does not have (any more), and other lasting notes. */
export function Notices(): JSX.Element | null {
  const unknown = answer.value?.unknown.filter(({ id }) => said.value.known.has(id)) ?? [];
  const lostGoals = said.value.goals.filter((id) => map.value && !map.value.entry(id));
  const browser = keeper.value instanceof BrowserKeeper ? keeper.value : null;
  const isKept = browser?.isKept ?? true;
  const wasUnreadable = browser?.wasUnreadable ?? false;
  const isMissing = missing.value !== null;
  if (!unknown.length && !lostGoals.length && isKept && !wasUnreadable && !isMissing) return null;
  return (
    <section id="notices" class="notices" aria-label={t("notices.title")}>
      {!isKept && <p>{t("notices.not_kept")}</p>}
      {wasUnreadable && <p>{t("notices.unreadable")}</p>}
      {isMissing && (
        <p>
          {t("notices.learner_missing")}{" "}
          <button type="button" onClick={() => void trying(leaveLearner)}>
            {t("notices.learner_forget")}
          </button>
        </p>
      )}
      {unknown.length > 0 && (
        <>
          <h2>{t("notices.lost_skills", { count: unknown.length })}</h2>
          <p>{t("notices.nothing_dropped")}</p>
          <ul>
            {unknown.slice(0, MOST_SHOWN).map(({ id, suggestions }) => (
              <LostSkill key={id} id={id} suggestions={suggestions} />
            ))}
          </ul>
          {unknown.length > MOST_SHOWN && (
            <p>{t("notices.and_more", { count: unknown.length - MOST_SHOWN })}</p>
          )}
          {unknown.length > 1 && (
            <p>
              <button type="button" onClick={() => forget(unknown.map(({ id }) => id))}>
                {t("notices.forget_all", { count: unknown.length })}
              </button>
            </p>
          )}
        </>
      )}
      {lostGoals.length > 0 && (
        <>
          <h2>{t("notices.lost_goals", { count: lostGoals.length })}</h2>
          <ul>
            {lostGoals.map((id) => (
              <li key={id}>
                <code>
                  <Name text={id} />
                </code>
                <button
                  type="button"
                  aria-label={t("notices.drop_goal_named", { id })}
                  onClick={() => removeGoal(id)}
                >
                  {t("notices.drop_goal")}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function LostSkill({ id, suggestions }: { id: string; suggestions: string[] }): JSX.Element {
  return (
    <li>
      <code>
        <Name text={id} />
      </code>
      <span class="choices">
        {suggestions.map((by) => (
          <button key={by} type="button" onClick={() => replace(id, by)}>
            {tx("notices.it_is", { name: <EntryName id={by} /> })} <Where id={by} />
          </button>
        ))}
        <button
          type="button"
          aria-label={t("notices.forget_named", { id })}
          onClick={() => forget([id])}
        >
          {t("notices.forget")}
        </button>
      </span>
    </li>
  );
}
