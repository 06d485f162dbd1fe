"""How well names that stand under two topics are taken for one skill or for two.

    python -m bench.same_names [--wrong]

`same_names.tsv` holds names, two topics of each, and whether a person takes it for one skill. More
than half are traps: names that mean something else under each topic. Every name is asked in a map
of its own, whose other topics are of the field; its words alone are asked as well. `--wrong` lists
what was taken for the wrong thing. Joining two skills is the worse fault of the two.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from graph import build, parse_skill_map

NAMES = Path(__file__).parent / "same_names.tsv"

FIELD = """\
# Engineer
## Foundations
- HTML
- CSS
- SQL
- Linux
- Python
- Java
- Algorithms
- Data Structures
- Computer Networks
- React
- Machine Learning
- Docker
"""


def main() -> None:
    """Print how many were taken for what, by their words alone and as `build` takes them."""
    with NAMES.open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        text = FIELD + "".join(
            f"## {row[topic]}\n- {row['name']}\n" for topic in ("first", "second")
        )
        for way, skill_map in (("words", parse_skill_map(text)), ("build", build(text).skill_map)):
            joined = any(len(merge.ids) > 1 for merge in skill_map.report.merged)
            taken = "one" if joined else "several"
            counts[way, row["skills"], taken] += 1
            if way == "build" and taken != row["skills"] and "--wrong" in sys.argv[1:]:
                print(f"{row['name']}: {row['first']}, {row['second']}: taken for {taken}")
    for way in ("words", "build"):
        print(
            f"{way}: of {counts[way, 'one', 'one'] + counts[way, 'one', 'several']} that are one "
            f"{counts[way, 'one', 'one']} are found, and {counts[way, 'several', 'one']} of "
            f"{counts[way, 'several', 'one'] + counts[way, 'several', 'several']} others are joined"
        )


if __name__ == "__main__":
    main()
