"""Markdown -> Snapshot: the core, end to end.

Which names are one skill is found out here, because it takes all that is known of a name: its own
words, outranked by the knowledge pack, outranked by what people decided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.inference import infer_prerequisites
from graph.inference.same_names import known_names
from graph.inference.shipped import shipped_pack
from graph.model import NameDecision
from graph.skillmap import SkillMap
from graph.skillmap.decode import decode
from graph.skillmap.identity import Ruling, name_key, slug
from graph.skillmap.parse import UNTITLED, ReadMap, read_map
from graph.snapshot import Snapshot

MAX_MAP_ID = 80
"""Characters of the id of a map."""
_RESERVED_ID = "default"
"""What every interface calls the oldest map, so no map's own id."""


def build(
    source: bytes | str,
    *,
    title: str = UNTITLED,
    map_id: str | None = None,
    name_decisions: Iterable[NameDecision] = (),
) -> Snapshot:
    r"""Read a map and infer its prerequisites.

    Args:
        source: The Markdown file.
        title: What the map is called if it does not say so itself.
        map_id: The map's id; None makes one from its title.
        name_decisions: What people decided about names that stand under several topics.

    Returns:
        The map at revision 0, with no decisions about prerequisites. Its graph is worked out, so it
        is known to be free of cycles.

    Raises:
        MapError: The file cannot be read as a skill map.
        CycleError: Prerequisites that the map states run in a circle.

    Examples:
        >>> snapshot = build("# Web\n## HTTP\n- HTTP\n- Caching (requires: HTTP)\n")
        >>> snapshot.map_id, list(snapshot.graph)
        ('web', ['http/http', 'http/caching'])
    """
    text = decode(source)
    decided = tuple(name_decisions)
    skill_map = _skill_map(read_map(text, title=title), decided)
    inference = infer_prerequisites(skill_map)
    report = replace(
        skill_map.report,
        remarks=tuple(
            sorted((*skill_map.report.remarks, *inference.remarks), key=lambda remark: remark.line)
        ),
        field_known=inference.field_known,
        order_used=inference.order_used,
    )
    return Snapshot(
        map_id=map_id or map_id_of(skill_map),
        revision=0,
        source=text,
        skill_map=replace(skill_map, report=report),
        inferred=inference.prerequisites,
        name_decisions=decided,
    ).with_decisions(())


def rebuild(snapshot: Snapshot, name_decisions: Iterable[NameDecision]) -> Snapshot:
    """Return a map as it would be, had people decided this about its names.

    It is read and inferred anew from its source. What people decided about prerequisites stays.

    Raises:
        CycleError: What the map states, and what people decided, runs in a circle then.
    """
    decided = tuple(name_decisions)
    if decided == snapshot.name_decisions:
        return snapshot
    new = build(
        snapshot.source,
        title=snapshot.skill_map.title,
        map_id=snapshot.map_id,
        name_decisions=decided,
    )
    new = replace(new, revision=snapshot.revision, moves=snapshot.moves)
    return new.with_decisions(snapshot.decisions)


def _skill_map(read: ReadMap, decided: Sequence[NameDecision]) -> SkillMap:
    """Return the map in which every name is as many skills as it is known, or decided, to be."""
    by_words = read.skill_map()
    joined = [name_key(m.name) for m in by_words.report.merged if len(m.ids) > 1]
    told_apart = dict.fromkeys(joined, Ruling("split", ""))
    apart = read.skill_map(told_apart) if joined else by_words
    rulings = known_names(apart, shipped_pack())
    rulings |= {name_key(made.name): _ruling(made) for made in decided}
    return read.skill_map(rulings) if rulings else by_words


def _ruling(made: NameDecision) -> Ruling:
    what = "one skill" if made.verdict == "merged" else "a skill for each topic"
    return Ruling(
        made.verdict, f"A person says that it is {what}" + (f": {made.note}" if made.note else ".")
    )


def map_id_of(skill_map: SkillMap) -> str:
    """Return the id of a map that is new: its title as a slug."""
    made = slug(skill_map.title)[:MAX_MAP_ID].strip("-") or slug(UNTITLED)
    return f"{made}-map" if made == _RESERVED_ID else made
