/** The page put together: the shell, the view that is looked at, and the details beside it. */

import type { FunctionComponent, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { open } from "./actions";
import { trouble } from "./notes";
import { Details } from "./parts/details";
import { lazy } from "./parts/lazy";
import { Notices } from "./parts/notices";
import { Banner, FieldNote, Foot, Head, ToastNote, Welcome } from "./parts/shell";
import { route, type View } from "./route";
import { chosen, isBusy, map, maps, undo } from "./state";
import { t } from "./text";
import { MapView } from "./views/map/map";
import { NextPanel } from "./views/next/panel";

const SHOWN: Record<View, FunctionComponent> = {
  map: MapView,
  next: lazy(() => import("./views/next/next")),
  roadmap: lazy(() => import("./views/roadmap/roadmap")),
  placement: lazy(() => import("./views/placement/placement")),
  review: lazy(() => import("./views/review/review")),
  maps: lazy(() => import("./views/maps/maps")),
  you: lazy(() => import("./views/you/you")),
  graph: lazy(() => import("./views/graph/graph")),
};

/** Views that make sense without a map. */
const WITHOUT_MAP: readonly View[] = ["maps", "you"];

export function App(): JSX.Element {
  useEffect(() => listenForKeys(), []);
  const { view } = route.value;
  const isEmpty = maps.value?.length === 0;
  const Shown = SHOWN[view];
  const isReady = map.value !== null || WITHOUT_MAP.includes(view);
  const isLoading = !isEmpty && trouble.value === null;
  return (
    <>
      <a class="skip" href="#view" onClick={skipTo("view")}>
        {t("head.skip")}
      </a>
      <Head />
      <Banner />
      <Notices />
      <FieldNote />
      <div class="page" data-view={view}>
        {(map.value || isLoading) && (
          <div class="side">
            {chosen.value !== null && <Details key={chosen.value} id={chosen.value} />}
            {view === "map" && <NextPanel />}
          </div>
        )}
        <main id="view" tabIndex={-1} aria-busy={isBusy.value}>
          {isReady ? (
            <Shown />
          ) : isEmpty ? (
            <Welcome />
          ) : (
            <p class="loading">{isLoading && t("common.loading")}</p>
          )}
        </main>
      </div>
      <ToastNote />
      <Foot />
    </>
  );
}

function skipTo(id: string): (event: Event) => void {
  return (event) => {
    event.preventDefault(); // the fragment of the address names the view
    document.getElementById(id)?.focus();
  };
}

/** Keys that work in every view. */
function listenForKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    const isTyping = target.matches?.("input:not([type=checkbox], [type=radio]), select, textarea");
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z") {
      if (isTyping) return;
      event.preventDefault();
      undo();
    } else if (event.key === "/" && !isTyping && !isCommand && !event.altKey) {
      const search = document.querySelector<HTMLInputElement>("input[type=search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && !event.defaultPrevented) {
      open(null);
    }
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}
