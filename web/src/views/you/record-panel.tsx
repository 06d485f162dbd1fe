/** The record as a file: to be taken away, and to be added to what is there. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { PersonalRecord, RecordAnswer } from "../../answers";
import { LearnerKeeper } from "../../learner";
import { tell, trying } from "../../notes";
import { saveFile } from "../../parts/save-file";
import { ServiceError } from "../../service";
import { keeper } from "../../state";
import { t } from "../../text";
import { FileButton } from "./file-button";
import { focusSoon } from "./focus";
import { held, heldRecord } from "./held";
import { RecordError, readRecord } from "./record";
import { ForBrowser, ForLearner } from "./record-preview";

const FILE_NAME = "waypath-record.json";

/** Give the person all that is kept about them, as a file. */
export async function exportRecord(): Promise<void> {
  const of = keeper.value;
  const record = of instanceof LearnerKeeper ? await of.record() : await heldRecord();
  const text = `${JSON.stringify(record, null, 2)}\n`;
  saveFile(new Blob([text], { type: "application/json" }), FILE_NAME);
  tell(t("you.exported", { file: FILE_NAME }));
}

/** A record that is looked at before it is added; for a learner with what the service says of it. */
interface Looked {
  readonly name: string;
  readonly record: PersonalRecord;
  readonly answer: RecordAnswer | null;
}

export function RecordPanel(): JSX.Element {
  const looked = useSignal<Looked | null>(null);
  const problem = useSignal("");
  const of = keeper.value;

  const look = async (name: string, record: PersonalRecord): Promise<void> => {
    try {
      const answer = of instanceof LearnerKeeper ? await of.merge(record, true) : null;
      looked.value = { name, record, answer };
      focusSoon("record-preview");
    } catch (error) {
      // The service looks closer than this browser has to.
      if (!(error instanceof ServiceError && error.code === "invalid_request")) throw error;
      problem.value = t("you.no_record", { file: name, where: error.message });
    }
  };
  const lookAtFile = async (file: File): Promise<void> => {
    problem.value = "";
    looked.value = null;
    try {
      const record = readRecord(await file.text());
      void trying(() => look(file.name, record));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      problem.value = t("you.no_record", { file: file.name, where: error.where });
    }
  };
  const close = (): void => {
    looked.value = null;
    focusSoon("record-title");
  };
  const found = looked.value;
  return (
    <section class="panel" aria-labelledby="record-title">
      <h3 id="record-title" tabIndex={-1}>
        {t("you.record")}
      </h3>
      <p>{t("you.record_why")}</p>
      <p class="act">
        <button type="button" onClick={() => void trying(exportRecord)}>
          {t("you.export")}
        </button>
        <FileButton accept=".json,application/json" onChoose={(file) => void lookAtFile(file)}>
          {t("you.import")}
        </FileButton>
        {of.learner !== null && held().size > 0 && (
          <button
            type="button"
            onClick={() => void trying(async () => look(t("you.this_browser"), await heldRecord()))}
          >
            {t("you.add_browsers")}
          </button>
        )}
      </p>
      <p class="problem" role="alert">
        {problem.value}
      </p>
      {found &&
        (of instanceof LearnerKeeper && found.answer ? (
          <ForLearner
            keeper={of}
            name={found.name}
            record={found.record}
            answer={found.answer}
            onClose={close}
          />
        ) : (
          <ForBrowser name={found.name} record={found.record} onClose={close} />
        ))}
    </section>
  );
}
