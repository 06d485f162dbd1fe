/** Why something was not done, and what to do instead. */

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Name, SkillButton } from "../../parts/name";
import { map } from "../../state";
import { quoted, t } from "../../text";
import { rejectOther } from "./deciding";
import { type Pair, pairKey } from "./matter";
import { refusal } from "./steps";

/**
 * @param about What the place is about in which it is shown: the key of a pair, or a name.
 * @param tried The pair that was to be decided about.
 */
export function RefusalNote(props: { about: string; tried?: Pair }): JSX.Element {
  const found = refusal.value?.about === props.about ? refusal.value : null;
  const cycle = startingAt(props.tried?.source, found?.cycle ?? []);
  const steps = stepsOf(cycle);
  const others = steps.filter((pair) => !props.tried || isInTheWay(pair, props.tried, steps));
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (found) root.current?.scrollIntoView({ block: "nearest" });
  }, [found]);
  return (
    <div ref={root} class="refusal" role="alert" hidden={!found}>
      {found && (
        <>
          <p lang={found.isServices ? "en" : undefined}>
            <Name text={found.text} />
          </p>
          {steps.length > 0 && (
            <ol role="list" class="cycle" aria-label={t("review.cycle")}>
              {cycle.map((id, index) => (
                <li key={index}>
                  {index > 0 && <span aria-hidden="true">→ </span>}
                  <SkillButton id={id} />
                </li>
              ))}
            </ol>
          )}
          {others.length > 0 && (
            <>
              <p>{t("review.way_out")}</p>
              <ul role="list" class="act">
                {others.map((pair) => (
                  <li key={pairKey(pair)}>
                    <button type="button" onClick={() => void rejectOther(pair, props.about)}>
                      {t("review.reject_pair", {
                        source: quoted(map.value?.name(pair.source) ?? pair.source),
                        target: quoted(map.value?.name(pair.target) ?? pair.target),
                      })}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </div>
  );
}

/** Return a circle that starts, and ends, at one of its skills. */
function startingAt(id: string | undefined, cycle: readonly string[]): readonly string[] {
  const place = cycle.indexOf(id ?? "");
  if (place <= 0) return cycle;
  return [...cycle.slice(place, -1), ...cycle.slice(0, place + 1)];
}

function stepsOf(cycle: readonly string[]): Pair[] {
  return cycle.slice(1).map((target, index) => ({ source: cycle[index] ?? "", target }));
}

/** Whether a prerequisite of a circle can be rejected for the sake of what was tried. */
function isInTheWay(pair: Pair, tried: Pair, circle: readonly Pair[]): boolean {
  const isTried = pairKey(pair) === pairKey(tried);
  const isReverse = pairKey(pair) === pairKey({ source: tried.target, target: tried.source });
  // In a longer circle the reverse is there because just that was tried.
  return !isTried && (!isReverse || circle.length === 2);
}
