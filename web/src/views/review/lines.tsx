/** The lines of the map's file that a question is about, as the author wrote them. */

import { signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { MapReport } from "../../answers";
import { trying } from "../../notes";
import { Name } from "../../parts/name";
import { askLast, mapPath } from "../../service";
import type { SkillMap } from "../../skill-map";
import { map } from "../../state";
import { t } from "../../text";
import { excerpt, GAP, headingsOf } from "./excerpt";

const file = signal<{ readonly of: SkillMap; readonly lines: readonly string[] } | null>(null);

async function loadFile(of: SkillMap): Promise<void> {
  const path = mapPath(of.id);
  const [markdown, about] = await Promise.all([
    askLast<string>("file", path, { accept: "text/markdown" }),
    askLast<{ report: MapReport }>("file-report", path),
  ]);
  const lines = markdown.body.split("\n");
  // What had gone through the wrong encoding stands in the file as it was.
  for (const { line, after } of about.body.report.repaired) lines[line - 1] = after;
  file.value = { of, lines };
}

/**
 * Lines of the map around some entries.
 *
 * @param entries The letter that marks the lines of each entry, by id.
 * @param others Further lines to mark, with a dot.
 */
export function MapLines(props: {
  entries: ReadonlyMap<string, string>;
  others?: Iterable<number>;
}): JSX.Element {
  const of = map.value;
  useEffect(() => {
    if (of && file.value?.of !== of) void trying(() => loadFile(of));
  }, [of]);
  const loaded = file.value;
  if (!of || loaded?.of.id !== of.id) return <p class="loading">{t("common.loading")}</p>;
  const marks = new Map<number, string>();
  for (const line of props.others ?? []) marks.set(line, "•");
  for (const [id, letter] of props.entries) {
    for (const { line } of of.entry(id)?.placements ?? []) marks.set(line, letter);
  }
  const headings = [...props.entries.keys()].flatMap((id) => [...headingsOf(of, id)]);
  return (
    <ol role="list" class="source">
      {excerpt(loaded.lines, marks, headings).map((row, index) =>
        row === GAP ? (
          <li key={`gap ${index}`} class="gap">
            <span aria-hidden="true">…</span>
            <span class="spoken">{t("review.lines_left_out")}</span>
          </li>
        ) : (
          <li key={row.number} class={row.mark && "marked"}>
            <Letter>{row.mark}</Letter>
            <span class="number">
              <span class="spoken">{t("review.line")} </span>
              {row.number}
            </span>
            <code>
              <Name text={row.text} />
            </code>
          </li>
        ),
      )}
    </ol>
  );
}

/** The letter that stands for a skill of the question. */
export function Letter({ children }: { children: ComponentChildren }): JSX.Element {
  return <span class="letter">{children}</span>;
}
