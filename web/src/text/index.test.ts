import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  chooseLanguage,
  date,
  hours,
  language,
  listed,
  loadLaterTexts,
  number,
  percent,
  quoted,
  startLanguage,
  t,
  tx,
} from ".";

const html = { lang: "" };
let kept = new Map<string, string>();

beforeAll(() => {
  vi.stubGlobal("document", { documentElement: html });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterAll(() => vi.unstubAllGlobals());
beforeEach(async () => {
  await chooseLanguage("en");
  kept = new Map();
});

const speaking = (...tags: string[]) => vi.stubGlobal("navigator", { languages: tags });

test("a text has its values where they belong", () => {
  expect(t("did.ticked", { name: "Git" })).toBe("Ticked Git");
  expect(t("picker.kind_in", { kind: "skill", where: "{kind}" })).toBe("skill in {kind}");
});

test("a value that is missing stays visible", () => {
  expect(t("did.ticked")).toBe("Ticked {name}");
});

test("a text that depends on a number is chosen by it, and the number is written out", async () => {
  expect(t("common.skills", { count: 1 })).toBe("1 skill");
  expect(t("common.skills", { count: 0 })).toBe("0 skills");
  expect(t("common.skills", { count: 1200 })).toBe("1,200 skills");

  await chooseLanguage("de");

  expect(t("common.skills", { count: 1 })).toBe("1 Fähigkeit");
  expect(t("common.skills", { count: 1200 })).toBe("1.200 Fähigkeiten");
});

test("values may be elements", () => {
  const name = { type: "b" } as never;

  expect(tx("notices.it_is", { name })).toEqual(["It is ", name, ""]);
});

test("numbers, dates and lists are written as the language does", async () => {
  expect([number(1234.5), percent(0.456), hours(1.25)]).toEqual(["1,234.5", "46%", "1.3 h"]);
  expect(date("2027-01-04")).toBe("Jan 4, 2027");
  expect(listed(["a", "b"])).toBe("a and b");
  expect(listed(["a", "b", "c", "d", "e"])).toBe("a, b, c, and 2 more");

  await chooseLanguage("de");

  expect([number(1234.5), percent(0.456)]).toEqual(["1.234,5", "46\u00a0%"]);
  expect(date("2027-01-04")).toBe("4. Jan. 2027");
  expect(listed(["a", "b"])).toBe("a und b");
});

test("a name inside a sentence keeps its direction to itself and is not too long", () => {
  expect(quoted("Git")).toBe("“\u2068Git\u2069”");
  expect([...quoted("🐍".repeat(100))]).toHaveLength(64);
});

test("the language of the browser is taken, and the page says which one it is", async () => {
  speaking("fr-FR", "de-AT", "en-US");

  await startLanguage();

  expect(language.value).toBe("de");
  expect(html.lang).toBe("de");
});

test("what was chosen holds over what the browser speaks, and English is spoken to all others", async () => {
  speaking("de");
  await chooseLanguage("en");
  await startLanguage();
  expect(language.value).toBe("en");

  kept = new Map([["waypath:language", "tlh"]]);
  speaking("tlh", "fr");
  await startLanguage();
  expect(language.value).toBe("en");
});

test("texts of views that are loaded later come later, and then in every language", async () => {
  expect(t("you.title")).toBe("you.title");

  await loadLaterTexts();
  expect(t("you.title")).toBe("You");
  await chooseLanguage("de");

  expect(t("you.title")).toBe("Du");
  expect(t("did.ticked", { name: "Git" })).toBe("Git angehakt");
});
