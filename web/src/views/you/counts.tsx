/** How much somebody says, in numbers. */

import type { ComponentChildren, JSX } from "preact";
import { Name } from "../../parts/name";
import type { Said } from "../../person";
import { hours, t } from "../../text";
import { titleOf } from "./held";

/** "14 known skills", "1 goal", and so on; nothing of what is not said. */
export function countsOf(said: Said): string[] {
  const { known, learning, skipped, goals, hoursPerWeek } = said;
  return [
    known.size ? t("you.known", { count: known.size }) : "",
    learning.size ? t("you.begun", { count: learning.size }) : "",
    skipped.size ? t("you.aside", { count: skipped.size }) : "",
    goals.length ? t("you.goals", { count: goals.length }) : "",
    hoursPerWeek === null ? "" : t("you.a_week", { hours: hours(hoursPerWeek) }),
  ].filter(Boolean);
}

export function Counts({ said }: { said: Said }): JSX.Element {
  const counts = countsOf(said);
  return <span class="counts">{counts.length ? counts.join(" · ") : t("you.nothing_said")}</span>;
}

/** What is said of several maps. */
export function MapCounts({ all }: { all: ReadonlyMap<string, Said> }): JSX.Element {
  if (!all.size) return <p class="note">{t("you.nothing_said")}</p>;
  return (
    <ul class="map-counts" role="list">
      {[...all].map(([mapId, said]) => (
        <li key={mapId}>
          <MapName id={mapId}>
            <Counts said={said} />
          </MapName>
        </li>
      ))}
    </ul>
  );
}

/** The name of a map, followed by what is to be said of it. */
export function MapName(props: { id: string; children: ComponentChildren }): JSX.Element {
  const title = titleOf(props.id);
  return (
    <>
      <strong>
        <Name text={title ?? props.id} />
      </strong>{" "}
      {props.children}
      {title === null && <span class="note"> {t("you.not_here")}</span>}
    </>
  );
}
