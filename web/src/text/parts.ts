/**
 * The texts come in two parts, so that the first load has only what it needs: the sections named
 * here, and all the others, which come with the first view that is loaded later.
 */

export const FIRST_SECTIONS: readonly string[] = [
  "common",
  "state",
  "kind",
  "views",
  "head",
  "did",
  "trouble",
  "picker",
  "goals",
  "notices",
  "foot",
  "welcome",
  "pick",
  "details",
  "map",
];

/** Texts by section and name; those that depend on a number by plural category. */
export interface Texts {
  readonly [section: string]: { readonly [name: string]: string | Plural };
}
export type Plural = { readonly [category in Intl.LDMLPluralRule]?: string };

/** Return one of the two parts, with what a language has not been given yet in English. */
export function partOf(texts: Texts, english: Texts, part: "first" | "later"): Texts {
  const isFirst = part === "first";
  return Object.fromEntries(
    Object.entries(english)
      .filter(([section]) => FIRST_SECTIONS.includes(section) === isFirst)
      .map(([section, inEnglish]) => [section, { ...inEnglish, ...texts[section] }]),
  );
}
