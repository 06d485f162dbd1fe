/** Finding skills on the map: by what they are called, and by where one stands with them. */

import type { JSX } from "preact";
import { map } from "../../state";
import { number, quoted, t } from "../../text";
import {
  clearSearch,
  counts,
  FILTERS,
  filter,
  filterBy,
  matches,
  searched,
  typed,
  typeSearch,
} from "./filter";

export function Search(): JSX.Element {
  return (
    <div class="tool">
      <label for="search">{t("map.find")}</label>
      <div class="field">
        <input
          id="search"
          type="search"
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          placeholder={t("map.find_hint")}
          aria-keyshortcuts="/"
          value={typed.value}
          onInput={({ currentTarget }) => typeSearch(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !typed.value) return;
            event.preventDefault();
            clearSearch();
          }}
        />
        <span class="key" aria-hidden="true">
          /
        </span>
      </div>
    </div>
  );
}

/** Each button shows the mark of a state, so the buttons explain the marks as well. */
export function StateFilter(): JSX.Element {
  const wanted = filter.value;
  return (
    <div class="filters" role="group" aria-label={t("map.show")}>
      <button type="button" aria-pressed={wanted === null} onClick={() => filterBy(null)}>
        {t("map.all")} <span class="count">{number(map.value?.skills.length ?? 0)}</span>
      </button>
      {FILTERS.map((state) => (
        <button
          key={state}
          type="button"
          data-state={state}
          aria-pressed={wanted === state}
          onClick={() => filterBy(wanted === state ? null : state)}
        >
          <span class={`mark ${state}`} aria-hidden="true" />
          {t(`state.${state}`)} <span class="count">{number(counts.value[state])}</span>
        </button>
      ))}
    </div>
  );
}

/** How many skills are shown, told whenever that changes. */
export function Matches(): JSX.Element {
  return (
    <p id="matches" class="matches" role="status">
      {matchesText()}
    </p>
  );
}

function matchesText(): string {
  const found = matches.value;
  if (!found) return "";
  if (found.size) return t("map.found", { count: found.size });
  const text = searched.value;
  if (!text) return t("map.none");
  return t(filter.value ? "map.none_called_here" : "map.none_called", { name: quoted(text) });
}
