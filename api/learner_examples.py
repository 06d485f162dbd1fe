"""Examples of questions and answers about a learner, given by the library about a small map."""

from collections.abc import Mapping
from dataclasses import replace

from api.schemas import learners as schemas
from api.schemas.knowledge import KnowledgeAnswer, KnowledgeChangeAnswer, ReadingAnswer
from graph import (
    Goal,
    Holiday,
    Learner,
    Mark,
    RecordNotes,
    Snapshot,
    Statement,
    knowledge_of,
    mark_names,
    merge_record,
    next_for,
    parse_skill_map,
    record_of,
    roadmap_for,
    ticked_in,
    understand,
)

_TIME, _LATER = "2027-01-04T09:00:00.000Z", "2027-01-05T18:30:00.000Z"
_DAY = "2027-01-06"
_TEXT = "I know HTTP, and want to learn GraphQL."
_CHECKLIST = "- [x] JSON\n- [ ] REST\n"


def learner_examples(snapshot: Snapshot) -> Mapping[str, object]:
    """Return an example for every schema that is a whole question or answer about a learner."""
    on = snapshot.map_id
    new = Learner(
        "ana",
        1,
        name="Ana",
        hours_per_week=6.0,
        holidays=(Holiday("2027-08-02", "2027-08-15"),),
        goals=(Goal(on, "apis/graphql", "GraphQL", _TIME),),
    )
    known = Mark(on, "basics/http", "HTTP", "known", _TIME, "said", 3.0)
    ana = replace(new, revision=2, marks=(known,))
    knowledge = knowledge_of(snapshot, ana)
    marked = mark_names(new, snapshot, [Statement((known.skill,), "known")], _LATER)
    answers = {
        "LearnerAnswer": schemas.LearnerAnswer.of(new),
        "KnowledgeAnswer": KnowledgeAnswer.of(knowledge),
        "KnowledgeChangeAnswer": KnowledgeChangeAnswer.of(
            marked, ana, snapshot, understand(snapshot, _TEXT)
        ),
        "ReadingAnswer": ReadingAnswer.of(
            snapshot,
            understand(snapshot, _TEXT),
            ticked_in(snapshot, parse_skill_map(_CHECKLIST)),
        ),
        "GoalsAnswer": schemas.GoalsAnswer.of(ana, snapshot),
        "LearnerNextAnswer": schemas.LearnerNextAnswer.of(next_for(snapshot, ana), knowledge),
        "LearnerRoadmapAnswer": schemas.LearnerRoadmapAnswer.of(
            roadmap_for(snapshot, ana, start=_DAY), knowledge
        ),
        "RecordAnswer": schemas.RecordAnswer.of(
            merge_record(new, ana), ana, RecordNotes({}, ()), before=new, dry_run=False
        ),
    }
    return {
        "LearnerQuestion": {
            "name": "Ana",
            "hours_per_week": 6,
            "holidays": [{"first": "2027-08-02", "last": "2027-08-15"}],
            "goals": [{"map": "default", "goal": "GraphQL"}],
        },
        "KnowledgeQuestion": {
            "map": "default",
            "set": [{"names": ["HTTP"], "progress": "known", "hours": 3}],
            "text": _TEXT,
            "dry_run": False,
        },
        "ReadingQuestion": {"text": _TEXT, "checklist": _CHECKLIST},
        "GoalsQuestion": {"map": "default", "goals": ["GraphQL"]},
        "Record": record_of(ana),
        **{name: answer.model_dump(mode="json", by_alias=True) for name, answer in answers.items()},
    }
