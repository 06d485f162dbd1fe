"""Plan -> JSON, with the fields that the REST service answers."""

import json
from dataclasses import asdict

from graph.export.roadmaps.plan import Plan


def write_document(plan: Plan) -> str:
    """Return the roadmap as JSON."""
    return json.dumps(asdict(plan.roadmap), ensure_ascii=False, indent=2) + "\n"
