/** A ready skill with all that there is to say of it. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { begin, open } from "../../actions";
import type { NextSkill } from "../../answers";
import { SkillButton } from "../../parts/name";
import { map, states } from "../../state";
import { language, listed, number, percent, quoted, type TextKey, t } from "../../text";
import { Pick } from "./pick";

/** From here on nobody needs to look: as sure as the service says that most offers are. */
const SURE = 0.9;

const FACTORS: Record<string, TextKey> = {
  goal: "next.factor_goal",
  unlock: "next.factor_unlock",
  topic: "next.factor_topic",
  begun: "next.factor_begun",
  effort: "next.factor_effort",
  certainty: "next.factor_certainty",
};

export function FullPick(props: { pick: NextSkill; rank: number; level: 3 | 4 }): JSX.Element {
  const { pick } = props;
  return (
    <Pick {...props} buttons={<BeginButton pick={pick} />} below={<WhyThisRank pick={pick} />}>
      {language.value !== "en" && <Gist pick={pick} />}
      {pick.ready_probability < SURE && <Doubt pick={pick} />}
    </Pick>
  );
}

/** The gist of the reasons, for whom the service's English is not their language. */
function Gist({ pick }: { pick: NextSkill }): JSX.Element {
  const { count, goals } = pick.unlocks;
  const namesOf = (ids: readonly string[]): string =>
    listed(ids.map((id) => quoted(map.value?.label(id) ?? id)));
  return (
    <ul class="gist" role="list">
      <li>{count ? t("next.unlocks", { count }) : t("next.unlocks_none")}</li>
      {goals.length > 0 && (
        <li>
          <span aria-hidden="true">⚑ </span>
          {t("next.for_goals", { names: namesOf(goals) })}
        </li>
      )}
      <li>
        {pick.because.length
          ? t("next.builds_on", { names: namesOf(pick.because) })
          : t("next.builds_on_nothing")}
      </li>
    </ul>
  );
}

function Doubt({ pick }: { pick: NextSkill }): JSX.Element {
  return (
    <p>
      <button type="button" class="doubt" onClick={() => open(pick.id)}>
        {t("next.doubt", { share: percent(pick.ready_probability) })}
        <span class="spoken">: {quoted(pick.name)}</span>
      </button>
    </p>
  );
}

function BeginButton({ pick }: { pick: NextSkill }): JSX.Element {
  const isBegun = states.value?.isBegun(pick.id) ?? false;
  const name = quoted(pick.name);
  return (
    <button
      type="button"
      class="begin"
      aria-label={t(isBegun ? "pick.unbegin_named" : "next.begin_named", { name })}
      onClick={() => begin(pick.id, !isBegun)}
    >
      {t(isBegun ? "pick.unbegin" : "next.begin")}
    </button>
  );
}

/** What it builds on, what it leads to, and what the score is made of, on demand. */
function WhyThisRank({ pick }: { pick: NextSkill }): JSX.Element {
  const isOpen = useSignal(false);
  return (
    <details
      class="factors"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        {t("next.why_rank")}
        <span class="spoken">: {quoted(pick.name)}</span>
      </summary>
      {isOpen.value && <Why pick={pick} />}
    </details>
  );
}

function Why({ pick }: { pick: NextSkill }): JSX.Element {
  const unlocked = (map.value?.unlocked.get(pick.id) ?? []).map((edge) => edge.target);
  const hasGoal = pick.factors.some(({ factor }) => factor === "goal");
  const score = number(pick.score, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <>
      <Related title="next.builds_on_these" ids={pick.because} />
      <Related title="next.leads_to" ids={unlocked} />
      <Related title="next.serves" ids={pick.unlocks.goals} />
      <p>
        {t("next.score", { score })} {t(hasGoal ? "next.score_goal" : "next.score_mean")}
      </p>
      <Factors factors={pick.factors} />
    </>
  );
}

const MOST_RELATED = 8;

function Related({ title, ids }: { title: TextKey; ids: readonly string[] }): JSX.Element | null {
  if (!ids.length) return null;
  return (
    <p class="related">
      {t(title)}{" "}
      {ids.slice(0, MOST_RELATED).map((id) => (
        <SkillButton key={id} id={id} />
      ))}{" "}
      {ids.length > MOST_RELATED && t("common.more", { count: ids.length - MOST_RELATED })}
    </p>
  );
}

function Factors({ factors }: { factors: NextSkill["factors"] }): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("next.factor")}</th>
          <th scope="col">{t("next.factor_value")}</th>
          <th scope="col">{t("next.factor_weight")}</th>
        </tr>
      </thead>
      <tbody>
        {factors.map(({ factor, value, weight }) => {
          const name = FACTORS[factor];
          return (
            <tr key={factor}>
              <th scope="row">{name ? t(name) : factor}</th>
              <td>
                <span class="bar" aria-hidden="true">
                  <span style={{ width: `${value * 100}%` }} />
                </span>
                {percent(value)}
              </td>
              <td>{percent(weight)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
