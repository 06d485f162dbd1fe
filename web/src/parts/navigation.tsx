/** The way to each view: tabs below the head, or on a phone a bar at the bottom with the rest behind "More". */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { linkTo, route, VIEWS, type View } from "../route";
import { t } from "../text";

type Listed = (typeof VIEWS)[number];

/** How many of the views a phone has room for. */
const IN_BAR = 4;

export function Navigation(): JSX.Element {
  const root = useRef<HTMLElement>(null);
  const isOpen = useSignal(false);
  const rest = VIEWS.slice(IN_BAR);
  useEffect(() => {
    if (!isOpen.value) return;
    const closeOutside = ({ target }: Event): void => {
      if (!root.current?.contains(target as Node)) isOpen.value = false;
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen.value]);
  return (
    <nav
      ref={root}
      class="views"
      aria-label={t("head.views")}
      onClick={({ target }) => {
        if ((target as Element).closest("a")) isOpen.value = false;
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen.value) return;
        event.preventDefault();
        isOpen.value = false;
        root.current?.querySelector("button")?.focus();
      }}
    >
      {VIEWS.slice(0, IN_BAR).map((view) => (
        <Tab key={view} view={view} />
      ))}
      <button
        type="button"
        class="more-views"
        aria-expanded={isOpen.value}
        aria-controls="more-views"
        aria-current={rest.some((view) => view === route.value.view) ? "true" : undefined}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        <Icon of="more" />
        {t("head.more")}
      </button>
      <div id="more-views" class={isOpen.value ? "rest open" : "rest"}>
        {rest.map((view) => (
          <Tab key={view} view={view} />
        ))}
      </div>
    </nav>
  );
}

function Tab({ view }: { view: Listed }): JSX.Element {
  return (
    <a
      href={linkTo(view)}
      data-view={view}
      aria-current={route.value.view === view ? "page" : undefined}
    >
      <Icon of={view} />
      <span>{t(`views.${view}`)}</span>
    </a>
  );
}

/** Lines on a field of 24 by 24. */
const ICONS: Readonly<Record<Exclude<View, "graph"> | "more", string>> = {
  map: "M3 6.5 9 4l6 2.5L21 4v13.5L15 20l-6-2.5L3 20zM9 4v13.5M15 6.5V20",
  next: "M4 12h15M13 6l6 6-6 6",
  roadmap: "M5 19h9.5a3.5 3.5 0 0 0 0-7h-5a3.5 3.5 0 0 1 0-7H19M16 2l3 3-3 3",
  review: "m3.5 7 2 2 3.5-4M3.5 16l2 2L9 14M13 7h7.5M13 16h7.5",
  placement: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
  maps: "m12 4 9 4.5-9 4.5-9-4.5zM3 13l9 4.5 9-4.5",
  you: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
};

function Icon({ of }: { of: keyof typeof ICONS }): JSX.Element {
  return (
    <svg class={`icon icon-${of}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d={ICONS[of]} />
    </svg>
  );
}
