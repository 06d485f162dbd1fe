import json
from dataclasses import asdict

from graph.export.roadmaps.document import write_document
from tests.graph.export.roadmaps.plans import seed_plan


def test_the_json_has_the_fields_of_the_answer():
    answer = asdict(seed_plan().roadmap)

    assert json.loads(write_document(seed_plan())) == json.loads(json.dumps(answer))
