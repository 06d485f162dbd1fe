"""Markdown -> Snapshot: the core, end to end."""

from dataclasses import replace

from graph.inference import infer_prerequisites
from graph.skillmap import SkillMap, parse_skill_map
from graph.skillmap.decode import decode
from graph.skillmap.identity import slug
from graph.skillmap.parse import UNTITLED
from graph.snapshot import Snapshot

MAX_MAP_ID = 80
"""Characters of the id of a map."""
_RESERVED_ID = "default"
"""What every interface calls the oldest map, so no map's own id."""


def build(source: bytes | str, *, title: str = UNTITLED, map_id: str | None = None) -> Snapshot:
    r"""Read a map and infer its prerequisites.

    Args:
        source: The Markdown file.
        title: What the map is called if it does not say so itself.
        map_id: The map's id; None makes one from its title.

    Returns:
        The map at revision 0, with no decisions. Its graph is worked out, so it is known to be
        free of cycles.

    Raises:
        MapError: The file cannot be read as a skill map.
        CycleError: Prerequisites that the map states run in a circle.

    Examples:
        >>> snapshot = build("# Web\n## HTTP\n- HTTP\n- Caching (requires: HTTP)\n")
        >>> snapshot.map_id, list(snapshot.graph)
        ('web', ['http/http', 'http/caching'])
    """
    text = decode(source)
    skill_map = parse_skill_map(text, title=title)
    inference = infer_prerequisites(skill_map)
    report = replace(
        skill_map.report,
        remarks=tuple(
            sorted((*skill_map.report.remarks, *inference.remarks), key=lambda remark: remark.line)
        ),
    )
    return Snapshot(
        map_id=map_id or map_id_of(skill_map),
        revision=0,
        source=text,
        skill_map=replace(skill_map, report=report),
        inferred=inference.prerequisites,
    ).with_decisions(())


def map_id_of(skill_map: SkillMap) -> str:
    """Return the id of a map that is new: its title as a slug."""
    made = slug(skill_map.title)[:MAX_MAP_ID].strip("-") or slug(UNTITLED)
    return f"{made}-map" if made == _RESERVED_ID else made
