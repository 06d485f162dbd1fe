/** The texts of all languages: complete, alike, and none too many. */

import { expect, test } from "vitest";
import { languages } from ".";
import de from "./de.json";
import en from "./en.json";
import { FIRST_SECTIONS, type Plural, partOf, type Texts } from "./parts";

const TEXTS: Record<(typeof languages)[number], Texts> = { en, de };
const others = languages.filter((tag) => tag !== "en");

/** The source of the page by its path below `src`. */
const sources = new Map(
  Object.entries(
    import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }),
  )
    .filter(([path]) => !path.endsWith(".test.ts"))
    .map(([path, source]) => [path.replace(/^\.\.\//, "").replace(/^\.\//, "text/"), source]),
);

function entries(texts: Texts): [string, string | Plural][] {
  return Object.entries(texts).flatMap(([section, found]) =>
    Object.entries(found).map(([name, text]): [string, string | Plural] => [
      `${section}.${name}`,
      text,
    ]),
  );
}

const sentences = (text: string | Plural): string[] =>
  typeof text === "string" ? [text] : Object.values(text);
const values = (text: string | Plural): string[] => {
  const whole = typeof text === "string" ? text : (text.other ?? "");
  return [...new Set([...whole.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""))].sort();
};

test.each(others)("%s says all that English says, with the same values", (tag) => {
  const shape = (texts: Texts) =>
    Object.fromEntries(entries(texts).map(([key, text]) => [key, values(text)]));

  expect(shape(TEXTS[tag])).toEqual(shape(en));
});

test.each(languages)("%s has the plurals that its grammar has", (tag) => {
  const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.toSorted();
  const wrong = entries(TEXTS[tag]).filter(
    ([, text]) =>
      typeof text === "object" && Object.keys(text).toSorted().join() !== categories.join(),
  );

  expect(wrong).toEqual([]);
});

test.each(languages)("%s leaves nothing empty, and no bracket open", (tag) => {
  for (const [key, text] of entries(TEXTS[tag])) {
    for (const sentence of sentences(text)) {
      expect(sentence, key).toMatch(/^\S/);
      expect(sentence, key).not.toMatch(/ $/);
      expect(sentence.replaceAll(/\{\w+\}/g, ""), key).not.toMatch(/[{}]/);
    }
  }
});

/** The keys that a source names; `used` as a whole, or by what they begin with. */
function keysIn(source: string): { whole: Set<string>; begun: string[] } {
  const whole = new Set([...source.matchAll(/["'](\w+\.\w+)["']/g)].map(([, key]) => key ?? ""));
  const begun = [...source.matchAll(/`(\w+\.\w*)\$\{/g)].map(([, start]) => start ?? "");
  return { whole, begun };
}

test("no text is there that nobody says", () => {
  const used = [...sources.values()].map(keysIn);
  const isUsed = (key: string) =>
    used.some(({ whole, begun }) => whole.has(key) || begun.some((start) => key.startsWith(start)));

  expect(
    entries(en)
      .filter(([key]) => !isUsed(key))
      .map(([key]) => key),
  ).toEqual([]);
});

/** Files that are loaded with this one, at once. */
function loadedWith(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  const folder = path.split("/").slice(0, -1);
  const source = sources.get(path) ?? "";
  for (const [, target = ""] of source.matchAll(
    /^(?:import|export|\}) (?!type ).*?"(\.[^"]*)";/gm,
  )) {
    const parts = [...folder];
    for (const part of target.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== ".") parts.push(part);
    }
    const to = parts.join("/");
    const file = [`${to}.ts`, `${to}.tsx`, `${to}/index.ts`].find((one) => sources.has(one));
    if (file) loadedWith(file, found);
  }
  return found;
}

test("what is loaded first says nothing that is loaded later", () => {
  const first = loadedWith("main.tsx");
  const sections = [...first].flatMap((path) => {
    const { whole, begun } = keysIn(sources.get(path) ?? "");
    const keys = [...whole].filter((key) => entries(en).some(([known]) => known === key));
    return [...keys, ...begun].map((key) => `${key.split(".")[0]} in ${path}`);
  });

  expect(first.has("state.ts")).toBe(true);
  expect(first.has("views/you/you.tsx")).toBe(false);
  expect(sections.filter((one) => !FIRST_SECTIONS.includes(one.split(" ")[0] ?? ""))).toEqual([]);
});

test("the two parts are all texts, and what a language lacks is said in English", () => {
  const little = { common: { close: "Zu" } };

  const first = partOf(little, en, "first");

  expect(first["common"]?.["close"]).toBe("Zu");
  expect(first["common"]?.["cancel"]).toBe(en.common.cancel);
  expect({ ...partOf(de, en, "first"), ...partOf(de, en, "later") }).toEqual(de);
});
