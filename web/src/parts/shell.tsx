/** What stands around every view: head, navigation, what was just done, foot. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { clearAll } from "../actions";
import favicon from "../favicon.svg";
import { keep, kept } from "../kept";
import { toast, trouble, trying } from "../notes";
import { linkTo } from "../route";
import { keeper, loadMap, map, maps, said, states, undo, undos } from "../state";
import { t, tx } from "../text";
import { Languages } from "./languages";
import { Name } from "./name";
import { Navigation } from "./navigation";

export function Head(): JSX.Element {
  const known = map.value ? (states.value?.state.size ?? 0) : 0;
  const total = map.value?.skills.length ?? 0;
  const last = undos.value.at(-1);
  return (
    <header class="top">
      <a class="brand" href={linkTo("map")} aria-label="Waypath">
        <img src={favicon} alt="" width="28" height="28" />
        <span>Waypath</span>
      </a>
      <MapChooser />
      {map.value && (
        <div class="progress">
          <progress max={total || 1} value={known} aria-labelledby="progress-text" />
          <span id="progress-text">{t("head.progress", { known, count: total })}</span>
        </div>
      )}
      <div class="changes">
        <button
          type="button"
          id="undo"
          class="quiet"
          aria-keyshortcuts="Control+Z"
          disabled={!last}
          title={last ? t("head.undo_what", { label: last.label }) : ""}
          onClick={undo}
        >
          {t("head.undo")}
        </button>
        <button
          type="button"
          id="clear"
          class="quiet"
          disabled={!said.value.known.size}
          onClick={clearAll}
        >
          {t("head.clear")}
        </button>
      </div>
      <Navigation />
    </header>
  );
}

function MapChooser(): JSX.Element {
  const found = maps.value ?? [];
  const title = map.value?.title ?? (maps.value?.length === 0 ? t("head.no_map") : "");
  return (
    <div class="which">
      <h1 id="title" dir="auto" class={found.length > 1 ? "spoken" : ""}>
        {title}
      </h1>
      {found.length > 1 && (
        <select
          id="maps"
          aria-label={t("head.map")}
          value={map.value?.id ?? ""}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void trying(() => loadMap(value));
          }}
        >
          {found.map((summary) => (
            <option key={summary.id} value={summary.id}>
              {summary.title}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

export function Banner(): JSX.Element {
  const found = trouble.value;
  return (
    <div id="banner" class="banner" role="alert" hidden={!found}>
      {found && (
        <>
          <p>
            <Name text={found.text} />
          </p>
          <button type="button" class="retry" onClick={found.retry}>
            {t("trouble.retry")}
          </button>
        </>
      )}
    </div>
  );
}

const TOAST_MS = 12_000;

/** It goes by itself, but not while somebody is at it. */
export function ToastNote(): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const shown = toast.value;
  const close = (): void => {
    if (root.current?.contains(document.activeElement)) {
      document.getElementById("view")?.focus({ preventScroll: true });
    }
    toast.value = null;
  };
  useEffect(() => {
    if (!shown) return;
    const timer = setInterval(() => {
      if (!root.current?.matches(":hover, :focus-within")) close();
    }, TOAST_MS);
    return () => clearInterval(timer);
  }, [shown]);
  return (
    <div ref={root} id="toast" class={shown ? "toast shown" : "toast"}>
      <p id="toast-text" role="status">
        {shown?.text}
      </p>
      {shown?.undo && (
        <button type="button" class="link" onClick={shown.undo}>
          {t("head.undo")}
        </button>
      )}
      {shown && (
        <button type="button" class="close" aria-label={t("common.close_note")} onClick={close}>
          ×
        </button>
      )}
    </div>
  );
}

const CLOSED_NOTE = "waypath:field-note-closed:";

/** That a map's field is not known, and its prerequisites need review. Once closed, it stays closed. */
export function FieldNote(): JSX.Element | null {
  const closed = useSignal("");
  const of = map.value;
  if (!of?.needsReview || closed.value === of.id || kept(CLOSED_NOTE + of.id) !== null) return null;
  const close = (): void => {
    keep(CLOSED_NOTE + of.id, "yes");
    closed.value = of.id;
    document.getElementById("view")?.focus({ preventScroll: true });
  };
  return (
    <aside id="field-note" class="field-note" aria-label={t("notices.about_map")}>
      <p>
        {t(of.isOrderUsed ? "notices.field_unknown" : "notices.field_unknown_unordered")}{" "}
        <a href={linkTo("review")}>{t("notices.review_them")}</a>
      </p>
      <button type="button" class="close" aria-label={t("notices.close")} onClick={close}>
        ×
      </button>
    </aside>
  );
}

export function Foot(): JSX.Element {
  return (
    <footer class="foot">
      <p>
        {tx("foot.keys", {
          space: <kbd>{t("foot.space")}</kbd>,
          enter: <kbd>{t("foot.enter")}</kbd>,
          slash: <kbd>/</kbd>,
          undo: <kbd>{t("foot.undo")}</kbd>,
        })}
      </p>
      <p>
        {keeper.value.learner === null ? t("foot.kept_here") : t("foot.kept_with_learner")}{" "}
        <a href="docs">{t("foot.rest")}</a>
      </p>
      <Languages />
    </footer>
  );
}

/** What stands there as long as the store has no map. */
export function Welcome(): JSX.Element {
  return (
    <section class="empty">
      <h2>{t("welcome.title")}</h2>
      <p>
        {tx("welcome.how", {
          area: <code>##</code>,
          topic: <code>###</code>,
        })}
      </p>
      <p class="act">
        <a class="strong" href={linkTo("maps")}>
          {t("welcome.add")}
        </a>
      </p>
      <p>{t("welcome.command")}</p>
      <pre>
        <code>waypath import my-map.md</code>
      </pre>
    </section>
  );
}
