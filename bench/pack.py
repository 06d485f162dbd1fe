"""Whether the knowledge pack keeps its own rules, how much it knows, and what of a map.

    python -m bench.pack             what the linter finds in seeds/knowledge, and the fields' sizes
    python -m bench.pack MAP.md      which concepts each skill of a map is, how surely, or none

The rules are those of docs/knowledge-pack.md. An error is wrong whatever one thinks of the field,
and makes the exit code 1; a remark is worth a look, and may stay as it is. For a circle, one of a
choice counts like any other need: a way to learn something that leads back to it is no way.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import networkx as nx
import yaml
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graph import SkillMap, parse_skill_map
from graph.inference.evidence.outline import BASIC
from graph.inference.knowledge_pack import Concept, Words, read_concept, words
from graph.inference.linking import Links, link_skills
from graph.inference.shipped import shipped_pack

KNOWLEDGE = Path(__file__).parent.parent / "seeds" / "knowledge"

Document: TypeAlias = Mapping[str, Any]
"""A field as it stands in its file."""

FIELD_KEYS: Mapping[str, type] = {
    **dict.fromkeys(("field", "domain", "about"), str),
    **dict.fromkeys(("around", "concepts"), list),
}
CONCEPT_KEYS: Mapping[str, type] = {
    "name": str,
    **dict.fromkeys(("aliases", "local", "around", "needs", "helps"), list),
    **dict.fromkeys(("part_of", "note"), str),
}
REQUIRED = frozenset({"field", "about", "concepts", "name"})

MAX_TOLD = 20
"""Remarks of one rule that are printed; the others are counted."""


class Finding(NamedTuple):
    """Something that is wrong, or worth a look."""

    rule: str
    where: str
    """The name of the concept, or of the field."""
    text: str


# Reading


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML in which a key that stands twice is an error, where the last would silently count."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        counted = Counter(key.value for key, _ in node.value)
        if twice := [key for key, count in counted.items() if count > 1]:
            problem = f"the key {twice[0]} stands twice"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found


def read_field(text: str | bytes) -> Document:
    """Return the field that a YAML text holds.

    Raises:
        yaml.YAMLError: The text is no YAML, or a key stands twice.
    """
    document: Document = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    return document


def read_fields(folder: Path = KNOWLEDGE) -> dict[str, Document]:
    """Return the fields of a folder by the name of their file."""
    return {path.name: read_field(path.read_bytes()) for path in sorted(folder.glob("*.yaml"))}


# Errors


def errors(fields: Iterable[Document]) -> list[Finding]:
    """Return what is wrong in a pack of these fields; what has no proper form is told alone."""
    fields = list(fields)
    if malformed := [finding for field in fields for finding in _malformed(field)]:
        return malformed
    concepts = _concepts(fields)
    found = [*_fields_told_twice(fields), *_names_used_twice(concepts), *_unknown_names(concepts)]
    found += [*_bad_local_names(concepts), *_needs_told_twice(concepts)]
    return [*found, *_wholes_between(concepts), *_circles(concepts)]


def _concepts(fields: Iterable[Document]) -> list[Concept]:
    return [read_concept(field["field"], entry) for field in fields for entry in field["concepts"]]


def _malformed(field: Document) -> Iterator[Finding]:
    yield from _bad_values(field, FIELD_KEYS, str(field.get("field")))
    entries = field.get("concepts")
    for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
        where = f"{field.get('field')}, concept {number}"
        if isinstance(entry, Mapping):
            where = str(entry.get("name") or where)
            yield from _bad_values(entry, CONCEPT_KEYS, where)
            yield from _bad_choices(entry, where)
        else:
            yield Finding("form", where, f"{entry!r} is no concept")


def _bad_values(values: Document, keys: Mapping[str, type], where: str) -> Iterator[Finding]:
    for key in keys:
        if key not in values and key in REQUIRED:
            yield Finding("form", where, f"{key} is missing")
    for key, value in values.items():
        if key not in keys:
            yield Finding("unused key", where, f"nobody reads {key!r}")
        elif not isinstance(value, keys[key]):
            yield Finding("form", where, f"{key} is no {keys[key].__name__}: {value!r}")
        elif key != "concepts":
            yield from (
                Finding("form", where, f"{key} holds {text!r}, which is no name")
                for text in _leaves(value, depth=2 if key == "needs" else 1)
                if not isinstance(text, str) or not text.strip()
            )


def _bad_choices(entry: Document, where: str) -> Iterator[Finding]:
    needs = entry.get("needs")
    for need in needs if isinstance(needs, list) else ():
        if isinstance(need, list) and len(need) < 2:
            yield Finding("choice of one", where, f"{need!r} leaves nothing to choose")


def _leaves(value: object, depth: int) -> Iterator[object]:
    if isinstance(value, list) and depth:
        for part in value:
            yield from _leaves(part, depth - 1)
    else:
        yield value


def _fields_told_twice(fields: Iterable[Document]) -> Iterator[Finding]:
    for name, count in Counter(field["field"] for field in fields).items():
        if count > 1:
            yield Finding("told twice", name, "is the field of more than one file")


def _names_used_twice(concepts: Iterable[Concept]) -> Iterator[Finding]:
    owners: dict[Words, list[tuple[Concept, str]]] = defaultdict(list)
    for concept in concepts:
        for name in dict.fromkeys((concept.name, *concept.aliases)):
            if not words(name):
                yield Finding("form", concept.name, f"“{name}” holds no word")
            elif all(concept is not owner for owner, _ in owners[words(name)]):
                owners[words(name)].append((concept, name))
    for (first, name), *others in owners.values():
        for other, same in others:
            text = f"“{same}” is “{name}” of “{first.name}” ({first.field}) as well"
            yield Finding("name used twice", other.name, text)


def _unknown_names(concepts: Sequence[Concept]) -> Iterator[Finding]:
    names = {concept.name for concept in concepts}
    owners = {words(name): c.name for c in concepts for name in (c.name, *c.aliases)}
    for concept in concepts:
        wholes = [concept.part_of] if concept.part_of else []
        for name in (*_needed(concept), *concept.helps, *wholes):
            if name not in names:
                owner = owners.get(words(name))
                hint = f"; that is “{owner}”" if owner else ""
                yield Finding("unknown name", concept.name, f"no concept is called “{name}”{hint}")


def _needed(concept: Concept) -> list[str]:
    return [name for group in concept.needs for name in group]


def _needs_told_twice(concepts: Iterable[Concept]) -> Iterator[Finding]:
    for concept in concepts:
        alone = Counter(group[0] for group in concept.needs if len(group) == 1)
        choices = [Counter(group) for group in concept.needs if len(group) > 1]
        for name in dict.fromkeys(_needed(concept)):
            if alone[name] + max((choice[name] for choice in choices), default=0) > 1:
                yield Finding("told twice", concept.name, f"needs “{name}” more than once")
            if name in concept.helps:
                yield Finding("told twice", concept.name, f"needs “{name}”, which helps as well")


def _bad_local_names(concepts: Sequence[Concept]) -> Iterator[Finding]:
    owners = {words(name): c.name for c in concepts for name in (c.name, *c.aliases)}
    for concept in concepts:
        if concept.around and not concept.local:
            yield Finding("local name", concept.name, "around decides nothing without local")
        for name in concept.local:
            owner = owners.get(words(name))
            if owner == concept.name:
                text = f"“{name}” means it everywhere, so it is no local name"
                yield Finding("local name", concept.name, text)
            elif not concept.around:
                other = f", and it is a name of “{owner}”" if owner else ""
                text = f"no words around say where “{name}” means it{other}"
                yield Finding("local name", concept.name, text)


def _wholes_between(concepts: Sequence[Concept]) -> Iterator[Finding]:
    by_name = {concept.name: concept for concept in concepts}
    for part in concepts:
        whole = by_name.get(part.part_of or "")
        if whole and whole.name in _needed(part) and part.name in _needed(whole):
            text = f"needs its whole “{whole.name}” and is needed by it"
            yield Finding("whole and part", part.name, text)


def _circles(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Yield a shortest circle through the first concept of each knot of needs, and of wholes."""
    needs = [(c.name, needed) for c in concepts for needed in _needed(c)]
    wholes = [(c.name, c.part_of) for c in concepts if c.part_of]
    for verb, edges in (("needs", needs), ("is part of", wholes)):
        graph = nx.DiGraph(edges)
        place = {name: number for number, name in enumerate(graph)}
        for knot in nx.strongly_connected_components(graph):
            first = min(knot, key=place.__getitem__)
            ways = [
                nx.shortest_path(graph, after, first) for after in graph[first] if after in knot
            ]
            if ways:
                text = f", which {verb} ".join(f"“{name}”" for name in min(ways, key=len))
                yield Finding("circle", first, f"{verb} {text}")


# Remarks


def remarks(fields: Iterable[Document]) -> list[Finding]:
    """Return what is worth a look in a pack of these fields, which has no errors."""
    concepts = _concepts(fields)
    return [*_beginnings(concepts), *_unreached(concepts), *_needless_names(concepts)]


def _beginnings(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Yield the basics that need what is a part of them: the arrow may point the wrong way."""
    by_name = {concept.name: concept for concept in concepts}
    for basics in concepts:
        for name in _needed(basics) if words(basics.name)[-1] in BASIC else ():
            if by_name[name].part_of == basics.name:
                yield Finding("direction", basics.name, f"needs “{name}”, which is part of it")


def _unreached(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Yield the concepts that have no needs, and that no other one needs or is helped by."""
    reached = {name for c in concepts for name in (*_needed(c), *c.helps)}
    for concept in concepts:
        if not concept.needs and concept.name not in reached:
            yield Finding("unreached", concept.name, "needs nothing, and nothing needs it")


def _needless_names(concepts: Sequence[Concept]) -> Iterator[Finding]:
    for concept in concepts:
        names = Counter(map(words, (concept.name, *concept.aliases)))
        for name, count in names.items():
            if count > 1:
                text = f"{count} names are the same when compared: {' '.join(name)}"
                yield Finding("needless alias", concept.name, text)


# Printing


def print_findings(console: Console, title: str, findings: Sequence[Finding], most: int) -> None:
    """Print how many findings there are, and at most so many of each rule."""
    count = Counter(finding.rule for finding in findings)
    console.print(f"[bold]{title}: {len(findings)}[/]")
    told: Counter[str] = Counter()
    for finding in findings:
        told[finding.rule] += 1
        if told[finding.rule] <= most:
            console.print(f"{finding.rule}: “{finding.where}” {finding.text}", markup=False)
    for rule, number in count.items():
        console.print(f"{rule}: {number} in all", style="bold")


def print_sizes(console: Console, fields: Mapping[str, Document]) -> None:
    """Print how many concepts each field has."""
    table = Table("field", "file", "concepts")
    for name, field in fields.items():
        table.add_row(field["field"], name, str(len(field["concepts"])))
    table.add_row("all", "", str(sum(len(field["concepts"]) for field in fields.values())))
    console.print(table)


def print_links(console: Console, skill_map: SkillMap, links: Links) -> None:
    """Print which concepts each skill of a map is, and how surely."""
    table = Table("line", "skill", "concepts")
    for skill in skill_map.skills:
        found = [f"{link.concept} {link.certainty:.2f}" for link in links.get(skill.id, ())]
        table.add_row(str(skill.line), escape(skill.name), ", ".join(found) or "[red]none[/]")
    console.print(table)
    console.print(f"{len(links)} of {len(skill_map.skills)} skills are concepts of the pack.")


def main(*arguments: str) -> int:
    """Print what is asked for, and return the exit code."""
    console = Console(width=120)
    if arguments:
        skill_map = parse_skill_map(Path(arguments[0]).read_bytes())
        print_links(console, skill_map, link_skills(skill_map, shipped_pack()))
        return 0
    fields = read_fields()
    wrong = errors(fields.values())
    print_findings(console, "Errors", wrong, len(wrong))
    if not wrong:
        print_findings(console, "Remarks", remarks(fields.values()), MAX_TOLD)
        print_sizes(console, fields)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
