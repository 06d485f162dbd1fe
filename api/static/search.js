/** Finding entries by what a person types: every word has to occur in the name or the path. */

/**
 * @param {import("./skill-map.js").SkillMap} map
 * @param {import("./skill-map.js").Entry[]} entries
 * @returns {function(string, number=): import("./skill-map.js").Entry[]} Takes what was typed; what
 *   has it at the start of its name comes first, then by the order of `entries`.
 */
export function finder(map, entries) {
  const texts = entries.map((entry) => {
    const paths = entry.placements.map(({ path }) => path.join(" "));
    return plain(`${entry.name} ${paths.join(" ")}`);
  });
  return (typed, most = Infinity) => {
    const words = plain(typed).split(/\s+/).filter(Boolean);
    if (!words.length) return entries.slice(0, most);
    const matching = entries.filter((_, index) => words.every((w) => texts[index].includes(w)));
    const start = words.join(" ");
    const begins = (entry) => plain(entry.name).startsWith(start);
    return [...matching.filter(begins), ...matching.filter((e) => !begins(e))].slice(0, most);
  };
}

function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}
