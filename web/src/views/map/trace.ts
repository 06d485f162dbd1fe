/** What the map shows of the chosen skill: what comes before it, what it unlocks, and the arrows. */

import type { SkillMap } from "../../skill-map";

/** More than this nobody can follow, and drawing it takes time. */
const MOST_ARROWS = 60;

/** From what is learned first to what needs it. */
export interface Arrow {
  readonly source: string;
  readonly target: string;
  /** Whether the source is still missing, is met already, or is the chosen skill itself. */
  readonly kind: "missing" | "met" | "unlocks";
}

export interface Trace {
  readonly chosen: string;
  /** What is missing for it, in learning order. */
  readonly before: readonly string[];
  /** What it builds on directly and is met: known, assumed or set aside. */
  readonly met: readonly string[];
  /** What builds on it directly. */
  readonly unlocked: readonly string[];
  readonly arrows: readonly Arrow[];
}

/**
 * Return what to show of a skill.
 *
 * Every direct prerequisite has an arrow. On the way to these, arrows that longer ways imply are
 * left out; if there are too many, the nearest are shown.
 *
 * @param missing What is missing, in learning order.
 * @param isMet Whether nothing has to wait for a skill.
 */
export function traceOf(
  map: SkillMap,
  chosen: string,
  missing: readonly string[],
  isMet: (id: string) => boolean,
): Trace {
  const direct = sourcesOf(map, chosen);
  const unlocked = (map.unlocked.get(chosen) ?? []).map((edge) => edge.target);
  const arrows: Arrow[] = direct.map((source) => ({
    source,
    target: chosen,
    kind: isMet(source) ? "met" : "missing",
  }));
  arrows.push(...further(map, direct, new Set(missing), MOST_ARROWS - arrows.length));
  arrows.push(...unlocked.map((target): Arrow => ({ source: chosen, target, kind: "unlocks" })));
  return {
    chosen,
    before: missing,
    met: direct.filter(isMet),
    unlocked,
    arrows: arrows.slice(0, MOST_ARROWS),
  };
}

/** The arrows among what is missing, the nearest to these skills first. */
function further(map: SkillMap, from: string[], missing: Set<string>, most: number): Arrow[] {
  const arrows: Arrow[] = [];
  const seen = new Set(from);
  // The list grows while it is walked.
  const targets = from.filter((id) => missing.has(id));
  for (const target of targets) {
    if (arrows.length >= most) break;
    const sources = sourcesOf(map, target);
    const implied = map.leadingTo(sources.flatMap((source) => sourcesOf(map, source)));
    for (const source of sources) {
      if (!missing.has(source) || implied.has(source)) continue;
      arrows.push({ source, target, kind: "missing" });
      if (!seen.has(source)) targets.push(source);
      seen.add(source);
    }
  }
  return arrows;
}

function sourcesOf(map: SkillMap, id: string): string[] {
  return (map.builtOn.get(id) ?? []).map((edge) => edge.source);
}
