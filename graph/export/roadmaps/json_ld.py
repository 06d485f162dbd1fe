"""Plan -> JSON-LD in the words of schema.org, for search engines and knowledge graphs.

The roadmap is a list. A step is something to learn from (`LearningResource`) that teaches a term
and requires others; a term alone can have no prerequisites there. `competencyRequired` leads from
a skill to what comes before it, against the arrow of Waypath.

Not part of it: dates, since schema.org has no word for when somebody plans to learn.
"""

import json
from typing import Any

from graph.export.roadmaps.identifiers import identifier
from graph.export.roadmaps.plan import Plan
from graph.roadmap.plan import Step

_Node = dict[str, Any]

_MINUTES_PER_HOUR = 60


def write_json_ld(plan: Plan) -> str:
    """Return a document with the steps in order."""
    elements = [
        {"@type": "ListItem", "position": number, "item": _resource(step, plan)}
        for number, step in enumerate(plan.steps, start=1)
    ]
    document = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "@id": _name(plan, "roadmap", *plan.roadmap.goals),
        "name": f"Roadmap: {plan.title}",
        "description": f"What to learn, in order, to reach {plan.goals}.",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(elements),
        "itemListElement": elements,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _resource(step: Step, plan: Plan) -> _Node:
    entry = plan.entry(step)
    return {
        "@type": "LearningResource",
        "@id": _name(plan, "resource", step.id),
        "name": step.name,
        "keywords": list(plan.above(step)),
        "timeRequired": _duration(step.effort_hours),
        "teaches": {
            "@type": "DefinedTerm",
            "@id": _term(plan, step.id),
            "name": step.name,
            "termCode": step.id,
            "inDefinedTermSet": {
                "@type": "DefinedTermSet",
                "@id": _name(plan, "map"),
                "name": plan.title,
            },
        },
        **({"description": entry.description} if entry.description else {}),
        **({"url": list(entry.resources)} if entry.resources else {}),
        **(
            {"competencyRequired": [_required(skill, plan) for skill in step.because]}
            if step.because
            else {}
        ),
    }


def _required(skill: str, plan: Plan) -> _Node:
    name = plan.snapshot.skill_map[skill].name
    return {"@type": "DefinedTerm", "@id": _term(plan, skill), "name": name}


def _duration(hours: float) -> str:
    """Return an effort as an ISO 8601 duration."""
    whole, minutes = divmod(round(hours * _MINUTES_PER_HOUR), _MINUTES_PER_HOUR)
    return "PT" + (f"{whole}H" if whole else "") + (f"{minutes}M" if minutes or not whole else "")


def _term(plan: Plan, skill: str) -> str:
    return _name(plan, "entry", skill)


def _name(plan: Plan, *parts: str) -> str:
    return f"urn:uuid:{identifier(plan.snapshot.map_id, *parts)}"
