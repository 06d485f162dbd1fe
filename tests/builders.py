"""Small values drawn as text, so that a test shows what it is about."""

import textwrap
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import yaml

from graph import SkillGraph, SkillMap, Snapshot, build, parse_skill_map
from graph.inference.knowledge_pack import KnowledgePack, read_pack

SEED_MAP = Path(__file__).parent.parent / "seeds" / "backend-skill-map.md"
JUGGLING = """\
# Juggling
## Balls
- Throwing From Hand To Hand
- Three-Ball Cascade
- Reverse Cascade
- Mills Mess
## Clubs
- Single Spin
- Double Spins
"""
"""A map of a field that the knowledge pack does not know."""


def skill_graph(drawing: str) -> SkillGraph:
    """Return the graph of a drawing: one chain `a -> b -> c`, or one skill, a line."""
    chains = [[skill.strip() for skill in line.split("->")] for line in drawing.split("\n")]
    chains = [chain for chain in chains if any(chain)]
    skills = [skill for chain in chains for skill in chain]
    return SkillGraph([edge for chain in chains for edge in pairwise(chain)], skills)


def skill_map(markdown: str) -> SkillMap:
    """Return the map that an indented Markdown text holds."""
    return parse_skill_map(textwrap.dedent(markdown).strip("\n"))


def snapshot(markdown: str) -> Snapshot:
    """Return an indented Markdown text, read and inferred."""
    return build(textwrap.dedent(markdown).strip("\n"))


def stated(markdown: str) -> Snapshot:
    """Return an indented Markdown text, read, with only the prerequisites that it states."""
    read = snapshot(markdown)
    return replace(read, inferred=tuple(e for e in read.inferred if e.status == "asserted"))


def knowledge_pack(*fields: str) -> KnowledgePack:
    """Return the pack that indented YAML texts hold, a field each."""
    return read_pack(yaml.safe_load(textwrap.dedent(field)) for field in fields)
