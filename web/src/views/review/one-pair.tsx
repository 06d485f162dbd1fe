/** Any two skills: what is thought of them now, so that one can add, correct or withdraw it. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { trying } from "../../notes";
import { EntryPicker } from "../../parts/entry-picker";
import { EntryName, Name, Where } from "../../parts/name";
import { linkTo, route, setParams } from "../../route";
import { ServiceError } from "../../service";
import { t } from "../../text";
import { focusQuestion } from "./focus";
import { Inquiry, keysFor } from "./inquiry";
import { KeyLegend, useKeys } from "./keys";
import { explain, type Matter, type Pair, pairKey, pairOf } from "./matter";
import { changes, mapId, notOlder, sawRevision } from "./sitting";

const NO_SUCH = ["unknown_skill", "ambiguous_name"];

export function OnePair(): JSX.Element {
  const key = route.value.params.get("pair") ?? "";
  const pair = pairOf(key);
  const matter = useSignal<Matter | null>(null);
  const problem = useSignal("");
  /** Whether the pair was chosen here, so that the focus goes to the question. */
  const isChosen = useRef(false);
  const of = mapId();
  useEffect(() => {
    let isOld = false;
    const load = async (): Promise<void> => {
      const found = pair && pair.source !== pair.target ? await lookUp(of, pair) : null;
      if (isOld) return;
      matter.value = found instanceof Error ? null : found;
      problem.value = found instanceof Error ? found.message : "";
      if (found && isChosen.current) focusQuestion();
      isChosen.current = false;
    };
    void trying(load);
    return () => {
      isOld = true;
    };
  }, [key, of, changes.value]);
  useKeys(keysFor(() => matter.value));
  const shown = matter.value;
  return (
    <>
      <Choice
        pair={pair}
        onChoose={(chosen) => {
          isChosen.current = true;
          setParams({ pair: pairKey(chosen) });
        }}
      />
      <p class="refusal" role="alert" lang="en" hidden={!problem.value}>
        <Name text={problem.value} />
      </p>
      {shown && (
        <>
          <Inquiry matter={shown} isQueued={false} />
          <p>
            <a href={linkTo("review", { pair: pairKey(turned(shown)) })}>
              {t("review.look_turned")}
            </a>
          </p>
          <KeyLegend
            keys={[
              ["a", t(shown.isInferred ? "review.accept" : "review.assert")],
              ["r", t("review.reject")],
              ["v", t("review.reverse")],
              ["u", t("review.undo")],
              ["e", t("review.write_note")],
            ]}
          />
        </>
      )}
    </>
  );
}

async function lookUp(of: string, pair: Pair): Promise<Matter | ServiceError> {
  try {
    const { matter, revision } = await explain(of, pair, notOlder());
    sawRevision(revision);
    return matter;
  } catch (error) {
    if (error instanceof ServiceError && NO_SUCH.includes(error.code)) return error;
    throw error;
  }
}

const turned = ({ source, target }: Pair): Pair => ({ source: target, target: source });

/** The two skills, each chosen by typing. */
function Choice(props: { pair: Pair | null; onChoose: (pair: Pair) => void }): JSX.Element {
  const { pair } = props;
  const source = useSignal(pair?.source ?? "");
  const target = useSignal(pair?.target ?? "");
  const key = pair ? pairKey(pair) : "";
  useEffect(() => {
    if (!pair) return;
    source.value = pair.source;
    target.value = pair.target;
  }, [key]);
  const choose = (): void => {
    const chosen = { source: source.value, target: target.value };
    if (chosen.source && chosen.target) props.onChoose(chosen);
  };
  const isOne = source.value !== "" && source.value === target.value;
  return (
    <section class="panel choice" aria-labelledby="choice-title">
      <h3 id="choice-title">{t("review.choose_pair")}</h3>
      <div class="tools">
        <div>
          <EntryPicker
            label={t("review.choose_first")}
            kinds={["skill"]}
            placeholder={t("review.a_skill")}
            onChoose={(id) => {
              source.value = id;
              choose();
            }}
          />
          <Chosen id={source.value} />
        </div>
        <p class="before">{t("review.is_before")}</p>
        <div>
          <EntryPicker
            label={t("review.choose_second")}
            kinds={["skill"]}
            placeholder={t("review.a_skill")}
            onChoose={(id) => {
              target.value = id;
              choose();
            }}
          />
          <Chosen id={target.value} />
        </div>
      </div>
      <p role="alert" hidden={!isOne}>
        {isOne && t("review.one_skill")}
      </p>
    </section>
  );
}

function Chosen({ id }: { id: string }): JSX.Element {
  return (
    <p class="chosen" role="status">
      {id ? (
        <>
          <b>
            <EntryName id={id} />
          </b>{" "}
          <Where id={id} />
        </>
      ) : (
        <span class="note">{t("review.none_chosen")}</span>
      )}
    </p>
  );
}
