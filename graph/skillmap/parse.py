"""Text or bytes of a map -> SkillMap: the steps of this package in order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graph.errors import EmptyMapError
from graph.model import Kind, Remark, Repair, Report
from graph.skillmap.decode import decode, repair
from graph.skillmap.front_matter import read_order
from graph.skillmap.identity import (
    Draft,
    Rulings,
    assign_slugs,
    entry_of,
    join_same_skills,
    name_key,
)
from graph.skillmap.label import Label, read_label
from graph.skillmap.outline import Outline, OutlineItem, read_outline
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
    return read_map(source, title=title).skill_map()


def read_map(source: bytes | str, *, title: str = UNTITLED) -> "ReadMap":
    """Read a skill map up to where it is decided which names are one skill.

    Arguments and errors are those of `parse_skill_map`.
    """
    text, repaired = repair(decode(source))
    outline = read_outline(text)
    items = outline.items
    labels = {id(item): read_label(item.inline, is_heading=item.role != "bullet") for item in items}
    if not any(labels[id(item)].name and _kind(item, labels) == "skill" for item in items):
        raise EmptyMapError(_nothing_found(text, items))
    return ReadMap(title, repaired, outline, labels)


@dataclass(frozen=True, slots=True)
class ReadMap:
    """A file as read, from which the map is made as often as more is known about its names."""

    title: str
    """What the map is called if it does not say so itself."""
    repaired: tuple[Repair, ...]
    outline: Outline
    labels: Mapping[int, Label]
    """What each item of the outline says, by its identity."""

    def skill_map(self, rulings: Rulings = MappingProxyType({})) -> SkillMap:
        """Return the map if these rulings hold. Where there is none, a name's words decide."""
        items = self.outline.items
        titles = [self.labels[id(item)].name for item in items if item.role == "title"]
        order, not_understood = read_order(self.outline.front_matter)
        remarks = [*self.outline.remarks, *not_understood]
        drafts = _drafts(items, self.labels, remarks)
        siblings: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            siblings[id(draft.parent)].append(draft)
        for group in siblings.values():
            assign_slugs(group)
        merged, homonyms = join_same_skills(drafts, rulings)
        remarks.sort(key=lambda remark: remark.line)
        return SkillMap(
            title=next(filter(None, titles), self.title),
            entries=tuple(entry_of(draft) for draft in drafts if not draft.same_as),
            report=Report(self.repaired, merged, homonyms, tuple(remarks)),
            order=order,
        )


def _drafts(
    items: Sequence[OutlineItem], labels: Mapping[int, Label], remarks: list[Remark]
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


def _kind(item: OutlineItem, labels: Mapping[int, Label]) -> Kind:
    if item.role in ("title", "area"):
        return "area"
    if item.role == "topic" or _has_named(item, labels):
        return "topic"
    return "skill"


def _has_named(item: OutlineItem, labels: Mapping[int, Label]) -> bool:
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
