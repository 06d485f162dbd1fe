/** Deleting a map, once the person has seen what is lost by it. */

import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { MapSummary } from "../../answers";
import { tell, trying } from "../../notes";
import { Confirm } from "../../parts/confirm";
import { ask, mapPath, ServiceError } from "../../service";
import { map, maps, reloadMaps, start } from "../../state";
import { quoted, t } from "../../text";
import { download } from "./download";
import { target } from "./source";

/** The map about which the person is asked, and whether it has changed since they were asked first. */
export const deleting = signal<{ of: MapSummary; hasChanged: boolean } | null>(null);

export function DeleteDialog(): JSX.Element | null {
  const asked = deleting.value;
  return asked && <Question key={asked.of.revision} {...asked} />;
}

function Question({ of, hasChanged }: { of: MapSummary; hasChanged: boolean }): JSX.Element {
  const decisions = useSignal(0);
  useEffect(() => {
    void trying(async () => {
      const { body } = await ask<{ decision_count: number }>(mapPath(of.id));
      decisions.value = body.decision_count;
    });
  }, []);
  return (
    <Confirm
      title={t("maps.delete_ask", { name: quoted(of.title) })}
      act={t("maps.delete_do")}
      onAct={() => void trying(() => remove(of))}
      onClose={() => {
        deleting.value = null;
      }}
    >
      {hasChanged && <p role="alert">{t("maps.delete_changed")}</p>}
      <p>{t("maps.delete_lost", { count: of.skill_count })}</p>
      {decisions.value > 0 && <p>{t("maps.delete_decisions", { count: decisions.value })}</p>}
      <p>{t("maps.delete_stays")}</p>
      <p class="act">
        <button type="button" onClick={() => void trying(() => download(of.id))}>
          {t("maps.delete_download")}
        </button>
      </p>
    </Confirm>
  );
}

async function remove(of: MapSummary): Promise<void> {
  try {
    await ask(mapPath(of.id), { method: "DELETE", revision: of.revision });
  } catch (error) {
    const code = error instanceof ServiceError ? error.code : "";
    if (code === "stale_revision") {
      await reloadMaps();
      const now = maps.value?.find(({ id }) => id === of.id);
      if (now) deleting.value = { of: now, hasChanged: true };
      return;
    }
    // If it is unknown, somebody else has deleted it already.
    if (code !== "unknown_map") throw error;
  }
  if (target.value === of.id) target.value = null;
  await (map.value?.id === of.id ? start() : reloadMaps());
  tell(t("maps.deleted", { name: quoted(of.title) }));
  document.getElementById("view-title")?.focus();
}
