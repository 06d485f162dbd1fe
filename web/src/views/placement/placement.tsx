/** A placement: few questions, one at a time, that show what a person knows. */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ViewTitle } from "../../parts/title";
import { linkTo } from "../../route";
import { keeper, map, states } from "../../state";
import { t } from "../../text";
import { QuestionCard } from "./question";
import { ResultCard } from "./result";
import { end, placement, stage, takeUp } from "./session";
import { BegunCard, StartCard } from "./start";
import "./placement.css";

export default function PlacementView(): JSX.Element {
  useEffect(takeUp, [map.value?.id, keeper.value.learner]);
  useFocusAtStart();
  return (
    <div class="placement">
      <ViewTitle>{t("placement.title")}</ViewTitle>
      <Shown />
    </div>
  );
}

/** Where nothing else takes the focus, the title does: what had it is gone. */
function useFocusAtStart(): void {
  const now = stage.value;
  const before = useRef(now);
  useEffect(() => {
    if (now === "start" && before.current !== "loading") {
      document.getElementById("view-title")?.focus();
    }
    before.current = now;
  }, [now]);
}

function Shown(): JSX.Element {
  const found = placement.value;
  switch (stage.value) {
    case "loading":
      return <p class="loading">{t("common.loading")}</p>;
    case "kept":
      return <KeptCard />;
    case "start":
      return <StartCard />;
    default:
      if (!found) return <StartCard />;
  }
  if (stage.value === "begun") return <BegunCard placement={found} />;
  if (stage.value === "asking" && found.question) {
    return <QuestionCard placement={found} question={found.question} />;
  }
  return <ResultCard placement={found} />;
}

function KeptCard(): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const count = map.value?.skills.length ?? 0;
  return (
    <section class="panel">
      <h3 ref={heading} tabIndex={-1}>
        {t("placement.kept_title")}
      </h3>
      <p>{t("placement.kept", { known: states.value?.state.size ?? 0, count })}</p>
      <p class="act">
        <a class="strong" href={linkTo("next")}>
          {t("placement.to_next")}
        </a>
        <a href={linkTo("map")}>{t("placement.to_map")}</a>
        <button type="button" onClick={() => end("start")}>
          {t("placement.another")}
        </button>
      </p>
    </section>
  );
}
