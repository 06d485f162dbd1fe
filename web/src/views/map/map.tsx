/** The map: areas as cards, topics as headings, skills to tick; searched, filtered, collapsed. */

import type { JSX } from "preact";
import { GoalChips, GoalPicker } from "../../parts/goals";
import { ViewTitle } from "../../parts/title";
import { map } from "../../state";
import { t } from "../../text";
import { CardIsland } from "./card-island";
import { Matches, Search, StateFilter } from "./filter-bar";
import { setFolded } from "./folded";
import { Legend } from "./legend";

export function MapView(): JSX.Element {
  return (
    <>
      <ViewTitle isSpoken>{t("map.title")}</ViewTitle>
      <div class="tools" role="search" aria-label={t("map.tools")}>
        <Search />
        <GoalPicker />
        <GoalChips />
      </div>
      <StateFilter />
      <div class="map-head">
        <Legend />
        <FoldAll />
      </div>
      <Matches />
      <section id="map" aria-labelledby="view-title">
        <CardIsland />
      </section>
    </>
  );
}

function FoldAll(): JSX.Element | null {
  const areas = (map.value?.childrenOf(null) ?? []).filter((entry) => entry.kind !== "skill");
  if (areas.length < 2) return null;
  return (
    <p class="fold-all">
      <button type="button" class="link" onClick={() => setFolded(new Set(areas.map((a) => a.id)))}>
        {t("map.fold_all")}
      </button>
      <button type="button" class="link" onClick={() => setFolded(new Set())}>
        {t("map.unfold_all")}
      </button>
    </p>
  );
}
