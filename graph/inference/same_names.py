"""Which names of a map are one skill wherever they stand, as far as the knowledge pack tells.

A name that stands under several topics is looked up at each of its places, as if it were a skill of
its own there. *JWT* is the same concept under *Security* and under *APIs*; *Volumes* is one thing
under *Docker* and another under *Kubernetes*. Where a map's field is not known, or a place is not
understood, nothing is said.

Not its job: what the name's own words say (`skillmap.identity`), or a person (`build`).
"""

from collections import defaultdict
from collections.abc import Container, Sequence

from graph.inference.knowledge_pack import KnowledgePack, words
from graph.inference.linking import Links, link_skills
from graph.model import Entry, SkillId
from graph.skillmap import SkillMap
from graph.skillmap.identity import Ruling, name_key

SURE = 0.8
"""Certainty from which on a place means a concept. Over it lie whole names that the surroundings do
not speak against; below it the parts of a name, what it has in parentheses, and whole names of a
field that is strange to the map. Range: 0 to 1."""

_BOTH = 2


def known_names(apart: SkillMap, pack: KnowledgePack) -> dict[str, Ruling]:
    """Return what the pack says about names that several skills have.

    A name is several skills if two of its places surely mean different concepts, and one skill if
    all of them surely mean the same. A concept that is called so only where its surroundings fit
    makes no two skills one: what fits may be the title, and that stands over all of them.

    Args:
        apart: The map in which each topic has a skill of its own for a name.
        pack: The knowledge pack.

    Returns:
        A ruling for each name about which the pack is sure, by `name_key`.
    """
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for skill in apart.skills:
        by_name[name_key(skill.name)].append(skill)
    shared = {key: skills for key, skills in by_name.items() if len(skills) > 1}
    if not shared:
        return {}
    links = link_skills(apart, pack)
    rulings = {}
    for key, skills in shared.items():
        local = pack.named_locally(words(skills[0].name))
        if ruling := _ruling(apart, skills, links, local):
            rulings[key] = ruling
    return rulings


def _ruling(
    apart: SkillMap, skills: Sequence[Entry], links: Links, local: Container[str]
) -> Ruling | None:
    meant = [(skill, _meant(skill.id, links)) for skill in skills]
    concepts = {concept for _, concept in meant if concept}
    if len(concepts) > 1:
        places = " and ".join(
            f"{concept} under {_where(apart, skill)}" for skill, concept in meant if concept
        )
        return Ruling("split", f"In the knowledge pack it means {places}.")
    if all(concept and concept not in local for _, concept in meant):
        everyone = "Both" if len(skills) == _BOTH else "All"
        return Ruling("merged", f"{everyone} mean {concepts.pop()} in the knowledge pack.")
    return None


def _meant(skill: SkillId, links: Links) -> str | None:
    """Return the one concept that a skill surely is, or None if there is none or are several."""
    sure = [link.concept for link in links.get(skill, ()) if link.certainty >= SURE]
    return sure[0] if len(sure) == 1 else None


def _where(apart: SkillMap, skill: Entry) -> str:
    topic = skill.path[-2] if len(skill.path) > 1 else apart.title
    return f"{topic} (line {skill.line})"
