/**
 * What the page says, in the language of the person.
 *
 * All texts are data, `en.json` and one more file a language; a missing text falls back to English
 * when the page is built. They come in two parts: see `parts.ts`.
 * `{name}` stands for a value. A text that depends on a number is an object by plural category
 * (CLDR: zero, one, two, few, many, other), chosen by `count`.
 */

import { batch, computed, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { keep, kept } from "../kept";
import { ServiceError } from "../service";
import en from "./en.json?first";
import type { Texts } from "./parts";

type Sections = typeof import("./en.json");

/** The name of a text: `section.name`. */
export type TextKey = {
  [S in keyof Sections & string]: `${S}.${keyof Sections[S] & string}`;
}[keyof Sections & string];

/** Languages by the name that they give themselves. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;
export const languages = Object.keys(LANGUAGES) as readonly Language[];

const LANGUAGE_KEY = "waypath:language";
type Loading = () => Promise<{ default: Texts }>;
const parts: {
  readonly [language in Language]: { readonly first: Loading; readonly later: Loading };
} = {
  en: { first: async () => ({ default: en }), later: () => import("./en.json?later") },
  de: { first: () => import("./de.json?first"), later: () => import("./de.json?later") },
};

export const language = signal<Language>("en");
const texts = signal<Texts>(en);
let isLaterWanted = false;

/** Take the language that was chosen here, or else the first one of the browser's that there is. */
export async function startLanguage(): Promise<void> {
  const wanted = [kept(LANGUAGE_KEY), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  // A page in English is better than none.
  await show(wanted.find(isLanguage) ?? "en").catch(() => show("en"));
}

/** @throws {ServiceError} The texts of the language cannot be loaded. */
export async function chooseLanguage(chosen: Language): Promise<void> {
  await show(chosen);
  keep(LANGUAGE_KEY, chosen);
}

function isLanguage(tag: string | undefined): tag is Language {
  return languages.some((known) => known === tag);
}

/** Load the texts of what is not shown at first, too. @throws {ServiceError} */
export async function loadLaterTexts(): Promise<void> {
  if (isLaterWanted) return;
  isLaterWanted = true;
  try {
    await show(language.value);
  } catch (error) {
    isLaterWanted = false;
    throw error;
  }
}

async function show(chosen: Language): Promise<void> {
  const { first, later } = parts[chosen];
  const wanted = isLaterWanted ? [first, later] : [first];
  const found = await Promise.all(wanted.map((load) => load())).catch(() => {
    throw new ServiceError("", "unreachable");
  });
  batch(() => {
    texts.value = Object.assign({}, ...found.map((part) => part.default));
    language.value = chosen;
  });
  document.documentElement.lang = chosen;
}

type Values = { [name: string]: string | number };

/** Return a text with its values. Numbers are written as the language does. */
export function t(key: TextKey, values: Values = {}): string {
  return partsOf(key, values).join("");
}

/** Return a text whose values may be elements, in parts. */
export function tx(
  key: TextKey,
  values: { [name: string]: ComponentChildren },
): ComponentChildren[] {
  return partsOf(key, values);
}

function partsOf<Value>(key: TextKey, values: { [name: string]: Value }): (string | Value)[] {
  const count = values["count"];
  const parts = found(key, typeof count === "number" ? count : 0).split(/\{(\w+)\}/);
  return parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const value = values[part];
    if (value === undefined) return `{${part}}`;
    return typeof value === "number" ? number(value) : value;
  });
}

function found(key: TextKey, count: number): string {
  const [section = "", name = ""] = key.split(".");
  const text = texts.value[section]?.[name] ?? key;
  if (typeof text === "string") return text;
  return text[plurals.value.select(count)] ?? text.other ?? key;
}

// Making these takes longer than what they are for, and a large map has thousands of numbers.
const plurals = computed(() => new Intl.PluralRules(language.value));
const plainNumbers = computed(() => new Intl.NumberFormat(language.value));

export function number(value: number, options?: Intl.NumberFormatOptions): string {
  const format = options ? new Intl.NumberFormat(language.value, options) : plainNumbers.value;
  return format.format(value);
}

/** A share of 0 to 1: "45 %". */
export function percent(share: number): string {
  return number(share, { style: "percent", maximumFractionDigits: 0 });
}

/** Hours: "4 h", "1.5 h". */
export function hours(value: number): string {
  return t("common.hours", { hours: number(value, { maximumFractionDigits: 1 }) });
}

/** A date of the service, `2027-01-04`, as people write it: "4 Jan 2027". */
export function date(iso: string, options: Intl.DateTimeFormatOptions = {}): string {
  return days(options).format(dayOf(iso));
}

/** The days from one date to another: "4 – 8 Jan 2027". */
export function period(
  first: string,
  last: string,
  options: Intl.DateTimeFormatOptions = {},
): string {
  return days(options).formatRange(dayOf(first), dayOf(last));
}

function days(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const shown = { day: "numeric", month: "short", year: "numeric", ...options } as const;
  return new Intl.DateTimeFormat(language.value, { ...shown, timeZone: "UTC" });
}

function dayOf(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

/** "a", "a and b", "a, b and 3 more". */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most);
  if (names.length > most) shown.push(t("common.more", { count: names.length - most }));
  return new Intl.ListFormat(language.value).format(shown);
}

const LONGEST_QUOTE = 60;

/** A name inside a sentence: shortened, quoted, its direction kept to itself. */
export function quoted(name: string): string {
  const letters = [...name];
  const short =
    letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE - 1).join("")}…` : name;
  return t("common.quoted", { name: `\u2068${short}\u2069` });
}
