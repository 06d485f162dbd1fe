/** The cards, told of what changes: the thin wrapper that ties them to the rest of the page. */

import { computed, effect, untracked } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { open, tick, tickAll } from "../../actions";
import { missing } from "../../missing";
import { route, setParams } from "../../route";
import { chosen, map, states } from "../../state";
import { language } from "../../text";
import { type Acts, Cards } from "./cards";
import { clearSearch, matches, stateOf } from "./filter";
import { folded, setFold } from "./folded";
import { traceOf } from "./trace";

/** From here on details stand beside the map instead of over it. */
const WIDE = "(min-width: 64rem)";

const ACTS: Acts = {
  tick,
  tickAll,
  open,
  fold: (areaId) => setFold(areaId, !folded.value.has(areaId)),
};

const trace = computed(() => {
  const id = chosen.value;
  const where = states.value;
  if (!map.value || !where || id === null || !map.value.isSkill(id)) return null;
  return traceOf(map.value, id, missing.value ?? [], (other) => where.isMet(other));
});

export function CardIsland(): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const of = map.value;
    if (!of || !root.current) return;
    const cards = new Cards(root.current, of, ACTS);
    const telling = [
      () => states.value && cards.show(states.value, stateOf.value),
      () => cards.fold(folded.value),
      () => cards.filter(matches.value),
      () => cards.mark(trace.value),
      () => openAsked(cards, route.value.view, route.value.params.get("skill")),
      () => keepChosen(cards, chosen.value),
    ];
    // Between another map and its cards there is a moment in which these are still told.
    const ends = telling.map((tell) => effect(() => void (map.value === of && tell())));
    return () => {
      for (const end of ends) end();
      cards.end();
    };
  }, [map.value, language.value]);
  return <div ref={root} id="cards" class="map" />;
}

/** Open the details of what the address names, and show it whatever hides it. */
function openAsked(cards: Cards, view: string, id: string | null): void {
  untracked(() => {
    if (view !== "map" || id === null || id === chosen.value || !map.value?.entry(id)) return;
    const area = cards.areaOf(id);
    if (matches.value?.has(id) === false) clearSearch();
    if (area !== null && folded.value.has(area)) setFold(area, false);
    open(id);
    cards.reveal(id, "center");
  });
}

/** Keep what is chosen in the address, and bring it into sight if it was chosen beside the map. */
function keepChosen(cards: Cards, id: string | null): void {
  untracked(() => {
    const { skill, ...others } = Object.fromEntries(route.value.params);
    if ((skill ?? null) !== id) setParams(id === null ? others : { ...others, skill: id });
    if (id === null || cards.contains(document.activeElement)) return;
    if (matchMedia(WIDE).matches) cards.reveal(id, "nearest");
  });
}
