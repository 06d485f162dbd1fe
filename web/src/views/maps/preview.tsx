/** What importing the source would do: looked at before anything is saved. */

import type { JSX } from "preact";
import { trying } from "../../notes";
import { Name } from "../../parts/name";
import { go, linkTo } from "../../route";
import { loadMap } from "../../state";
import { quoted, t, tx } from "../../text";
import { Difference } from "./difference";
import { download } from "./download";
import { isOutdated, look, type Preview, preview, save, working } from "./importing";
import { Outline } from "./outline";
import { Report } from "./report";
import { isTitled } from "./retitle";
import { Retitle } from "./retitle-form";
import { Sample } from "./sample";

export const PREVIEW_TITLE = "preview-title";

export function PreviewPanel(): JSX.Element | null {
  const found = preview.value;
  if (!found) return null;
  const { answer, before } = found;
  return (
    <section class="panel preview" aria-labelledby={PREVIEW_TITLE}>
      <h3 id={PREVIEW_TITLE} tabIndex={-1}>
        {tx("maps.preview_of", { name: <Name text={answer.map.title} /> })}
      </h3>
      {found.isRenewed && <p class="renewed">{t("maps.renewed")}</p>}
      <p class="outcome">{outcomeOf(found)}</p>
      <Actions of={found} />
      <Counts of={found} />
      {before === null && answer.outcome === "created" && !isTitled(found.of.text) && (
        <Retitle label={t("maps.no_title")} />
      )}
      {before && answer.outcome === "changed" && <Difference of={found} before={before} />}
      <Report report={answer.map.report} />
      <Outline of={found} />
      <Sample of={found} />
    </section>
  );
}

function outcomeOf({ answer, before }: Preview): string {
  if (answer.outcome === "unchanged") return t("maps.would_not_change");
  return before ? t("maps.would_replace", { name: quoted(before.map.title) }) : t("maps.would_add");
}

function Actions({ of: { answer, before } }: { of: Preview }): JSX.Element {
  const isSaving = working.value === "save";
  const { id } = answer.map;
  const discard = (): void => {
    preview.value = null;
    document.getElementById("look")?.focus();
  };
  const open = async (): Promise<void> => {
    await loadMap(id);
    go("map");
  };
  return (
    <>
      {isOutdated.value && <p class="outdated">{t("maps.outdated")}</p>}
      <div class="act">
        {isOutdated.value ? (
          <button type="button" class="strong" onClick={() => void look()}>
            {t("maps.look_again")}
          </button>
        ) : answer.outcome === "unchanged" ? (
          <button type="button" class="strong" onClick={() => void trying(open)}>
            {t("maps.open")}
          </button>
        ) : (
          <button
            type="button"
            class="strong"
            aria-disabled={isSaving}
            onClick={() => {
              if (!isSaving) void save();
            }}
          >
            {before ? t("maps.save_version") : t("maps.save_new")}
          </button>
        )}
        {before && answer.outcome === "changed" && (
          <button type="button" onClick={() => void trying(() => download(before.map.id))}>
            {t("maps.download_former")}
          </button>
        )}
        <button type="button" onClick={discard}>
          {t("maps.discard")}
        </button>
      </div>
    </>
  );
}

function Counts({ of: { answer, read, shown } }: { of: Preview }): JSX.Element {
  const { map } = answer;
  const ticked = read.skills.filter((skill) => skill.known).length;
  return (
    <ul class="counts">
      <li>
        {t("maps.areas", { count: map.area_count })}, {t("maps.topics", { count: map.topic_count })}
        , {t("common.skills", { count: map.skill_count })}
      </li>
      <li>{t("maps.stated", { count: shown.stated })}</li>
      <li>
        {t("maps.inferred", {
          count: shown.confident + shown.suggested,
          sure: shown.confident,
          doubtful: shown.suggested,
        })}
      </li>
      <li class={map.field_known ? "" : "doubtful"}>
        {t(map.field_known ? "maps.field_known" : "maps.field_unknown")}{" "}
        {!map.field_known && answer.outcome === "unchanged" && (
          <a href={linkTo("review")}>{t("notices.review_them")}</a>
        )}
      </li>
      <li>{t(map.order_used ? "maps.order_used" : "maps.order_not_used")}</li>
      {ticked > 0 && <li>{t("maps.ticked", { count: ticked })}</li>}
    </ul>
  );
}
