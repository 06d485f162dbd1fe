/** What a record would add, before it is added; adding it can be undone. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import type { PersonalRecord, RecordAnswer } from "../../answers";
import type { LearnerKeeper } from "../../learner";
import { trying } from "../../notes";
import { Name } from "../../parts/name";
import { quoted, t } from "../../text";
import { addToBrowser, addToLearner } from "./adding";
import { MapName } from "./counts";
import { held } from "./held";
import { compared } from "./record";

/** What is shown of one map. */
interface Row {
  readonly mapId: string;
  readonly texts: readonly string[];
}

export function ForBrowser(props: {
  name: string;
  record: PersonalRecord;
  onClose: () => void;
}): JSX.Element {
  const isOtherTaken = useSignal(false);
  const id = useId();
  const found = compared(props.record, held());
  const others = found.reduce((sum, one) => sum + one.others.size, 0);
  const rows = found.map(({ mapId, fresh, others: differing, goals }) => ({
    mapId,
    texts: [
      fresh.size ? t("you.marks_new", { count: fresh.size }) : "",
      differing.size ? t("you.marks_differ", { count: differing.size }) : "",
      goals.length ? t("you.goals_new", { count: goals.length }) : "",
    ],
  }));
  return (
    <Preview
      name={props.name}
      rows={rows}
      onClose={props.onClose}
      onAdd={() => {
        addToBrowser(props.record, found, isOtherTaken.value, props.name);
        props.onClose();
      }}
    >
      {others > 0 && (
        <p>
          <input
            id={id}
            type="checkbox"
            checked={isOtherTaken.value}
            onChange={(event) => {
              isOtherTaken.value = event.currentTarget.checked;
            }}
          />{" "}
          <label for={id}>{t("you.take_others", { count: others })}</label>
        </p>
      )}
    </Preview>
  );
}

export function ForLearner(props: {
  keeper: LearnerKeeper;
  name: string;
  record: PersonalRecord;
  answer: RecordAnswer;
  onClose: () => void;
}): JSX.Element {
  const { added, changed, older, goals } = props.answer;
  const mapIds = new Set([...added, ...changed, ...older, ...goals].map(({ map }) => map));
  const rows = [...mapIds].map((mapId) => {
    const count = (all: readonly { map: string }[]) =>
      all.filter((one) => one.map === mapId).length;
    return {
      mapId,
      texts: [
        count(added) ? t("you.marks_new", { count: count(added) }) : "",
        count(changed) ? t("you.marks_newer", { count: count(changed) }) : "",
        count(older) ? t("you.marks_older", { count: count(older) }) : "",
        count(goals) ? t("you.goals_new", { count: count(goals) }) : "",
      ],
    };
  });
  return (
    <Preview
      name={props.name}
      rows={rows}
      onClose={props.onClose}
      onAdd={() =>
        void trying(async () => {
          await addToLearner(props.keeper, props.record, props.name);
          props.onClose();
        })
      }
    >
      {props.answer.notes.length > 0 && (
        <ul class="became" lang="en">
          {props.answer.notes.slice(0, 20).map(({ map, id, text }) => (
            <li key={`${map} ${id}`}>
              <Name text={text} />
            </li>
          ))}
        </ul>
      )}
    </Preview>
  );
}

function Preview(props: {
  name: string;
  rows: readonly Row[];
  onAdd: () => void;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="apart-form">
      <h4 id="record-preview" tabIndex={-1}>
        {t("you.record_brings", { name: quoted(props.name) })}
      </h4>
      {props.rows.length ? (
        <ul class="map-counts" role="list">
          {props.rows.map(({ mapId, texts }) => (
            <li key={mapId}>
              <MapName id={mapId}>
                <span class="counts">
                  {texts.filter(Boolean).join(" · ") || t("you.nothing_new")}
                </span>
              </MapName>
            </li>
          ))}
        </ul>
      ) : (
        <p class="note">{t("you.record_empty")}</p>
      )}
      {props.children}
      <p class="act">
        <button type="button" class="strong" onClick={props.onAdd}>
          {t("you.add")}
        </button>
        <button type="button" onClick={props.onClose}>
          {t("common.cancel")}
        </button>
      </p>
    </div>
  );
}
