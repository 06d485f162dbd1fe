/** What happened on the way from the text to the map, as far as somebody may want to know. */

import type { ComponentChildren, JSX } from "preact";
import type { MapReport } from "../../answers";
import { Name } from "../../parts/name";
import { t } from "../../text";
import { Capped, Fold, LineLinks } from "./lists";

export function Report({ report }: { report: MapReport }): JSX.Element {
  const { remarks, repaired, merged, homonyms, cut } = report;
  const isClean = !remarks.length && !repaired.length && !cut.length;
  return (
    <section aria-labelledby="report-title" class="report">
      <h4 id="report-title">{t("maps.report")}</h4>
      {isClean && <p>{t("maps.all_understood")}</p>}
      <Part
        title={t("maps.remarks")}
        hint={t("maps.remarks_hint")}
        items={remarks}
        isOpen
        row={({ line, text }) => (
          <>
            <LineLinks lines={[line]} /> <Said text={text} />
          </>
        )}
      />
      <Part
        title={t("maps.repaired")}
        hint={t("maps.repaired_hint")}
        items={repaired}
        isOpen
        row={({ line, before, after }) => (
          <>
            <LineLinks lines={[line]} />{" "}
            <del>
              <Name text={before} />
            </del>{" "}
            <Arrow />{" "}
            <ins>
              <Name text={after} />
            </ins>
          </>
        )}
      />
      <Part
        title={t("maps.cut")}
        hint={t("maps.cut_hint")}
        items={cut}
        isOpen
        row={({ text }) => <Said text={text} />}
      />
      <Part
        title={t("maps.merged")}
        hint={t("maps.merged_hint")}
        items={merged}
        row={({ name, lines, reason }) => <Named name={name} lines={lines} reason={reason} />}
      />
      <Part
        title={t("maps.homonyms")}
        hint={t("maps.homonyms_hint")}
        items={homonyms}
        row={({ name, lines, reason }) => <Named name={name} lines={lines} reason={reason} />}
      />
    </section>
  );
}

function Part<Item>(props: {
  title: string;
  hint: string;
  items: readonly Item[];
  row: (item: Item) => ComponentChildren;
  isOpen?: boolean;
}): JSX.Element | null {
  if (!props.items.length) return null;
  return (
    <Fold title={props.title} count={props.items.length} isOpen={props.isOpen ?? false}>
      <p class="note">{props.hint}</p>
      <Capped items={props.items} class="lines-told" row={props.row} />
    </Fold>
  );
}

function Named(props: { name: string; lines: readonly number[]; reason: string }): JSX.Element {
  return (
    <>
      <strong>
        <Name text={props.name} />
      </strong>{" "}
      <LineLinks lines={props.lines} />
      <br />
      <Said text={props.reason} />
    </>
  );
}

/** What the service says, in English. */
function Said({ text }: { text: string }): JSX.Element {
  return (
    <span lang="en">
      <Name text={text} />
    </span>
  );
}

/** What was, becomes. */
export function Arrow(): JSX.Element {
  return (
    <>
      <span aria-hidden="true">→</span>
      <span class="spoken">{t("maps.becomes")}</span>
    </>
  );
}
