/** What was understood of a text: to be looked through, and ticked in one step. */

import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { tickThese } from "../../actions";
import type { ReadingAnswer } from "../../answers";
import { EntryName, Name, Where } from "../../parts/name";
import { map, said } from "../../state";
import { t } from "../../text";
import { type Candidate, candidatesOf, fresh } from "./understood";

const MOST_SHOWN = 40;

export function Report(props: { answer: ReadingAnswer; onClose: () => void }): JSX.Element {
  const found = candidatesOf(props.answer);
  const chosen = useSignal<ReadonlyMap<string, readonly string[]>>(
    new Map([...found.ticked, ...found.understood].map(({ key, skills }) => [key, skills])),
  );
  const ids = fresh([...chosen.value.values()].flat(), said.value);
  const { not_understood = [] } = props.answer.text ?? {};
  const unknown = [
    ...not_understood,
    ...props.answer.unknown.map(({ id, suggestions }) => ({
      words: id,
      line: null,
      concept: "",
      suggestions,
    })),
  ];
  return (
    <div class="apart-form report">
      <h4 id="report-title" tabIndex={-1}>
        {t("you.report", { count: found.ticked.length + found.understood.length })}
      </h4>
      <Group title={t("you.ticked")} all={found.ticked} chosen={chosen} />
      <Group title={t("you.understood")} all={found.understood} chosen={chosen} />
      <Group
        title={t("you.perhaps")}
        why={t("you.perhaps_why")}
        all={found.perhaps}
        chosen={chosen}
      />
      <Ambiguous found={props.answer.text?.ambiguous ?? []} chosen={chosen} />
      <Group
        title={t("you.not_taken")}
        why={t("you.not_taken_why")}
        all={found.notTaken}
        chosen={chosen}
      />
      <Unknown found={unknown} chosen={chosen} />
      <p class="act">
        <button
          type="button"
          class="strong"
          disabled={!ids.length}
          onClick={() => {
            tickThese(ids);
            props.onClose();
          }}
        >
          {t("you.tick_these", { count: ids.length })}
        </button>
        <button type="button" onClick={props.onClose}>
          {t("common.cancel")}
        </button>
      </p>
    </div>
  );
}

type Chosen = Signal<ReadonlyMap<string, readonly string[]>>;

/** Choose the skills of a key, or none of them. */
function choose(chosen: Chosen, key: string, skills: readonly string[] | null): void {
  const after = new Map(chosen.value);
  if (skills) after.set(key, skills);
  else after.delete(key);
  chosen.value = after;
}

/** A list of which the rest is shown when it is asked for. */
function Capped<Item>(props: {
  all: readonly Item[];
  children: (item: Item) => ComponentChildren;
}): JSX.Element {
  const isWhole = useSignal(false);
  const shown = isWhole.value ? props.all : props.all.slice(0, MOST_SHOWN);
  return (
    <>
      <ul role="list">{shown.map(props.children)}</ul>
      {shown.length < props.all.length && (
        <button
          type="button"
          class="more"
          onClick={() => {
            isWhole.value = true;
          }}
        >
          {t("you.show_all", { count: props.all.length })}
        </button>
      )}
    </>
  );
}

function Group(props: {
  title: string;
  why?: string;
  all: readonly Candidate[];
  chosen: Chosen;
}): JSX.Element | null {
  const id = useId();
  if (!props.all.length) return null;
  return (
    <div role="group" aria-labelledby={id}>
      <h5 id={id}>{props.title}</h5>
      {props.why && <p class="note">{props.why}</p>}
      <Capped all={props.all}>
        {(one) => <Choice key={one.key} one={one} chosen={props.chosen} />}
      </Capped>
    </div>
  );
}

function Choice({ one, chosen }: { one: Candidate; chosen: Chosen }): JSX.Element {
  const isKnown = !fresh(one.skills, said.value).length;
  return (
    <li class="choice">
      <label>
        <input
          type="checkbox"
          checked={isKnown || chosen.value.has(one.key)}
          disabled={isKnown}
          onChange={(event) =>
            choose(chosen, one.key, event.currentTarget.checked ? one.skills : null)
          }
        />{" "}
        {one.entry === null ? (
          t("common.skills", { count: one.skills.length })
        ) : (
          <EntryName id={one.entry} />
        )}
      </label>
      <span class="note facts">
        {one.entry !== null && one.skills[0] !== one.entry && (
          <span>{t("you.under_it", { count: one.skills.length })}</span>
        )}
        {one.entry !== null && <Where id={one.entry} />}
        {isKnown && <span>{t("you.known_already")}</span>}
        {one.stance && <span>{t(`you.stance_${one.stance}`)}</span>}
        {one.words && <Words words={one.words} line={one.line} />}
      </span>
    </li>
  );
}

function Words(props: { words: string; line: number | null }): JSX.Element {
  return (
    <span>
      <q>
        <Name text={props.words} />
      </q>
      {props.line !== null && <> {t("you.in_line", { line: props.line })}</>}
    </span>
  );
}

function Ambiguous(props: {
  found: readonly { words: string; line: number; candidates: string[] }[];
  chosen: Chosen;
}): JSX.Element | null {
  const id = useId();
  if (!props.found.length) return null;
  return (
    <div role="group" aria-labelledby={id}>
      <h5 id={id}>{t("you.ambiguous")}</h5>
      <Capped all={props.found}>
        {({ words, line, candidates }) => {
          const key = `ambiguous ${line} ${words}`;
          const radio = (skills: readonly string[] | null, text: ComponentChildren) => (
            <label class="choice">
              <input
                type="radio"
                name={key}
                checked={props.chosen.value.get(key)?.join() === skills?.join()}
                onChange={() => choose(props.chosen, key, skills)}
              />{" "}
              {text}
            </label>
          );
          return (
            <li key={key}>
              <fieldset>
                <legend>
                  <Words words={words} line={line} />
                </legend>
                {candidates.map((candidate) =>
                  radio(
                    map.value?.skillsUnder(candidate) ?? [],
                    <>
                      <EntryName id={candidate} /> <Where id={candidate} />
                    </>,
                  ),
                )}
                {radio(null, t("you.none_of_these"))}
              </fieldset>
            </li>
          );
        }}
      </Capped>
    </div>
  );
}

function Unknown(props: {
  found: readonly {
    words: string;
    line: number | null;
    concept: string;
    suggestions: readonly string[];
  }[];
  chosen: Chosen;
}): JSX.Element | null {
  const id = useId();
  if (!props.found.length) return null;
  return (
    <div role="group" aria-labelledby={id}>
      <h5 id={id}>{t("you.not_understood")}</h5>
      <Capped all={props.found}>
        {({ words, line, concept, suggestions }) => (
          <li key={`${line} ${words}`}>
            <Words words={words} line={line} />
            {concept && <span class="note"> {t("you.not_in_map", { concept })}</span>}
            {suggestions.length > 0 && (
              <>
                {" "}
                <span class="note">{t("you.suggested")}</span>
                <ul role="list" class="suggested">
                  {suggestions.map((entry) => {
                    const skills = map.value?.skillsUnder(entry) ?? [];
                    const key = `suggested ${words} ${entry}`;
                    const one = { key, entry, skills, words: "", line: null, stance: null };
                    return <Choice key={key} one={one} chosen={props.chosen} />;
                  })}
                </ul>
              </>
            )}
          </li>
        )}
      </Capped>
    </div>
  );
}
