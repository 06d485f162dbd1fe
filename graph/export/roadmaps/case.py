"""Plan -> a 1EdTech CASE 1.1 package, for catalogues of competencies and learning systems.

The outline is `isChildOf`, from a skill to what contains it. CASE has no prerequisites; what comes
first `precedes` what needs it. How sure that is has no place in the standard, so the associations
are grouped: said by people, inferred and confident, only suggested. Whatever CASE 1.0 does not have
is left out, except for the version's own name.

Not part of it: dates, and how far somebody has come. A package describes what there is to learn.
"""

import json
from typing import Any

from graph.export.roadmaps.identifiers import identifier
from graph.export.roadmaps.plan import Plan
from graph.export.roadmaps.wording import hours
from graph.model import Entry, Prerequisite, SkillId, band_of

_Item = dict[str, Any]

_GROUPINGS = {
    "decided": ("Prerequisites that people said", "The map states them, or a person decided so."),
    "confident": ("Prerequisites, inferred", "Waypath inferred them from the map and is sure."),
    "suggested": ("Prerequisites, suggested", "Waypath inferred them, and a person should look."),
}
_TYPES = {"area": "Area", "topic": "Topic", "skill": "Skill"}


def write_case(plan: Plan) -> str:
    """Return a package (CFPackage): the steps, the areas and topics that hold them, their order."""
    package = _Package(plan)
    return json.dumps(package.content(), ensure_ascii=False, indent=2) + "\n"


class _Package:
    """What is written, with the identifiers that go through it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._map = plan.snapshot.skill_map
        self._efforts = {step.id: step.effort_hours for step in plan.steps}
        self._document = self._link("document", title=plan.title)

    def content(self) -> _Item:
        items = self._items()
        groupings = {self._grouping(edge) for edge in self._plan.prerequisites}
        return {
            "CFDocument": {
                **self._named(self._document),
                "creator": "Waypath",
                "title": self._plan.title,
                "caseVersion": "1.1",
                "description": f"A roadmap to {self._plan.goals}.",
                "version": str(self._plan.roadmap.revision),
                "adoptionStatus": "Draft",
            },
            "CFItems": [self._item(entry) for entry in items],
            "CFAssociations": [
                *(self._child(entry, number) for number, entry in enumerate(items, start=1)),
                *map(self._precedes, self._plan.prerequisites),
            ],
            "CFDefinitions": {
                "CFAssociationGroupings": [
                    {
                        **self._named(self._link(name, title=title)),
                        "title": title,
                        "description": why,
                    }
                    for name, (title, why) in _GROUPINGS.items()
                    if name in groupings
                ]
            },
        }

    def _items(self) -> list[Entry]:
        """Return what contains a step, and then the step, in the order of the roadmap."""
        found: dict[SkillId, Entry] = {}
        for step in self._plan.steps:
            branch = [self._map[step.id]]
            while branch[-1].parent is not None:
                branch.append(self._map[branch[-1].parent])
            found |= {entry.id: entry for entry in reversed(branch) if entry.id not in found}
        return list(found.values())

    def _item(self, entry: Entry) -> _Item:
        effort = f"Effort: {hours(self._efforts[entry.id])}." if entry.kind == "skill" else ""
        notes = " ".join(filter(None, (effort, entry.description, *entry.resources)))
        return {
            **self._named(self._entry_link(entry)),
            "fullStatement": entry.name,
            "humanCodingScheme": entry.id,
            "CFItemType": _TYPES[entry.kind],
            **({"notes": notes} if notes else {}),
        }

    def _child(self, entry: Entry, number: int) -> _Item:
        parent = (
            self._document if entry.parent is None else self._entry_link(self._map[entry.parent])
        )
        return {
            **self._association("isChildOf", self._entry_link(entry), parent),
            "sequenceNumber": number,
        }

    def _precedes(self, edge: Prerequisite) -> _Item:
        source, target = self._map[edge.source], self._map[edge.target]
        grouping = self._grouping(edge)
        return {
            **self._association("precedes", self._entry_link(source), self._entry_link(target)),
            "CFAssociationGroupingURI": self._link(grouping, title=_GROUPINGS[grouping][0]),
        }

    @staticmethod
    def _grouping(edge: Prerequisite) -> str:
        return band_of(edge.confidence) if edge.status == "inferred" else "decided"

    def _association(self, kind: str, origin: _Item, destination: _Item) -> _Item:
        name = self._link(kind, origin["identifier"], destination["identifier"])
        return {
            **self._named(name),
            "associationType": kind,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
        }

    def _named(self, link: _Item) -> _Item:
        changed = {"lastChangeDateTime": self._plan.made_at}
        return {"identifier": link["identifier"], "uri": link["uri"], **changed}

    def _entry_link(self, entry: Entry) -> _Item:
        return self._link("entry", entry.id, title=entry.name)

    def _link(self, *parts: str, title: str = "") -> _Item:
        found = identifier(self._plan.snapshot.map_id, *parts)
        return {"title": title, "identifier": found, "uri": f"urn:uuid:{found}"}
