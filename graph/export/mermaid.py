"""Snapshot -> Mermaid, which GitHub and many editors draw inside Markdown.

Only the transitive reduction is drawn; see `prerequisites`. Areas are boxes and topics are not:
Mermaid scatters boxes in boxes so widely that nobody can read the text in them.
"""

import json
import re
from collections.abc import Mapping

from graph.export.prerequisites import transitive_reduction
from graph.model import CONFIDENT, Entry, Prerequisite, SkillId
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot

MAX_ARROWS = 500
"""More are refused unless the page that runs Mermaid raises `maxEdges`; a text cannot."""
MAX_CHARACTERS = 50_000
"""As above, `maxTextSize`."""

# Inside quotes Mermaid still gives a meaning to HTML, Markdown, `\n`, `%%{`, `#...;` and its own
# placeholders, takes the last `;` from a line with "style", `:` and `#`, and a line with "direction
# LR" for a command. So whatever is below U+0100 and not a letter, a digit or harmless becomes a
# code, and so does that one space.
_SPECIAL = re.compile("[^\\w ,/\u0100-\U0010ffff]|_|(?<=direction) ")


def write_mermaid(snapshot: Snapshot, min_confidence: float) -> str:
    """Return a flowchart of the skills and their prerequisites of at least this confidence."""
    skill_map = snapshot.skill_map
    nodes = {entry.id: f"n{number}" for number, entry in enumerate(skill_map, start=1)}
    edges = transitive_reduction(snapshot.graph_at(min_confidence))
    drawing = "".join((*_boxes(skill_map, nodes), *(_arrow(edge, nodes) for edge in edges)))
    comments = [
        f"An arrow leads from a skill to what needs it, dotted below {CONFIDENT:g} sure.",
        "This is the transitive reduction: arrows that others imply are left out.",
    ]
    if len(edges) > MAX_ARROWS or len(drawing) > MAX_CHARACTERS:
        comments.append(
            f"Mermaid draws {MAX_ARROWS} arrows and {MAX_CHARACTERS} characters, and this is more: "
            "initialize it with a higher maxEdges and maxTextSize."
        )
    # JSON is YAML too, but for a few characters that YAML takes as codes only.
    title = json.dumps(skill_map.title, ensure_ascii=not skill_map.title.isprintable())
    head = "".join(f"  %% {comment}\n" for comment in comments)
    return f"---\ntitle: {title}\n---\nflowchart LR\n{head}{drawing}"


def _boxes(skill_map: SkillMap, nodes: Mapping[SkillId, str]) -> list[str]:
    """Return the areas with the skills in them, each skill in the first area that contains it."""
    boxes = []
    drawn: set[SkillId] = set()
    for top in skill_map.children[None]:
        inside = [skill for skill in skill_map.skills_under(top.id) if skill not in drawn]
        drawn.update(inside)
        lines = [f"{nodes[skill]}{label(_shown(skill_map[skill]))}\n" for skill in inside]
        if top.kind == "skill":
            boxes += [f"  {line}" for line in lines]
        elif lines:
            head = f"  subgraph {nodes[top.id]}{label(_shown(top))}\n    direction LR\n"
            boxes.append("".join((head, *(f"    {line}" for line in lines), "  end\n")))
    # Left to right, Mermaid stacks boxes from the bottom up.
    return boxes[::-1]


def _shown(entry: Entry) -> str:
    return f"{entry.emoji} {entry.name}".strip()


def label(text: str) -> str:
    """Return a box in which Mermaid shows a text as it is."""
    return '["' + _SPECIAL.sub(lambda char: f"#{ord(char[0])};", text) + '"]'


def _arrow(edge: Prerequisite, nodes: Mapping[SkillId, str]) -> str:
    arrow = "-->" if edge.confidence >= CONFIDENT else "-.->"
    return f"  {nodes[edge.source]} {arrow} {nodes[edge.target]}\n"
