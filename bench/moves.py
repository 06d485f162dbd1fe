"""How well Waypath finds out what became of the entries of a map that was edited.

    python -m bench.moves [--wrong]

Two questions. `renamed.tsv` holds pairs of names under one heading, and whether a person takes the
second for the first, renamed: half of them are traps. And the maps of `bench/maps` are edited at
random in the ways people edit maps, with what became of each entry written down; what is found is
compared with that. A wrong find is worse than a missing one: it tells people that they know what
they never learned. `--wrong` lists what was not right.
"""

import csv
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph import SkillMap, find_moves, parse_skill_map
from graph.inference.shipped import shipped_pack

HERE = Path(__file__).parent
PAIRS = HERE / "renamed.tsv"
MAPS = HERE / "maps"
RUNS = 10
"""Edited states of each map."""
EDITS = 12
"""Edits from one state to the next."""


@dataclass(eq=False)
class Node:
    """A heading or bullet while it is edited."""

    name: str
    below: "list[Node]" = field(default_factory=list)
    was: "list[str]" = field(default_factory=list)
    """Ids of the entries that it is, or has in it."""
    is_whole: bool = True
    """Whether it is all of these; if not, one of the parts into which they were split."""


@dataclass
class Edited:
    """A map, and what became of its entries."""

    before: SkillMap
    after: SkillMap
    became: dict[str, frozenset[str]]
    """What each entry that left is now; nothing if it is gone."""
    how: dict[str, str]


def main() -> None:
    """Print how much was found and how much of it is right."""
    is_wrong_shown = "--wrong" in sys.argv[1:]
    right, missed, wrong = renamed_pairs()
    print(
        f"pairs of names: {right} of {right + len(missed)} renamed ones found, "
        f"{len(wrong)} of {len(_rows()) - right - len(missed)} others taken for renamed"
    )
    counts, told = edited_maps()
    print("kind      precision  recall  entries")
    for how in ("renamed", "moved", "split", "merged", "removed"):
        found, true, both = (counts[how, what] for what in ("found", "true", "both"))
        print(f"{how:9} {both / max(1, found):9.3f} {both / max(1, true):7.3f} {true:8}")
    print(f"of {counts['gone', 'true']} that are gone {counts['gone', 'wrong']} live on wrongly")
    if is_wrong_shown:
        print(
            "\n".join([*(f"missed: {one}" for one in missed), *(f"wrong: {one}" for one in wrong)])
        )
        print("\n".join(told))


def _rows() -> list[dict[str, str]]:
    with PAIRS.open(newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def renamed_pairs() -> tuple[int, list[str], list[str]]:
    """Return how many renamed names were found, those that were not, and those taken wrongly."""
    right, missed, wrong = 0, [], []
    for row in _rows():
        before, after = (
            parse_skill_map(f"## {row['heading']}\n- Zeroth\n- {row[name]}\n- Zweite\n")
            for name in ("before", "after")
        )
        moves = find_moves(before, after, pack=shipped_pack())
        # Names that differ in case or punctuation alone have one id, so nothing became of them.
        is_found = not moves or moves[0].how == "renamed"
        pair = f"{row['before']} -> {row['after']}"
        if row["is"] == "same":
            right += is_found
            missed += [] if is_found else [pair]
        elif is_found:
            wrong.append(pair)
    return right, missed, wrong


def edited_maps(runs: int = RUNS) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Return what was found, what is true and what is both, by how; and what is not right.

    Args:
        runs: So many edited states of each map.
    """
    counts: Counter[tuple[str, str]] = Counter()
    told = []
    maps = [parse_skill_map(path.read_bytes()) for path in sorted(MAPS.glob("*.md"))]
    for number, skill_map in enumerate(maps):
        others = [entry.name for other in maps if other is not skill_map for entry in other.skills]
        for run in range(runs):
            edited = edit(skill_map, random.Random(1000 * number + run), others)  # noqa: S311 - no secrets
            moves = {
                move.id: move
                for move in find_moves(edited.before, edited.after, pack=shipped_pack())
            }
            for entry, now in edited.became.items():
                move, how = moves[entry], edited.how[entry]
                is_right = frozenset(move.now) == now
                counts[how, "true"] += 1
                counts[move.how, "found"] += 1
                counts[how, "both"] += is_right and how == move.how
                counts["gone", "true"] += not now
                counts["gone", "wrong"] += not now and not is_right
                if not is_right or how != move.how:
                    told.append(f"{how} {sorted(now)}; found {move.how} {move.now}: {entry}")
    return counts, told


def edit(skill_map: SkillMap, chance: random.Random, others: list[str]) -> Edited:
    """Return a map after some edits, and what became of its entries."""
    top = [_node(skill_map, entry.id) for entry in skill_map.children[None]]
    root = Node("", top)
    for _ in range(EDITS):
        chance.choice(_EDITS)(root, chance, others)
    lines = ["# Map"]
    nodes = dict(enumerate(_written(root, lines), len(lines) + 1))
    after = parse_skill_map("\n".join(lines))
    return _truth(skill_map, after, nodes)


def _node(skill_map: SkillMap, entry_id: str) -> Node:
    below = [_node(skill_map, child.id) for child in skill_map.children.get(entry_id, ())]
    return Node(skill_map[entry_id].name, below, [entry_id])


def _written(root: Node, lines: list[str]) -> Iterator[Node]:
    """Write a map as bullets, and yield what stands on each line."""
    todo = [(node, 0) for node in reversed(root.below)]
    while todo:
        node, depth = todo.pop()
        name = f"`{node.name}`" if "<" in node.name else node.name
        lines.append(f"{'  ' * depth}- {name}")
        yield node
        todo += [(child, depth + 1) for child in reversed(node.below)]


def _truth(before: SkillMap, after: SkillMap, nodes: dict[int, Node]) -> Edited:
    at_line = {place.line: entry.id for entry in after for place in entry.placements}
    now: dict[str, set[str]] = {}
    how: dict[str, str] = {}
    for line, node in nodes.items():
        for was in node.was:
            now.setdefault(was, set()).add(at_line[line])
            entry = after[at_line[line]]
            same = " ".join(before[was].name.split()).casefold() == entry.name.casefold()
            how[was] = "moved" if same else "renamed"
            if len(node.was) > 1:
                how[was] = "merged"
            elif not node.is_whole:
                how[was] = "split"
    left = [entry.id for entry in before if before.present_id(entry.id) not in after]
    left = [entry for entry in left if after.present_id(entry) not in after]
    return Edited(
        before,
        after,
        {entry: frozenset(now.get(entry, ())) for entry in left},
        {entry: how.get(entry, "removed") for entry in left},
    )


# Edits


def _places(root: Node) -> list[tuple[Node, Node]]:
    """Return every node with the one that it stands under."""
    found, todo = [], [root]
    while todo:
        node = todo.pop()
        found += [(child, node) for child in node.below]
        todo += node.below
    return found


def _any(root: Node, chance: random.Random, *, skills: bool) -> tuple[Node, Node]:
    found = [(node, above) for node, above in _places(root) if bool(node.below) != skills]
    return chance.choice(found)


def _rename_a_little(root: Node, chance: random.Random, _: list[str]) -> None:
    node, above = _any(root, chance, skills=True)
    node.name = chance.choice(
        [
            lambda name: name[:-1] if name.endswith("s") else f"{name}s",
            lambda name: f"{name} Basics",
            lambda name: f"Introduction to {name}",
            lambda name: name.replace("&", "and") if "&" in name else name.replace(" ", "-"),
            lambda name: f"{above.name} {name}" if above.name else name,
            lambda name: _slip(name, chance),
            lambda name: f"{name} ({''.join(word[0] for word in name.split())})",
            lambda name: name.partition(" (")[0],
        ]
    )(node.name)


def _slip(name: str, chance: random.Random) -> str:
    """Return a name with two letters of its longest word swapped."""
    word = max(name.split(), key=len)
    at = chance.randrange(1, max(2, len(word) - 2))
    return name.replace(word, word[:at] + word[at : at + 2][::-1] + word[at + 2 :], 1)


def _rename_topic(root: Node, chance: random.Random, others: list[str]) -> None:
    node, _ = _any(root, chance, skills=False)
    node.name = chance.choice([f"{node.name} Essentials", chance.choice(others)])


def _replace(root: Node, chance: random.Random, others: list[str]) -> None:
    """Put a skill in the place of another, which is gone."""
    node, above = _any(root, chance, skills=True)
    at = above.below.index(node)
    above.below[at] = Node(chance.choice(others))


def _move_skill(root: Node, chance: random.Random, _: list[str]) -> None:
    node, above = _any(root, chance, skills=True)
    to, _above = _any(root, chance, skills=False)
    if len(above.below) > 1 and all(child.name != node.name for child in to.below):
        above.below.remove(node)
        to.below.insert(chance.randint(0, len(to.below)), node)


def _move_topic(root: Node, chance: random.Random, _: list[str]) -> None:
    node, above = _any(root, chance, skills=False)
    inside = {id(node)} | {id(child) for child, _ in _places(node)}
    to = [found for found, _ in _places(root) if found.below and id(found) not in inside]
    if to and len(above.below) > 1 and above is not root:
        above.below.remove(node)
        chance.choice(to).below.append(node)


def _delete(root: Node, chance: random.Random, _: list[str]) -> None:
    node, above = _any(root, chance, skills=chance.random() < 0.8)
    if len(above.below) > 1:
        above.below.remove(node)


def _add(root: Node, chance: random.Random, others: list[str]) -> None:
    topic, _ = _any(root, chance, skills=False)
    topic.below.insert(chance.randint(0, len(topic.below)), Node(chance.choice(others)))


def _split(root: Node, chance: random.Random, _: list[str]) -> None:
    found = [
        (node, above)
        for node, above in _places(root)
        if not node.below and " & " in node.name and "(" not in node.name and len(node.was) == 1
    ]
    if found:
        node, above = chance.choice(found)
        parts = [part.strip() for part in node.name.replace(" & ", ", ").split(", ")]
        at = above.below.index(node)
        above.below[at : at + 1] = [Node(part, [], node.was, is_whole=False) for part in parts]


def _merge(root: Node, chance: random.Random, _: list[str]) -> None:
    node, above = _any(root, chance, skills=True)
    others = [one for one in above.below if one is not node and one.was and not one.below]
    if others and node.was and node.is_whole:
        other = chance.choice(others)
        if other.is_whole:
            above.below.remove(other)
            node.name, node.was = f"{node.name} & {other.name}", [*node.was, *other.was]


_Edit = Callable[[Node, random.Random, list[str]], None]
_EDITS: tuple[_Edit, ...] = (
    _rename_a_little,
    _rename_a_little,
    _rename_topic,
    _replace,
    _move_skill,
    _move_skill,
    _move_topic,
    _delete,
    _delete,
    _add,
    _split,
    _merge,
)

if __name__ == "__main__":
    main()
