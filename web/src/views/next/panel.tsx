/** "Learn next" beside the map: the best of what is ready, ranked by the service. */

import type { JSX } from "preact";
import { useFocusKept } from "../../parts/focus-kept";
import { linkTo } from "../../route";
import { answer, isBusy } from "../../state";
import { t } from "../../text";
import { Pick, Picks } from "./pick";
import { isAllAside, isNothingKnown, mostQuestions, standing } from "./standing";

const MOST_SHOWN = 6;
/** Without room beside it the map comes below. */
const MOST_SHOWN_NARROW = 3;

export function NextPanel(): JSX.Element {
  const root = useFocusKept<HTMLElement>("next-title");
  return (
    <section
      ref={root}
      id="next"
      class="panel next"
      aria-labelledby="next-title"
      aria-busy={isBusy.value}
    >
      <h2 id="next-title" tabIndex={-1}>
        {t("pick.panel_title")}
      </h2>
      {answer.value ? <Best /> : <p class="loading">{t("common.loading")}</p>}
    </section>
  );
}

function Best(): JSX.Element {
  const { next = [], ready_total: count = 0 } = answer.value ?? {};
  const isNarrow = matchMedia("(max-width: 63.99rem)").matches;
  const shown = next.slice(0, isNarrow ? MOST_SHOWN_NARROW : MOST_SHOWN);
  return (
    <>
      <p class="summary">
        {standing()}{" "}
        {isNothingKnown() && (
          <a href={linkTo("placement")}>{t("pick.start_placement", { count: mostQuestions() })}</a>
        )}
      </p>
      <Picks
        picks={shown}
        row={(pick, rank, level) => <Pick key={pick.id} pick={pick} rank={rank} level={level} />}
      />
      {count > 0 && (
        <a class="all-ready" href={linkTo("next")}>
          {t("pick.all_ready", { count })}
        </a>
      )}
      {isAllAside() && <a href={linkTo("next")}>{t("pick.see_aside")}</a>}
    </>
  );
}
