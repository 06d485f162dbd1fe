"""Text or bytes of a map -> SkillMap: the steps of this package in order."""

from collections import defaultdict
from collections.abc import Sequence

from graph.errors import EmptyMapError
from graph.model import Kind, Remark, Report
from graph.skillmap.decode import decode, repair
from graph.skillmap.identity import Draft, assign_slugs, entry_of, join_same_skills, name_key
from graph.skillmap.label import Label, read_label
from graph.skillmap.outline import OutlineItem, read_outline
from graph.skillmap.skill_map import SkillMap

UNTITLED = "Skill map"
"""Title of a map that has none and for which the caller knows none."""


def parse_skill_map(source: bytes | str, *, title: str = UNTITLED) -> SkillMap:
    r"""Read a skill map written in Markdown.

    `#` is the title, `##` an area, a deeper heading and a bullet with bullets under it a topic, any
    other bullet a skill. The rest of the file is passed over.

    Args:
        source: The file: UTF-8 (or UTF-16 with a byte order mark), or text.
        title: What the map is called if it does not say so itself.

    Returns:
        The map with everything that was found, at least one skill, and a report.

    Raises:
        MapEncodingError: The bytes are not text.
        MapTooLargeError: The file is over a size limit.
        MapNestingError: Bullets are nested too deep.
        EmptyMapError: There is no skill in the file.

    Examples:
        >>> skill_map = parse_skill_map("# Cook\n## Eggs\n- Boil\n- Fry (1h)\n")
        >>> [(entry.id, entry.kind, entry.line) for entry in skill_map]
        [('eggs', 'area', 2), ('eggs/boil', 'skill', 3), ('eggs/fry', 'skill', 4)]

    Time: linear in the size of the file, some seconds a megabyte.
    """
    text, repaired = repair(decode(source))
    outline = read_outline(text)
    items = outline.items
    labels = {id(item): read_label(item.inline, is_heading=item.role != "bullet") for item in items}
    titles = [labels[id(item)].name for item in items if item.role == "title"]
    remarks = [*outline.remarks]
    drafts = _drafts(items, labels, remarks)
    if not any(draft.kind == "skill" for draft in drafts):
        raise EmptyMapError(_nothing_found(text, items))
    siblings: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        siblings[id(draft.parent)].append(draft)
    for group in siblings.values():
        assign_slugs(group)
    merged, homonyms = join_same_skills(drafts)
    return SkillMap(
        title=next(filter(None, titles), title),
        entries=tuple(entry_of(draft) for draft in drafts if not draft.same_as),
        report=Report(repaired, merged, homonyms, tuple(sorted(remarks, key=lambda r: r.line))),
    )


def _drafts(
    items: Sequence[OutlineItem], labels: dict[int, Label], remarks: list[Remark]
) -> list[Draft]:
    """Return areas, topics and skills, each once for every parent and name, in map order."""
    drafts: list[Draft] = []
    top: dict[tuple[str, bool], Draft] = {}
    placed: dict[int, Draft | None] = {}
    for item in items:
        if item.role == "title":
            continue
        label = labels[id(item)]
        parent = placed.get(id(item.parent))
        if not label.name:
            # What stands under a bullet without a name stands under the bullet's own parent.
            placed[id(item)] = parent
            if not item.children:
                remarks.append(Remark(item.line, "This has no name, so it was left out."))
            continue
        if "(requires" in label.name.casefold():
            remarks.append(
                Remark(
                    item.line,
                    "This was read as part of the name. To state prerequisites, write "
                    "“(requires: …)”, with a colon and a closing parenthesis.",
                )
            )
        kind = _kind(item, labels)
        group = parent.children if parent else top
        key = (name_key(label.name), kind == "skill")
        if key not in group:
            group[key] = Draft(kind, label, parent)
            drafts.append(group[key])
        draft = placed[id(item)] = group[key]
        draft.labels.append(label)
        draft.places.append((parent, item.line))
    return drafts


def _kind(item: OutlineItem, labels: dict[int, Label]) -> Kind:
    if item.role == "area":
        return "area"
    if item.role == "topic" or _has_named(item, labels):
        return "topic"
    return "skill"


def _has_named(item: OutlineItem, labels: dict[int, Label]) -> bool:
    todo = list(item.children)
    while todo:
        child = todo.pop()
        if labels[id(child)].name:
            return True
        todo += child.children
    return False


def _nothing_found(text: str, items: Sequence[OutlineItem]) -> str:
    how = "Write skills as bullets, `- Indexing`, under headings, `## Databases`"
    if not text.strip():
        return f"the file is empty. {how}"
    if not items:
        return f"there is no heading and no bullet in the file, so no skill. {how}"
    return f"there is no bullet with a name in the file, so no skill. {how}"
