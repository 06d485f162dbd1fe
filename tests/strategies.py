"""Maps, graphs and broken files made at random, the same ones on every run."""

import random
from dataclasses import dataclass, field
from functools import cache

from hypothesis import strategies as st

from tests.builders import SEED_MAP

MARKERS = ("-", "*", "+")


def seeded(seed):
    """Return a source of randomness that gives the same on every run."""
    return random.Random(seed)  # noqa: S311 - examples for tests, no secrets


# Maps as trees, which can be written in many ways


@dataclass
class Tree:
    """A heading or bullet and what stands under it."""

    name: str
    children: "list[Tree]" = field(default_factory=list)


@dataclass(frozen=True)
class Style:
    """One way of writing the same map."""

    marker: str = "-"
    indent: str = "  "
    line_end: str = "\n"
    between: str = ""
    """What stands before every heading."""


words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)
bullets = st.recursive(
    st.builds(Tree, words),
    lambda below: st.builds(Tree, words, st.lists(below, max_size=4)),
    max_leaves=12,
)
trees = st.lists(
    st.builds(Tree, words, st.lists(bullets, min_size=1, max_size=5)), min_size=1, max_size=4
)
styles = st.builds(
    Style,
    marker=st.sampled_from(MARKERS),
    indent=st.sampled_from(["  ", "   ", "    ", "\t"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    between=st.sampled_from(
        [
            "",
            "Some prose - with a dash.\n\n",
            "> - a quoted bullet\n\n",
            "<!--\n- hidden\n\n## Hidden\n-->\n\n",
            "```text\n- code\n## code\n```\n\n",
            "| a | b |\n|---|---|\n| - c | d |\n\n",
            "***\n\n",
            "\n\n\n",
        ]
    ),
)


def written(areas, style):
    """Return a map in one way of writing it."""
    lines = []
    for area in areas:
        lines += ["", style.between.rstrip("\n"), "", f"## {area.name}", ""]
        for bullet in area.children:
            lines += _bullet_lines(bullet, style, 0)
    return style.line_end.join("\n".join(lines).split("\n"))


def _bullet_lines(bullet, style, depth):
    yield f"{style.indent * depth}{style.marker} {bullet.name}"
    for child in bullet.children:
        yield from _bullet_lines(child, style, depth + 1)


# Graphs

dags = st.integers(0, 12).flatmap(
    lambda count: st.tuples(
        st.permutations([f"s{number}" for number in range(count)]),
        st.lists(
            st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0))).filter(
                lambda pair: pair[0] < pair[1]
            ),
            unique=True,
            max_size=3 * count,
        )
        if count > 1
        else st.just([]),
    )
)
"""Skills in map order, and pairs of numbers, the lower before the higher."""


def dag(seed, largest):
    """Return skills in map order and acyclic edges between them."""
    chance = seeded(seed)
    count = chance.randint(1, chance.choice([5, 30, largest]))
    skills = [f"s{number}" for number in range(count)]
    edges = set()
    for _ in range(chance.randint(0, 3 * count)):
        source, target = chance.randrange(count), chance.randrange(count)
        if source < target:
            edges.add((skills[source], skills[target]))
    edges = sorted(edges)
    chance.shuffle(skills)
    return skills, edges


# Files that nobody meant to write

FRAGMENTS = (
    *("#", "## ", "### New\n", "- ", "* ", "+ ", "1. ", "2) ", "  ", "\t", "\n", "\r\n", "\r"),
    *("```\n", "~~~\n", "> ", ">> - ", "<!-- ", " -->", "---\n", "===\n", "***\n", "<div>\n", "|"),
    *("[", "](", "](http://x.y)", "![", "**", "*", "_", "`", "``", "~~", "\\", "&amp;", "&nbsp;"),
    *("[x] ", "[ ] ", "(4h)", "(90 min)", " - ", " — ", ": ", "(requires: ", ")", "; ", "/"),
    *("(requires: Indexing)", "(requires: a; b)", "(requires: Redis)", "(requires: Security)"),
    *("\u200b", "\u202e", "\ufeff", "\u0301", "\U0001f40d", "\uf8ff", "üêç", "Ã©", "\x01", "\x0b"),
    *("\u0085", "\u2028", "日本語", "C++", "Container Orchestration", "      - deep\n", "\x1b[0m"),
)


@cache
def _seed_lines():
    return SEED_MAP.read_bytes().split(b"\n")


def broken_file(seed):
    """Return the bytes of a part of the seed map or of a made-up map, broken in a few places."""
    chance = seeded(seed)
    kind = chance.randrange(10)
    if kind < 5:
        lines = _seed_lines()
        start = chance.randrange(len(lines))
        data = b"\n".join(lines[start : start + chance.randint(3, 30)])
    elif kind < 8:
        data = _made_up_map(chance).encode()
    else:
        data = "".join(chance.choice(FRAGMENTS) for _ in range(chance.randint(1, 120))).encode()
    for _ in range(chance.choice([0, 1, 2, 5, 20])):
        data = _broken(chance, data)
    return data


def _made_up_map(chance):
    lines = [f"# {chance.choice(FRAGMENTS)}Map"] if chance.random() < 0.5 else []
    depth = 0
    for number in range(chance.randint(1, 40)):
        if chance.random() < 0.15:
            lines.append("#" * chance.randint(1, 6) + f" H{chance.randrange(6)}")
            depth = 0
            continue
        depth = max(0, depth + chance.choice([-2, -1, 0, 0, 1]))
        name = f"skill {chance.randrange(number + 1)}"
        if chance.random() < 0.2:
            name += f" (requires: skill {chance.randrange(40)})"
        indent = chance.choice(["  ", "  ", "\t", " ", "    "])
        lines.append(indent * depth + chance.choice(["-", "*", "+", "1.", "2)"]) + " " + name)
    return chance.choice(["\n", "\r\n", "\r"]).join(lines)


def _broken(chance, data):
    where = chance.randrange(len(data) + 1)
    before, after = data[:where], data[where:]
    return chance.choice(BREAKS)(chance, before, after)


def _flip_a_bit(chance, before, after):
    return before + bytes([after[0] ^ 1 << chance.randrange(8)]) + after[1:] if after else before


def _take_out(chance, before, after):
    return before + after[chance.choice([1, 1, 2, 20]) :]


def _cut_off(chance, before, after):
    return before if chance.random() < 0.2 else before + after[1:]


def _repeat(chance, before, after):
    return before + before[-chance.randint(1, 60) :] + after


def _put_in_a_character(chance, before, after):
    found = chance.choice([*range(0x20), *range(0x80, 0x2FF), 0x1F600, 0xFFFD])
    return before + chr(found).encode() + after


def _put_in_markers(chance, before, after):
    marker = chance.choice([b"> ", b"- ", b"  ", b"[", b"*", b"1. "])
    return before + b"\n" + marker * chance.randint(1, 80) + after


def _put_in_a_long_line(chance, before, after):
    return before + b"- " + b"long words " * chance.randint(1, 200) + after


def _put_in_markdown(chance, before, after):
    return before + chance.choice(FRAGMENTS).encode() + after


BREAKS = (
    *(_flip_a_bit, _take_out, _cut_off, _repeat, _put_in_a_character),
    *(_put_in_markers, _put_in_a_long_line, _put_in_markdown),
)
