"""Snapshots for the exports' tests: skills of any name, and the prerequisites a test names."""

from collections.abc import Sequence

import hypothesis.strategies as st

from graph.model import Entry, Evidence, Placement, Prerequisite
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot

_TOKENS = (
    *"\"'`*_~[](){}<>#&;:%|\\/!?$@^=+-., ",
    *("a", "B1", "é", "ß", "日本", "हि", "🐍", "👩\u200d💻", "\u202eאב", "\u200b", "\ufffe"),
    *("end", "subgraph", "click", "direction LR", "-->", "-.->", "--", "%%", "%%{init:{}}%%"),
    *("#quot;", "&amp;", "<b>", "<!--", "]]>", "//", "/*", "*/", "style a:#f;", "\\n", "\\u0022"),
)

nasty_names = (
    st.lists(st.sampled_from(_TOKENS), min_size=1, max_size=6)
    .map(lambda tokens: " ".join("".join(tokens).split()))
    .filter(bool)
)
"""Names as the map reader may give them: with anything but control characters and line ends."""

nasty_texts = st.text(st.characters(exclude_categories=["Cs"])) | nasty_names
"""What a file name as title or a note on a decision may hold: anything that UTF-8 can encode."""


def snapshot_of(
    names: Sequence[str], *prerequisites: Prerequisite, title: str = "Map", area: str = "Area"
) -> Snapshot:
    """Return a map of one area with these skills, whose ids are `area/1`, `area/2`, ..."""
    skills = [
        Entry(f"area/{place}", name, "skill", (Placement((area, name), place + 1, "area"),))
        for place, name in enumerate(names, start=1)
    ]
    entries = (Entry("area", area, "area", (Placement((area,), 1, None),)), *skills)
    return Snapshot("map", 0, "", SkillMap(title, entries), prerequisites)


def inferred(
    source: int, target: int, confidence: float = 0.9, text: str = "Stands right before it."
) -> Prerequisite:
    """Return a prerequisite between two of these skills, counted from 1."""
    evidence = Evidence("sequence", text, (source + 1, target + 1), confidence)
    return Prerequisite(f"area/{source}", f"area/{target}", confidence, "inferred", (evidence,))
