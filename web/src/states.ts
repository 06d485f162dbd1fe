/** Where a person stands with a skill: worked out once, shown in every view. */

import type { NextAnswer } from "./answers";
import type { Said } from "./person";
import type { SkillMap } from "./skill-map";

/** Known as said; assumed because something known needs it; set aside; ready; or locked. */
export type State = "known" | "assumed" | "skipped" | "ready" | "locked";

export class States {
  private constructor(
    private readonly map: SkillMap,
    private readonly said: Said,
    /** The knowledge state, closed under prerequisites. */
    readonly state: ReadonlySet<string>,
    private readonly assumed: ReadonlySet<string>,
  ) {}

  /** As the service answered. */
  static of(map: SkillMap, said: Said, answer: NextAnswer): States {
    return new States(map, said, new Set(answer.state), new Set(answer.assumed));
  }

  /**
   * What is shown between a click and the service's answer to it: what was clicked, and nothing
   * that follows from it.
   */
  static before(map: SkillMap, said: Said, last: States | null): States {
    const isHere = (id: string) => map.isSkill(id);
    const isFree = (id: string) =>
      isHere(id) && !said.known.has(id) && !said.learning.has(id) && !said.skipped.has(id);
    const assumed = new Set([...(last?.assumed ?? [])].filter(isFree));
    return new States(map, said, new Set([...assumed, ...[...said.known].filter(isHere)]), assumed);
  }

  /**
   * Return the state of a skill.
   *
   * The answer ranks only the best of what is ready, so readiness is read off the map: all direct
   * prerequisites are in the state, which the service has closed, or set aside.
   */
  of(id: string): State {
    if (this.assumed.has(id)) return "assumed";
    if (this.state.has(id)) return "known";
    if (this.said.skipped.has(id)) return "skipped";
    return this.isReady(id) ? "ready" : "locked";
  }

  /** Whether the person has begun it. */
  isBegun(id: string): boolean {
    return this.said.learning.has(id) && !this.state.has(id);
  }

  /** How many of these skills are known or assumed. */
  countOf(ids: Iterable<string>): number {
    let count = 0;
    for (const id of ids) if (this.state.has(id)) count += 1;
    return count;
  }

  /** Whether nothing waits for a skill: it is known, assumed or set aside. */
  isMet(id: string): boolean {
    return this.state.has(id) || this.said.skipped.has(id);
  }

  /** What has to be learned before a skill; what only something set aside needs is not missing. */
  missingFor(id: string): Set<string> {
    const found = new Set<string>();
    const todo = [id];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      for (const { source } of this.map.builtOn.get(next) ?? []) {
        if (found.has(source) || this.isMet(source)) continue;
        found.add(source);
        todo.push(source);
      }
    }
    return found;
  }

  private isReady(id: string): boolean {
    return (this.map.builtOn.get(id) ?? []).every((edge) => this.isMet(edge.source));
  }
}
