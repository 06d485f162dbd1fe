/** What stands around every view: head, navigation, notices, what was just done, foot. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { clearAll, forget, removeGoal, replace } from "../actions";
import favicon from "../favicon.svg";
import { keep, kept } from "../kept";
import { toast, trouble, trying } from "../notes";
import { BrowserKeeper } from "../person";
import { linkTo } from "../route";
import { answer, keeper, loadMap, map, maps, said, states, undo, undos } from "../state";
import { t, tx } from "../text";
import { leaveLearner, missing } from "../whose";
import { Languages } from "./languages";
import { EntryName, Name, Where } from "./name";
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
  const title = map.value?.title ?? (found.length ? "" : t("head.no_map"));
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
      <p>
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
