/** What the service understood of a text, as things to choose. */

import type { ReadingAnswer, Understanding } from "../../answers";
import type { Said } from "../../person";

type Stance = Understanding["not_taken"][number]["stance"];

/** Skills that a person can say to know by what a text says. */
export interface Candidate {
  readonly key: string;
  /** What they are called together: a skill, topic or area; null if there is no one name. */
  readonly entry: string | null;
  readonly skills: readonly string[];
  readonly words: string;
  readonly line: number | null;
  /** How the text speaks of them, if it does not say that they are known. */
  readonly stance: Stance | null;
}

export interface Candidates {
  readonly ticked: readonly Candidate[];
  readonly understood: readonly Candidate[];
  readonly perhaps: readonly Candidate[];
  readonly notTaken: readonly Candidate[];
}

export function candidatesOf({ text, ticked }: ReadingAnswer): Candidates {
  return {
    ticked: ticked.map((id) => ({
      key: id,
      entry: id,
      skills: [id],
      words: "",
      line: null,
      stance: null,
    })),
    understood: (text?.understood ?? []).map(({ skill, words, line }) => ({
      key: skill,
      entry: skill,
      skills: [skill],
      words,
      line,
      stance: null,
    })),
    perhaps: (text?.perhaps ?? []).map(({ entry, skills, words, line }) => ({
      key: `perhaps ${entry}`,
      entry,
      skills,
      words,
      line,
      stance: null,
    })),
    notTaken: (text?.not_taken ?? []).map(({ skills, words, line, stance }) => ({
      key: `${stance} ${skills.join(" ")}`,
      entry: skills.length === 1 ? (skills[0] ?? null) : null,
      skills,
      words,
      line,
      stance,
    })),
  };
}

/** Those skills, once each, that are not said to be known yet. */
export function fresh(skills: readonly string[], said: Said): string[] {
  return [...new Set(skills)].filter((id) => !said.known.has(id));
}
