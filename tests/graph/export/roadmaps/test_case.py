import json
from collections import Counter

import jsonschema_rs
from hypothesis import given

from graph.export.roadmaps.case import write_case
from graph.export.roadmaps.plan import Plan
from graph.model import Decision
from tests.builders import stated
from tests.graph.export.roadmaps.plans import MADE_AT, many_skills, plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import inferred, nasty_names, snapshot_of

# What the JSON binding of CASE 1.1 (1EdTech, CFPackage) asks of the parts that are written here:
# names, types, what is required, and that nothing else may stand there. In our words, from the
# specification.
_UUID = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
}
_URI = {"type": "string", "format": "uri"}
_TEXT = {"type": "string"}
_TIME = {"type": "string", "format": "date-time"}
_TEXTS = {"type": "array", "items": _TEXT}


def _object(required, **optional):
    return {
        "type": "object",
        "properties": required | optional,
        "required": [*required],
        "additionalProperties": False,
    }


_LINK = _object({"title": _TEXT, "identifier": _UUID, "uri": _URI})
_NAMED = {"identifier": _UUID, "uri": _URI, "lastChangeDateTime": _TIME}
_DOCUMENT = _object(
    {**_NAMED, "creator": _TEXT, "title": _TEXT},
    caseVersion={"const": "1.1"},
    frameworkType=_TEXT,
    description=_TEXT,
    version=_TEXT,
    adoptionStatus={"enum": ["Private Draft", "Draft", "Adopted", "Deprecated"]},
    language=_TEXT,
    notes=_TEXT,
    publisher=_TEXT,
    subject=_TEXTS,
)
_ITEM = _object(
    {**_NAMED, "fullStatement": _TEXT},
    alternativeLabel=_TEXT,
    abbreviatedStatement=_TEXT,
    humanCodingScheme=_TEXT,
    listEnumeration=_TEXT,
    CFItemType=_TEXT,
    CFItemTypeURI=_LINK,
    conceptKeywords=_TEXTS,
    educationLevel=_TEXTS,
    language=_TEXT,
    notes=_TEXT,
)
_KINDS = (
    *("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo"),
    *("replacedBy", "exemplar", "hasSkillLevel", "isTranslationOf"),
)
_ASSOCIATION = _object(
    {
        **_NAMED,
        "associationType": {"enum": [*_KINDS]},
        "originNodeURI": _LINK,
        "destinationNodeURI": _LINK,
    },
    sequenceNumber={"type": "integer"},
    CFAssociationGroupingURI=_LINK,
    notes=_TEXT,
)
_GROUPING = _object({**_NAMED, "title": _TEXT}, description=_TEXT)
SCHEMA = _object(
    {"CFDocument": _DOCUMENT},
    CFItems={"type": "array", "items": _ITEM},
    CFAssociations={"type": "array", "items": _ASSOCIATION},
    CFDefinitions=_object({}, CFAssociationGroupings={"type": "array", "items": _GROUPING}),
)
VALIDATOR = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)


def read(plan: Plan) -> dict:
    package = json.loads(write_case(plan))
    VALIDATOR.validate(package)
    return package


def associations(package: dict, kind: str) -> list[tuple[str, str]]:
    """Return who is associated with whom, by name."""
    return [
        (found["originNodeURI"]["title"], found["destinationNodeURI"]["title"])
        for found in package["CFAssociations"]
        if found["associationType"] == kind
    ]


def test_what_is_learned_first_precedes_what_needs_it():
    assert associations(read(two_skills()), "precedes") == [("HTTP", "REST")]


def test_a_skill_is_the_child_of_its_topic_and_so_on_up_to_the_document():
    web = stated("""
        # Web
        - Typing
        ## APIs
        ### Styles
        - REST
    """)

    package = read(plan_of(web))

    assert associations(package, "isChildOf") == [
        ("Typing", "Web"),
        ("APIs", "Web"),
        ("Styles", "APIs"),
        ("REST", "Styles"),
    ]
    kinds = {item["fullStatement"]: item["CFItemType"] for item in package["CFItems"]}
    assert kinds == {"Typing": "Skill", "APIs": "Area", "Styles": "Topic", "REST": "Skill"}


def test_an_item_says_its_effort_and_what_the_map_says():
    web = stated("# Web\n## APIs\n- [REST](https://example.org) (3h) - how services talk\n")

    item = read(plan_of(web))["CFItems"][1]

    assert item["notes"] == "Effort: 3 h. how services talk https://example.org"
    assert item["humanCodingScheme"] == "apis/rest"
    assert item["lastChangeDateTime"] == MADE_AT


def test_associations_are_grouped_by_how_sure_they_are():
    said = Decision("area/3", "area/4", "accepted", MADE_AT)
    snapshot = snapshot_of(
        ["A", "B", "C", "D"], inferred(1, 2, 0.9), inferred(2, 3, 0.6), inferred(3, 4, 0.6)
    ).with_decisions([said])

    package = read(plan_of(snapshot))

    groups = [
        (
            found["CFAssociationGroupingURI"]["title"],
            found["CFAssociationGroupingURI"]["identifier"],
        )
        for found in package["CFAssociations"]
        if found["associationType"] == "precedes"
    ]
    titles = [
        "Prerequisites, inferred",
        "Prerequisites, suggested",
        "Prerequisites that people said",
    ]
    assert [title for title, _ in groups] == titles
    defined = {
        group["identifier"]: group["title"]
        for group in package["CFDefinitions"]["CFAssociationGroupings"]
    }
    assert {identifier: title for title, identifier in groups} == defined


def test_the_seed_map_is_complete_and_every_reference_leads_somewhere():
    package = read(seed_plan())

    counts = Counter(found["associationType"] for found in package["CFAssociations"])
    assert counts == {
        "isChildOf": len(package["CFItems"]),
        "precedes": len(seed_plan().prerequisites),
    }
    everything = [package["CFDocument"], *package["CFItems"], *package["CFAssociations"]]
    identifiers = [thing["identifier"] for thing in everything]
    assert len(set(identifiers)) == len(identifiers)
    assert {
        found[end]["identifier"]
        for found in package["CFAssociations"]
        for end in ("originNodeURI", "destinationNodeURI")
    } <= set(identifiers)


def test_a_later_export_of_the_same_map_has_the_same_identifiers():
    small, large = (read(many_skills(count, inferred(1, 2))) for count in (2, 3))

    identifiers = {item["fullStatement"]: item["identifier"] for item in large["CFItems"]}
    assert {
        item["fullStatement"]: item["identifier"] for item in small["CFItems"]
    }.items() <= identifiers.items()
    assert small["CFDocument"]["identifier"] == large["CFDocument"]["identifier"]
    other = read(plan_of(stated("# Other\n## Area\n- 1\n")))
    assert other["CFDocument"]["identifier"] != large["CFDocument"]["identifier"]


@given(nasty_names, nasty_names, nasty_names)
def test_every_name_comes_back(area, first, second):
    items = read(two_skills(first, second, area))["CFItems"]

    assert [item["fullStatement"] for item in items] == [area, first, second]
