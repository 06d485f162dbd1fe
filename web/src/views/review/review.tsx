/**
 * Review: a mentor goes through what was inferred, the most doubtful and most influential first,
 * and decides; looks any two skills up; and takes back what was decided.
 */

import type { FunctionComponent, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { ViewTitle } from "../../parts/title";
import { linkTo, route } from "../../route";
import { t } from "../../text";
import { Decided } from "./decided";
import { Moves } from "./moves";
import { SameNames } from "./names";
import { OnePair } from "./one-pair";
import { Questions } from "./questions";
import "./review.css";
import { followNow } from "./sitting";
import { told } from "./steps";

const PARTS = {
  questions: { Shown: Questions, address: linkTo("review") },
  pair: { Shown: OnePair, address: linkTo("review", { pair: "" }) },
  decided: { Shown: Decided, address: linkTo("review", { show: "decided" }) },
  names: { Shown: SameNames, address: linkTo("review", { show: "names" }) },
  moves: { Shown: Moves, address: linkTo("review", { show: "moves" }) },
} as const satisfies Record<string, { Shown: FunctionComponent; address: string }>;
type Part = keyof typeof PARTS;

function part(): Part {
  const { params } = route.value;
  if (params.has("pair")) return "pair";
  const show = params.get("show") ?? "";
  return Object.hasOwn(PARTS, show) ? (show as Part) : "questions";
}

export default function Review(): JSX.Element {
  const shown = part();
  const { Shown } = PARTS[shown];
  useEffect(() => {
    told.value = "";
  }, [shown]);
  useEffect(() => followNow, []);
  return (
    <div class="review">
      <ViewTitle>{t("views.review")}</ViewTitle>
      <nav class="parts" aria-label={t("review.parts")}>
        {(Object.keys(PARTS) as Part[]).map((name) => (
          <a
            key={name}
            href={PARTS[name].address}
            aria-current={name === shown ? "page" : undefined}
          >
            {t(`review.part_${name}`)}
          </a>
        ))}
      </nav>
      <p class="told" role="status">
        {told.value}
      </p>
      <Shown />
    </div>
  );
}
