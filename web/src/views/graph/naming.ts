/** Skills of the same name, told apart by the topic that they stand in. */

import type { SkillMap } from "../../skill-map";

/** Return the topics of those skills that share their name with another of these. */
export function topicsOfNamesakes(
  map: Pick<SkillMap, "name" | "entry">,
  ids: readonly string[],
): ReadonlyMap<string, string> {
  const named = Map.groupBy(ids, (id) => map.name(id).toLowerCase());
  const shared = [...named.values()].filter((found) => found.length > 1).flat();
  return new Map(shared.map((id) => [id, map.entry(id)?.placements[0]?.path.at(-2) ?? ""]));
}
