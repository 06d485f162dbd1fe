/**
 * What is to be imported: a text that somebody types or pastes, or a file, and whether it is a new
 * map or a new version of one. It outlives going to another view, and, as a draft, a reload.
 *
 * A file is sent byte for byte as long as nobody edits its text: the service repairs encodings, and
 * says so. What is shown of it is only a reading of it.
 */

import { effect, signal } from "@preact/signals";

/** What the service takes at most. */
export const MOST_BYTES = 5_000_000;
const MOST_KEPT = 1_000_000;
const DRAFT = "waypath:import";
const PAUSE_MS = 300;

export interface Source {
  readonly text: string;
  /** The file, if the text is just a reading of it. */
  readonly bytes: Blob | null;
  /** The name of the file from which the text came, or nothing. */
  readonly fileName: string;
}

export const NOTHING: Source = Object.freeze({ text: "", bytes: null, fileName: "" });

const draft = readDraft();
export const source = signal<Source>({ ...NOTHING, ...draft?.source });
/** The map of which it is a new version; null for a new map. */
export const target = signal<string | null>(draft?.target ?? null);

/** What is sent. */
export function bodyOf({ text, bytes }: Source): Blob {
  return bytes ?? new Blob([text]);
}

/** What a map is called that does not say so itself: as its file is, without the ending. */
export function nameOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, "");
}

/** A reason not to take a file: told without asking the service. */
export class FileError extends Error {
  constructor(readonly code: "too_large" | "not_text" | "no_file") {
    super(code);
  }
}

/**
 * Return what a file holds.
 *
 * @throws {FileError}
 */
export async function sourceOf(file: File): Promise<Source> {
  if (file.size > MOST_BYTES) throw new FileError("too_large");
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    throw new FileError("no_file"); // a folder, or it has gone meanwhile
  }
  const text = read(bytes, encodingOf(bytes));
  if (text.includes("\0")) throw new FileError("not_text");
  // What was read may not change under us, as the file itself may.
  return { text, bytes: new Blob([bytes]), fileName: file.name };
}

/** Read a file as older programs on Windows write it in Western Europe. */
export async function asWindowsText({ bytes, fileName, text }: Source): Promise<Source> {
  const read1252 = bytes && read(await bytes.arrayBuffer(), "windows-1252");
  return { text: read1252 ?? text, bytes: null, fileName };
}

function read(bytes: ArrayBuffer, encoding: string): string {
  // The field of the page knows line feeds only.
  return new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, "\n");
}

function encodingOf(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/* The draft */

interface Draft {
  readonly source: Pick<Source, "text" | "fileName">;
  readonly target: string | null;
}

function readDraft(): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
  } catch {
    return null;
  }
}

function writeDraft(): void {
  const { text, fileName } = source.value;
  try {
    if (!text || text.length > MOST_KEPT) sessionStorage.removeItem(DRAFT);
    else
      sessionStorage.setItem(
        DRAFT,
        JSON.stringify({ source: { text, fileName }, target: target.value } satisfies Draft),
      );
  } catch {
    // The storage is off or full: the text is kept as long as the page is open.
  }
}

let pause = 0;
effect(() => {
  void source.value;
  void target.value;
  clearTimeout(pause);
  pause = setTimeout(writeDraft, PAUSE_MS);
});
window.addEventListener("pagehide", writeDraft);
