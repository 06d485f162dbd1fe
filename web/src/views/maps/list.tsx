/** The maps of the store, and what can be done with each. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { HistoryAnswer, MapSummary } from "../../answers";
import { trying } from "../../notes";
import { Name } from "../../parts/name";
import { go } from "../../route";
import { ask, mapPath } from "../../service";
import { loadMap, map, maps } from "../../state";
import { quoted, t } from "../../text";
import { ago, exactly } from "./ago";
import { deleting } from "./delete";
import { download } from "./download";
import { Capped, Fold } from "./lists";
import { target } from "./source";

export function MapList(): JSX.Element | null {
  const found = maps.value;
  if (!found?.length) return null;
  return (
    <section aria-label={t("maps.list")}>
      <Capped
        items={found}
        class="map-list"
        row={(summary) => <MapCard key={summary.id} of={summary} />}
      />
    </section>
  );
}

function MapCard({ of }: { of: MapSummary }): JSX.Element {
  const isOpen = map.value?.id === of.id;
  const name = quoted(of.title);
  return (
    <article class="card map-card" data-map={of.id} aria-current={isOpen || undefined}>
      <h3>
        <Name text={of.title} />
        {isOpen && <span class="open-now"> {t("maps.is_open")}</span>}
      </h3>
      <p class="note">
        {t("common.skills", { count: of.skill_count })} ·{" "}
        <time dateTime={of.changed_at} title={exactly(of.changed_at)}>
          {t("maps.changed_at", { ago: ago(of.changed_at) })}
        </time>
      </p>
      <div class="act">
        <button
          type="button"
          aria-label={t("maps.open_named", { name })}
          onClick={() => open(of.id)}
        >
          {t("maps.open")}
        </button>
        <button
          type="button"
          aria-label={t("maps.new_version_named", { name })}
          onClick={() => beginVersion(of.id)}
        >
          {t("maps.new_version")}
        </button>
        <button
          type="button"
          aria-label={t("maps.download_named", { name })}
          onClick={() => void trying(() => download(of.id))}
        >
          {t("maps.download")}
        </button>
        <button
          type="button"
          aria-label={t("maps.delete_named", { name })}
          onClick={() => {
            deleting.value = { of, hasChanged: false };
          }}
        >
          {t("maps.delete")}
        </button>
      </div>
      {/* A map that has changed has more history. */}
      <History key={of.revision} id={of.id} />
    </article>
  );
}

function open(id: string): void {
  void trying(async () => {
    if (map.value?.id !== id) await loadMap(id);
    go("map");
  });
}

/** Ask for the text or the file that is to be the next version of a map. */
function beginVersion(id: string): void {
  target.value = id;
  document.getElementById("choose-file")?.focus();
}

function History({ id }: { id: string }): JSX.Element {
  const changes = useSignal<HistoryAnswer["changes"] | null>(null);
  const cursor = useSignal<string | null>(null);
  const load = (): void => {
    void trying(async () => {
      const query = cursor.value === null ? "" : `&cursor=${encodeURIComponent(cursor.value)}`;
      const { body } = await ask<HistoryAnswer>(mapPath(id, `history?limit=200${query}`));
      changes.value = [...(changes.value ?? []), ...body.changes];
      cursor.value = body.next_cursor;
    });
  };
  return (
    <Fold title={t("maps.history")} onOpen={() => changes.value ?? load()}>
      {changes.value === null ? (
        <p class="loading">{t("common.loading")}</p>
      ) : (
        <Capped
          items={changes.value}
          class="history"
          row={({ at, text }) => (
            <>
              <time dateTime={at} class="note" title={exactly(at)}>
                {ago(at)}
              </time>{" "}
              <span lang="en">
                <Name text={text} />
              </span>
            </>
          )}
        />
      )}
      {cursor.value !== null && (
        <button type="button" class="quiet" onClick={load}>
          {t("maps.older")}
        </button>
      )}
    </Fold>
  );
}
