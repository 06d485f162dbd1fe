import json

from hypothesis import given, settings
from pyld import jsonld

from graph.export.roadmaps.json_ld import write_json_ld
from graph.export.roadmaps.plan import Plan
from tests.builders import stated
from tests.graph.export.roadmaps.plans import plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import nasty_names

SCHEMA = "https://schema.org/"
# The part of the context at schema.org that is used here; tests reach no network.
CONTEXT = {
    "@context": {"@vocab": SCHEMA, "url": {"@type": "@id"}, "itemListOrder": {"@type": "@id"}}
}
# Which types have which property, from the vocabulary at schema.org/docs/developers.html.
PROPERTIES = {
    "ItemList": {"name", "description", "itemListOrder", "numberOfItems", "itemListElement"},
    "ListItem": {"position", "item"},
    "LearningResource": {
        *("name", "description", "url", "keywords", "timeRequired", "teaches"),
        "competencyRequired",
    },
    "DefinedTerm": {"name", "termCode", "inDefinedTermSet"},
    "DefinedTermSet": {"name"},
}


def load(address, _options):
    assert address == "https://schema.org"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": CONTEXT,
    }


def expanded(plan: Plan) -> dict:
    """Return the document as a JSON-LD processor understands it."""
    [document] = jsonld.expand(json.loads(write_json_ld(plan)), {"documentLoader": load})
    return document


def nodes(thing) -> list[dict]:
    """Return all nodes of an expanded document that have a type."""
    if isinstance(thing, list):
        return [node for part in thing for node in nodes(part)]
    if not isinstance(thing, dict):
        return []
    own = [thing] if "@type" in thing and "@value" not in thing else []
    return own + [node for value in thing.values() for node in nodes(value)]


def resources(plan: Plan) -> list[dict]:
    found = expanded(plan)[f"{SCHEMA}itemListElement"]
    return [element[f"{SCHEMA}item"][0] for element in found]


def value(node: dict, name: str):
    [found] = node[SCHEMA + name]
    return found.get("@value", found.get("@id"))


def test_a_step_requires_what_is_learned_first():
    first, second = resources(two_skills())

    assert f"{SCHEMA}competencyRequired" not in first
    [required] = second[f"{SCHEMA}competencyRequired"]
    [taught] = first[f"{SCHEMA}teaches"]
    assert required["@id"] == taught["@id"] != second[f"{SCHEMA}teaches"][0]["@id"]


def test_a_step_says_what_it_teaches_and_how_long_it_takes():
    web = stated("# Web\n## APIs\n- [REST](https://example.org/) (90 min) - how services talk\n")

    [rest] = resources(plan_of(web))

    assert rest["@type"] == [f"{SCHEMA}LearningResource"]
    assert value(rest, "name") == "REST"
    assert value(rest, "timeRequired") == "PT1H30M"
    assert value(rest, "description") == "how services talk"
    assert value(rest, "url") == "https://example.org/"
    [term] = rest[f"{SCHEMA}teaches"]
    assert value(term, "termCode") == "apis/rest"


def test_durations_are_iso_8601():
    for effort, duration in (("4h", "PT4H"), ("30 min", "PT30M"), ("0.01h", "PT1M")):
        [skill] = resources(plan_of(stated(f"- Skill ({effort})\n")))
        assert value(skill, "timeRequired") == duration


def test_the_seed_map_is_a_list_in_order_in_the_words_of_the_vocabulary():
    document = expanded(seed_plan())

    positions = [value(element, "position") for element in document[f"{SCHEMA}itemListElement"]]
    assert positions == [*range(1, len(seed_plan().steps) + 1)]
    found = [value(resource, "name") for resource in resources(seed_plan())]
    assert found == [step.name for step in seed_plan().steps]
    for node in nodes(document):
        [kind] = node["@type"]
        used = {name for name in node if not name.startswith("@")}
        assert used <= {SCHEMA + name for name in PROPERTIES[kind.removeprefix(SCHEMA)]}


def test_a_triple_store_reads_it():
    dataset = jsonld.to_rdf(json.loads(write_json_ld(seed_plan())), {"documentLoader": load})

    required = [
        triple
        for triple in dataset["@default"]
        if triple["predicate"]["value"] == f"{SCHEMA}competencyRequired"
    ]
    assert len(required) == len(seed_plan().prerequisites)


@given(nasty_names, nasty_names)
@settings(max_examples=50)
def test_every_name_comes_back(first, second):
    assert [value(found, "name") for found in resources(two_skills(first, second))] == [
        first,
        second,
    ]
