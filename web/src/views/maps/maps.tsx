/**
 * The maps of the store: looked after, added and replaced. Nothing is saved before the person has
 * seen what would come of it.
 */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ViewTitle } from "../../parts/title";
import { t } from "../../text";
import { AddMap } from "./add";
import { DeleteDialog } from "./delete";
import { showLine } from "./field";
import { preview, refusal, take, working } from "./importing";
import { MapList } from "./list";
import { PREVIEW_TITLE, PreviewPanel } from "./preview";
import "./maps.css";

export default function MapsView(): JSX.Element {
  useResultFocus();
  const isOver = useDroppedFiles();
  return (
    <div class={isOver ? "maps over" : "maps"}>
      <ViewTitle>{t("views.maps")}</ViewTitle>
      <MapList />
      <div class="adding">
        <AddMap />
        <PreviewPanel />
      </div>
      <DeleteDialog />
    </div>
  );
}

/** Go to what came of looking: the preview, or the line that cannot be read. */
function useResultFocus(): void {
  const [found, refused, what] = [preview.value, refusal.value, working.value];
  useEffect(() => {
    // What was clicked may have gone with the refusal in which it stood.
    if (what && document.activeElement === document.body) document.getElementById("look")?.focus();
  }, [what]);
  const seen = useRef({ found, refused });
  useEffect(() => {
    const before = seen.current;
    seen.current = { found, refused };
    if (found && found !== before.found) document.getElementById(PREVIEW_TITLE)?.focus();
    else if (refused && refused !== before.refused && refused.line) showLine(refused.line);
  }, [found, refused]);
}

/** Take files that are dropped anywhere on the page, and return whether some are held over it. */
function useDroppedFiles(): boolean {
  const isOver = useSignal(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      isOver.value = true;
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) isOver.value = false;
    };
    const onDrop = (event: DragEvent): void => {
      isOver.value = false;
      if (!hasFiles(event)) return;
      event.preventDefault();
      void take([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, []);
  return isOver.value;
}
