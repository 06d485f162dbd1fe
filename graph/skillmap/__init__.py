"""Markdown -> SkillMap: areas, topics and skills, each with its line."""

from graph.skillmap.parse import parse_skill_map
from graph.skillmap.skill_map import SkillMap

__all__ = ["SkillMap", "parse_skill_map"]
