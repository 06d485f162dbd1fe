"""Learners: what is kept about a person, what they know and want, what is next for them.

There is no list of learners: what is kept about one is nobody else's business.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from api.dependencies import AllSnapshots, IfMatch, MinConfidence, Weights
from api.learner_requests import (
    Asked,
    AskedMap,
    LearnerId,
    require_learner_match,
    tag_of,
    tagged,
)
from api.problems import ProblemError, problem_responses
from api.roadmap_files import AskedFormat, roadmap_answer, roadmap_contents
from api.schemas import knowledge
from api.schemas import learners as schemas
from api.schemas.common import Date, Goals
from api.snapshots import Snapshots
from graph import (
    DEFAULT_MIN_CONFIDENCE,
    MAX_HOURS_PER_WEEK,
    MIN_HOURS_PER_WEEK,
    Learner,
    Snapshot,
    Statement,
    UnknownLearnerError,
    knowledge_of,
    mark_names,
    merge_record,
    next_for,
    parse_skill_map,
    read_record,
    record_notes,
    record_of,
    roadmap_for,
    set_goals,
    ticked_in,
    understand,
    with_profile,
)
from graph.clock import now, today

router = APIRouter(prefix="/v1/learners/{learner_id}", tags=["learners"])

_READ = problem_responses("unknown_learner", "store_unavailable")
_ASKED = problem_responses(
    "unknown_learner", "unknown_map", "unknown_skill", "ambiguous_name", "store_unavailable"
)
_CHANGE = problem_responses(
    "unknown_learner", "revision_required", "stale_learner", "body_too_large", "store_unavailable"
)
_CHANGE_ON_MAP = problem_responses(
    "unknown_learner",
    "revision_required",
    "stale_learner",
    "body_too_large",
    "unknown_map",
    "unknown_skill",
    "ambiguous_name",
    "store_unavailable",
)
_RECORD_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A record, as `GET` answers it.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Record"}}},
    }
}

IfNew = Annotated[
    str | None,
    Header(
        alias="If-None-Match",
        description="`*`: the learner must not be there yet.",
        examples=["*"],
    ),
]
GoalNames = Annotated[
    Goals | None,
    Query(
        alias="goal",
        description="Goals for this question, by id, name or path; none means the person's own.",
        examples=[["GraphQL"]],
    ),
]
DryRun = Annotated[bool, Query(description="Only say what would change.", examples=[True])]


async def _body(request: Request) -> bytes:
    return await request.body()


@router.put(
    "",
    responses={
        **_CHANGE_ON_MAP,
        201: {"model": schemas.LearnerAnswer, "description": "The learner was made."},
    },
)
def put_learner(
    learner_id: LearnerId,
    question: schemas.LearnerQuestion,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
    if_new: IfNew = None,
) -> schemas.LearnerAnswer:
    """Make a learner, or say anew what they are called, when they have time and what they want.

    A learner that is there needs `If-Match`. What they know stays.
    """
    before = _found(snapshots, learner_id)
    if before:
        if if_new is not None:
            raise ProblemError(
                "stale_learner",
                f"If-None-Match asks for a new learner, but “{learner_id}” is there, at revision "
                f"{before.revision}. Take another id.",
                actual=before.revision,
            )
        require_learner_match(before, if_match)
    elif if_match is not None:
        raise UnknownLearnerError(learner_id)
    learner = with_profile(before or Learner(learner_id), question.model_dump(exclude={"goals"}))
    if question.goals is not None:
        learner = _with_goals(learner, question.goals, snapshots)
    kept = _commit(snapshots, before, learner)
    response.status_code = 200 if before else 201
    response.headers["ETag"] = tag_of(kept)
    if not before:
        response.headers["Location"] = f"/v1/learners/{kept.id}"
    return schemas.LearnerAnswer.of(kept)


@router.get("", responses=_READ)
def get_learner(learner: Asked, request: Request, response: Response) -> schemas.LearnerAnswer:
    """Look at what is kept about a person; what they know has an address of its own."""
    tagged(request, response, tag_of(learner))
    return schemas.LearnerAnswer.of(learner)


@router.delete("", status_code=204, responses=_CHANGE)
def remove_learner(learner: Asked, snapshots: AllSnapshots, if_match: IfMatch = None) -> None:
    """Delete all that is kept about a person, placements too. Nothing of it stays, no history."""
    require_learner_match(learner, if_match)
    snapshots.store.delete_learner(learner.id, learner.revision)


@router.get("/knowledge", responses=_ASKED)
def get_knowledge(
    learner: Asked, snapshot: AskedMap, request: Request, response: Response
) -> knowledge.KnowledgeAnswer:
    """Say how a person stands to a map: what they know, learn, skip and want, and their pace."""
    tagged(request, response, tag_of(learner, snapshot))
    return knowledge.KnowledgeAnswer.of(knowledge_of(snapshot, learner))


@router.patch("/knowledge", responses=_CHANGE_ON_MAP)
def change_knowledge(
    question: knowledge.KnowledgeQuestion,
    learner: Asked,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
) -> knowledge.KnowledgeChangeAnswer:
    """Say what a person knows, learns or skips: by names, by a pasted text, by ticks.

    A name that is not understood is no problem: the answer lists it, and the others are taken.
    """
    snapshot = snapshots.load(question.map)
    require_learner_match(learner, if_match, snapshot)
    found = understand(snapshot, question.text) if question.text else None
    marked = mark_names(
        learner,
        snapshot,
        [
            *_ticks(snapshot, question),
            Statement(tuple(one.skill for one in found.understood) if found else (), "known"),
            *(Statement(tuple(one.names), one.progress, one.hours) for one in question.set),
        ],
        now(),
    )
    kept = learner if question.dry_run else _commit(snapshots, learner, marked.learner)
    response.headers["ETag"] = tag_of(kept, snapshot)
    return knowledge.KnowledgeChangeAnswer.of(
        marked, kept, snapshot, found, dry_run=question.dry_run
    )


@router.get("/goals", responses=_ASKED)
def get_goals(
    learner: Asked, snapshot: AskedMap, request: Request, response: Response
) -> schemas.GoalsAnswer:
    """List what a person wants to know of a map."""
    tagged(request, response, tag_of(learner, snapshot))
    return schemas.GoalsAnswer.of(learner, snapshot)


@router.put("/goals", responses=_CHANGE_ON_MAP)
def put_goals(
    question: schemas.GoalsQuestion,
    learner: Asked,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
) -> schemas.GoalsAnswer:
    """Make these the goals that a person has on a map, and no others."""
    snapshot = snapshots.load(question.map)
    require_learner_match(learner, if_match, snapshot)
    kept = _commit(snapshots, learner, set_goals(learner, snapshot, question.goals, now()))
    response.headers["ETag"] = tag_of(kept, snapshot)
    return schemas.GoalsAnswer.of(kept, snapshot)


@router.get("/next", responses=_ASKED)
def recommend_for_learner(
    learner: Asked,
    snapshot: AskedMap,
    weights: Weights,
    request: Request,
    response: Response,
    goal: GoalNames = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most so many.")] = 10,
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
    max_hours: Annotated[
        float | None, Query(gt=0, description="Only what takes at most so long.")
    ] = None,
) -> schemas.LearnerNextAnswer:
    """Say what a person is ready to learn, ranked, with reasons."""
    tagged(request, response, tag_of(learner, snapshot))
    answer = next_for(
        snapshot,
        learner,
        goals=goal or (),
        limit=limit,
        min_confidence=min_confidence,
        max_hours=max_hours,
        weights=weights,
    )
    return schemas.LearnerNextAnswer.of(answer, knowledge_of(snapshot, learner))


@router.get(
    "/roadmap",
    response_model=schemas.LearnerRoadmapAnswer,
    responses={
        **_ASKED,
        **problem_responses("format_unavailable", "not_acceptable"),
        200: {"content": roadmap_contents()},
    },
)
def plan_for_learner(
    learner: Asked,
    snapshot: AskedMap,
    response: Response,
    name: AskedFormat,
    goal: GoalNames = None,
    hours_per_week: Annotated[
        float | None,
        Query(
            ge=MIN_HOURS_PER_WEEK,
            le=MAX_HOURS_PER_WEEK,
            description="For this question; by default what the person has said.",
        ),
    ] = None,
    start: Annotated[
        Date | None, Query(description="The first day; today, in UTC, if it is not given.")
    ] = None,
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
) -> schemas.LearnerRoadmapAnswer | Response:
    """Plan a person's way to their goals, at their pace, around their holidays."""
    response.headers["ETag"] = tag_of(learner, snapshot)
    response.headers["Cache-Control"] = "private, no-cache"
    roadmap = roadmap_for(
        snapshot,
        learner,
        goals=goal or (),
        min_confidence=min_confidence,
        hours_per_week=hours_per_week,
        start=start or today(),
    )
    answer = roadmap_answer(roadmap, snapshot, name, response)
    if isinstance(answer, Response):
        return answer
    return schemas.LearnerRoadmapAnswer.of(answer, knowledge_of(snapshot, learner))


@router.get("/record", response_model=schemas.Record, responses=_READ)
def export_record(learner: Asked, request: Request, response: Response) -> dict[str, Any]:
    """Export all that is kept about a person, to keep it or to take it along."""
    tagged(request, response, tag_of(learner))
    return record_of(learner)


@router.post(
    "/record",
    openapi_extra=_RECORD_BODY,
    responses={
        **_CHANGE,
        201: {"model": schemas.RecordAnswer, "description": "The learner was made."},
    },
)
def import_record(
    learner_id: LearnerId,
    body: Annotated[bytes, Depends(_body)],
    snapshots: AllSnapshots,
    response: Response,
    dry_run: DryRun = False,
    if_match: IfMatch = None,
) -> schemas.RecordAnswer:
    """Add a record to what is kept about a person, or make a learner of it.

    Of two marks on one skill the newer one holds. A learner that is there needs `If-Match`.
    """
    before = _found(snapshots, learner_id)
    if before:
        require_learner_match(before, if_match)
    elif if_match is not None:
        raise UnknownLearnerError(learner_id)
    record = read_record(body)
    merged = merge_record(before or Learner(learner_id), record)
    kept = merged.learner if dry_run else _commit(snapshots, before, merged.learner)
    created = before is None and not dry_run
    response.status_code = 201 if created else 200
    response.headers["ETag"] = tag_of(kept)
    if created:
        response.headers["Location"] = f"/v1/learners/{kept.id}"
    notes = record_notes(record, snapshots.load)
    return schemas.RecordAnswer.of(merged, kept, notes, before=before, dry_run=dry_run)


def _found(snapshots: Snapshots, learner_id: str) -> Learner | None:
    try:
        return snapshots.store.learner(learner_id)
    except UnknownLearnerError:
        return None


def _commit(snapshots: Snapshots, before: Learner | None, after: Learner) -> Learner:
    """Keep what has changed about a person; nothing is written if nothing has."""
    return after if after == before else snapshots.store.commit_learner(after, now())


def _with_goals(
    learner: Learner, goals: Iterable[schemas.GoalQuestion], snapshots: Snapshots
) -> Learner:
    """Return a person with these goals, on whatever maps, and no others."""
    by_map: dict[str, list[str]] = {}
    for wanted in goals:
        by_map.setdefault(snapshots.load(wanted.map).map_id, []).append(wanted.goal)
    at = now()
    mine = (goal for goal in learner.goals if goal.map_id in by_map)
    learner = replace(learner, goals=tuple(mine))
    for map_id, names in by_map.items():
        learner = set_goals(learner, snapshots.load(map_id), names, at)
    return learner


def _ticks(snapshot: Snapshot, question: knowledge.KnowledgeQuestion) -> Iterator[Statement]:
    """Yield what ticks say: those of the map, then those of the checklist that was sent."""
    lists = [snapshot.skill_map] if question.ticked else []
    lists += [parse_skill_map(question.checklist)] if question.checklist else []
    for ticks in lists:
        found = ticked_in(snapshot, ticks)
        names = (*snapshot.graph.in_order(found.skills), *(name.id for name in found.unknown))
        yield Statement(names, "known", source="ticked")
