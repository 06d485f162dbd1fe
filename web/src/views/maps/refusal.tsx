/** Why a source was not taken, where, and what to do about it. */

import type { JSX } from "preact";
import { Name } from "../../parts/name";
import { maps } from "../../state";
import { type TextKey, t, tx } from "../../text";
import { look, type Refusal, refusal } from "./importing";
import { LineLinks } from "./lists";
import { Retitle } from "./retitle-form";
import { asWindowsText, source, target } from "./source";

const SAYINGS: Readonly<Record<string, TextKey>> = {
  body_too_large: "maps.refused_too_large",
  cycle: "maps.refused_cycle",
  many_files: "maps.refused_many_files",
  map_empty: "maps.refused_empty",
  map_nested_too_deep: "maps.refused_nested",
  map_not_text: "maps.refused_encoding",
  map_too_large: "maps.refused_too_large",
  no_file: "maps.refused_no_file",
  not_text: "maps.refused_not_text",
  too_large: "maps.refused_too_large",
  unknown_map: "maps.refused_gone",
};

export function RefusalNote(): JSX.Element {
  const found = refusal.value;
  return (
    <div id="refusal" class="refused" role="alert" hidden={!found}>
      {found && (found.code === "map_exists" ? <Exists of={found} /> : <Reason of={found} />)}
    </div>
  );
}

function Reason({ of }: { of: Refusal }): JSX.Element {
  const canBeRead = of.code === "map_not_text" && source.value.bytes !== null;
  const readAnew = async (): Promise<void> => {
    source.value = await asWindowsText(source.value);
    await look();
  };
  return (
    <>
      <p>
        <strong>{t(SAYINGS[of.code] ?? "maps.refused_other")}</strong>{" "}
        {of.line !== null && <LineLinks lines={[of.line]} />}
      </p>
      {of.detail && (
        <p class="detail" lang="en">
          <Name text={of.detail} />
        </p>
      )}
      {canBeRead && (
        <div class="act">
          <button type="button" onClick={() => void readAnew()}>
            {t("maps.read_as_windows")}
          </button>
        </div>
      )}
    </>
  );
}

/** There is a map of this title: the source can be a new version of it, or have another title. */
function Exists({ of }: { of: Refusal }): JSX.Element {
  const id = of.mapId ?? "";
  const title = maps.value?.find((summary) => summary.id === id)?.title ?? id;
  const importAsVersion = (): void => {
    target.value = id;
    void look();
  };
  return (
    <>
      <p>
        <strong>{tx("maps.refused_exists", { name: <Name text={title} /> })}</strong>
      </p>
      <div class="act">
        <button type="button" class="strong" onClick={importAsVersion}>
          {t("maps.as_its_version")}
        </button>
      </div>
      <Retitle label={t("maps.another_title")} />
    </>
  );
}
