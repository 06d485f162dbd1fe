/** What a placement found, to be looked over before any of it is kept. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { tickThese } from "../../actions";
import type { PlacementAnswer } from "../../answers";
import { Confirm } from "../../parts/confirm";
import { EntryName } from "../../parts/name";
import { useSteps } from "../../parts/show-more";
import { map, said } from "../../state";
import { percent, quoted, t } from "../../text";
import { byTopic, chosenOf, findingOf, firstOf, sureness } from "./finding";
import { answered, choices, choose, end, stage, takeBack } from "./session";

type Shown = ReturnType<typeof firstOf>[number];

const FIRST_SHOWN = 120;
const MORE = 240;

export function ResultCard({ placement }: { placement: PlacementAnswer }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const finding = findingOf(placement, said.value);
  const chosen = chosenOf(finding, said.value, choices.value);
  const { known, likely, open, tickedBefore } = finding;
  return (
    <section class="panel result" aria-labelledby="result">
      <h3 id="result" ref={heading} tabIndex={-1}>
        {t("placement.result_title")}
      </h3>
      <Summary placement={placement} />
      <h4>{t("placement.known_title", { count: known.length })}</h4>
      {!known.length && (
        <p>{t(tickedBefore ? "placement.known_none_more" : "placement.known_none")}</p>
      )}
      {tickedBefore > 0 && <p class="note">{t("placement.had_ticked", { count: tickedBefore })}</p>}
      <Choosing ids={known} chosen={chosen} />
      {likely.length > 0 && (
        <>
          <h4>{t("placement.likely_title", { count: likely.length })}</h4>
          <p class="note">{t("placement.likely_note")}</p>
          <Choosing ids={likely} chosen={chosen} />
        </>
      )}
      {open.length > 0 && (
        <details>
          <summary>
            <h4>{t("placement.open_title", { count: open.length })}</h4>
          </summary>
          <p class="note">{t("placement.open_note")}</p>
          <Open ids={open} />
        </details>
      )}
      <Ends placement={placement} chosen={chosen} />
    </section>
  );
}

function Summary({ placement }: { placement: PlacementAnswer }): JSX.Element {
  const { stop, certainty, question } = placement;
  const sure = sureness(certainty);
  const share = percent(certainty);
  return (
    <>
      <p>
        {t("placement.stopped", { count: answered.value })} {stop && t(`placement.stop_${stop}`)}
      </p>
      <p>
        {t(`placement.sure_${sure}`, { share })}{" "}
        {question && sure !== "very" && t("placement.more_helps")}
      </p>
      <p>{t("placement.look_over")}</p>
    </>
  );
}

/** Skills by topic, in steps if there are many. */
function Grouped(props: {
  ids: readonly string[];
  group: (group: Shown) => ComponentChildren;
}): JSX.Element {
  const { most, button } = useSteps(FIRST_SHOWN, MORE, "li");
  const groups = map.value ? byTopic(map.value, props.ids) : [];
  return (
    <div>
      {firstOf(groups, most).map(props.group)}
      {button(props.ids.length)}
    </div>
  );
}

function topicName(topic: string): string {
  if (!topic) return t("placement.no_topic");
  const where = map.value?.where(topic);
  const label = map.value?.label(topic) ?? topic;
  return where ? `${where} › ${label}` : label;
}

function Choosing(props: { ids: readonly string[]; chosen: ReadonlySet<string> }): JSX.Element {
  return (
    <Grouped
      ids={props.ids}
      group={(group) => <ChoosingGroup key={group.topic} {...group} chosen={props.chosen} />}
    />
  );
}

function ChoosingGroup(props: Shown & { chosen: ReadonlySet<string> }): JSX.Element {
  const { topic, ids, shown, chosen } = props;
  const count = ids.filter((id) => chosen.has(id)).length;
  const name = topicName(topic);
  return (
    <fieldset class="found">
      <legend>
        <label>
          <input
            type="checkbox"
            class="all"
            aria-label={t("placement.whole_topic", { name: quoted(name) })}
            checked={count === ids.length}
            indeterminate={count > 0 && count < ids.length}
            onChange={(event) => choose(ids, event.currentTarget.checked)}
          />
          <bdi>{name}</bdi>
        </label>
      </legend>
      <ul class="skills" role="list">
        {shown.map((id) => (
          <li key={id} data-id={id}>
            <label>
              <input
                type="checkbox"
                class="tick"
                checked={chosen.has(id)}
                onChange={(event) => choose([id], event.currentTarget.checked)}
              />
              <EntryName id={id} />
              <Stand id={id} />
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** What the person says of a skill that was found: why it is not proposed. */
function Stand({ id }: { id: string }): JSX.Element | null {
  const { learning, skipped } = said.value;
  if (!learning.has(id) && !skipped.has(id)) return null;
  return <span class="note">{t(learning.has(id) ? "state.begun" : "state.skipped")}</span>;
}

function Open({ ids }: { ids: readonly string[] }): JSX.Element {
  return (
    <Grouped
      ids={ids}
      group={(group) => (
        <div key={group.topic} class="found">
          <p class="topic-name">
            <bdi>{topicName(group.topic)}</bdi>
          </p>
          <ul class="skills" role="list">
            {group.shown.map((id) => (
              <li key={id}>
                <EntryName id={id} />
              </li>
            ))}
          </ul>
        </div>
      )}
    />
  );
}

function Ends(props: { placement: PlacementAnswer; chosen: ReadonlySet<string> }): JSX.Element {
  const isAsking = useSignal(false);
  const count = props.chosen.size;
  const keepThese = (): void => {
    if (!count) return;
    tickThese([...props.chosen]);
    end("kept");
  };
  return (
    <div class="ends">
      <p class="act keeping">
        <button
          type="button"
          class={count ? "strong" : ""}
          aria-disabled={!count}
          onClick={keepThese}
        >
          {count ? t("placement.keep", { count }) : t("placement.keep_none")}
        </button>
      </p>
      <p class="act">
        {props.placement.question ? (
          <button
            type="button"
            onClick={() => {
              stage.value = "asking";
            }}
          >
            {t("placement.go_on_asking")}
          </button>
        ) : (
          <button type="button" onClick={takeBack}>
            {t("placement.back_from_result")}
          </button>
        )}
        <button
          type="button"
          onClick={() => {
            isAsking.value = true;
          }}
        >
          {t("placement.throw_away")}
        </button>
      </p>
      {isAsking.value && (
        <Confirm
          title={t("placement.throw_title")}
          act={t("placement.throw_away")}
          onAct={() => end("start")}
          onClose={() => {
            isAsking.value = false;
          }}
        >
          <p>{t("placement.throw_text", { count: answered.value })}</p>
        </Confirm>
      )}
    </div>
  );
}
