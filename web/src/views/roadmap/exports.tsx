/** Taking the roadmap along: every format of the service, the clipboard, and paper. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { tell, trying } from "../../notes";
import { saveFile } from "../../parts/save-file";
import { askFile, mapPath, ServiceError } from "../../service";
import { map } from "../../state";
import { type TextKey, t } from "../../text";
import { Panel } from "./panel";
import { roadmapQuestion } from "./plan";

interface Format {
  /** As the service calls it. */
  readonly name: string;
  readonly ending: string;
  /** What people call it: a text, or a name that is the same in all languages. */
  readonly title: { key: TextKey } | string;
}

const FOR_PEOPLE: readonly Format[] = [
  { name: "pdf", ending: "pdf", title: "PDF" },
  { name: "ics", ending: "ics", title: { key: "roadmap.calendar" } },
  { name: "markdown", ending: "md", title: { key: "roadmap.checklist" } },
  { name: "csv", ending: "csv", title: { key: "roadmap.spreadsheet" } },
  { name: "html", ending: "html", title: { key: "roadmap.web_page" } },
  { name: "png", ending: "png", title: { key: "roadmap.picture" } },
  { name: "svg", ending: "svg", title: { key: "roadmap.sharp_picture" } },
];
const FOR_PROGRAMS: readonly Format[] = [
  { name: "json", ending: "json", title: "JSON" },
  { name: "mermaid", ending: "mmd", title: "Mermaid" },
  { name: "dot", ending: "dot", title: "Graphviz DOT" },
  { name: "graphml", ending: "graphml", title: "GraphML" },
  { name: "canvas", ending: "canvas", title: "JSON Canvas" },
  { name: "case", ending: "case.json", title: "CASE" },
  { name: "jsonld", ending: "jsonld", title: "JSON-LD" },
];

export function Exports(): JSX.Element {
  const busy = useSignal<ReadonlySet<string>>(new Set());
  /** Why a format cannot be had, in the words of the service. */
  const refusal = useSignal("");

  const download = ({ name, ending }: Format): void => {
    if (busy.value.has(name)) return;
    void trying(async () => {
      busy.value = new Set([...busy.value, name]);
      refusal.value = "";
      try {
        const file = await askRoadmap(name);
        saveFile(file, file.name || `roadmap-${map.value?.id}.${ending}`);
      } catch (error) {
        if (!(error instanceof ServiceError) || !REFUSALS.includes(error.code)) throw error;
        refusal.value = error.message;
      } finally {
        busy.value = new Set([...busy.value].filter((other) => other !== name));
      }
    }, "file");
  };
  const group = (title: string, formats: readonly Format[]): JSX.Element => (
    <fieldset class="act">
      <legend>{title}</legend>
      {formats.map((format) => (
        <button
          key={format.name}
          type="button"
          data-format={format.name}
          aria-busy={busy.value.has(format.name)}
          onClick={() => download(format)}
        >
          {typeof format.title === "string" ? format.title : t(format.title.key)}{" "}
          <span class="ending">.{format.ending}</span>
        </button>
      ))}
      {formats === FOR_PEOPLE && <CopyAndPrint />}
    </fieldset>
  );
  return (
    <Panel name="exports" title={t("roadmap.take_along")}>
      {group(t("roadmap.for_people"), FOR_PEOPLE)}
      {group(t("roadmap.for_programs"), FOR_PROGRAMS)}
      <p class="wrong" role="alert">
        {refusal.value && (
          <>
            {t("roadmap.no_format")} <span lang="en">{refusal.value}</span>
          </>
        )}
      </p>
    </Panel>
  );
}

/** What is no trouble with the service, but something that it does not do. */
const REFUSALS = ["format_unavailable", "invalid_request"];

function CopyAndPrint(): JSX.Element {
  return (
    <>
      {/* The clipboard is there for https and localhost only. */}
      {navigator.clipboard && (
        <button type="button" onClick={() => void copy()}>
          {t("roadmap.copy")}
        </button>
      )}
      <button type="button" onClick={() => window.print()}>
        {t("roadmap.print")}
      </button>
    </>
  );
}

function askRoadmap(format: string): Promise<File> {
  const path = mapPath(map.value?.id ?? "", `roadmap?format=${format}`);
  // Drawing a large picture takes a while.
  return askFile(path, { body: roadmapQuestion(), isLong: true });
}

async function copy(): Promise<void> {
  await trying(async () => {
    const markdown = askRoadmap("markdown").then((file) => file.text());
    // Browsers that allow copying right after a click only are given the text once it is there.
    const plain = markdown.then((text) => new Blob([text], { type: "text/plain" }));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain })]);
      tell(t("roadmap.copied"));
    } catch {
      await markdown; // trouble with the service is told as such
      tell(t("roadmap.not_copied"));
    }
  }, "file");
}
