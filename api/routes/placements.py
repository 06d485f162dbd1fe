"""Placements: few questions, one at a time, that show what a person knows.

The id of a placement is a secret of whoever began it: nobody can list placements or guess one.
"""

from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Response

from api.dependencies import AllSnapshots, Current, MinConfidence, etag_of
from api.problems import ProblemError, problem_responses
from api.schemas.placements import (
    FinishedAnswer,
    FinishQuestion,
    PlacementSessionAnswer,
    PlacementStart,
    ReplyQuestion,
)
from api.snapshots import Snapshots
from graph import (
    DEFAULT_MIN_CONFIDENCE,
    PlacementSession,
    Snapshot,
    knowledge_of,
    mark,
    place,
    with_answer,
    without_last_answer,
)
from graph.clock import now

router = APIRouter(tags=["placements"])

_TOKEN_BYTES = 16
"""As many as a random UUID has: nobody guesses one."""
_AT = "/v1/placements/{placement_id}"
_READ = problem_responses("unknown_placement", "unknown_map", "store_unavailable")
_CHANGE = problem_responses(
    "unknown_placement",
    "unknown_map",
    "unknown_skill",
    "ambiguous_name",
    "stale_placement",
    "body_too_large",
    "store_unavailable",
)

IfMatch = Annotated[
    str | None,
    Header(
        description="ETag of the placement that the answer was given to; not needed.",
        examples=['"3"'],
    ),
]


def asked_placement(
    placement_id: Annotated[
        str, Path(max_length=80, description="Id of a placement.", examples=["Zk3vT0bQ"])
    ],
    snapshots: AllSnapshots,
) -> PlacementSession:
    """Return the placement of the request."""
    return snapshots.store.placement(placement_id)


Asked = Annotated[PlacementSession, Depends(asked_placement)]


@router.post(
    "/v1/maps/{map_id}/placements",  # noqa: FAST003 - `Current` reads it
    status_code=201,
    responses=problem_responses(
        "unknown_map",
        "unknown_skill",
        "ambiguous_name",
        "unknown_learner",
        "body_too_large",
        "store_unavailable",
    ),
)
def start_placement(
    question: PlacementStart,
    snapshot: Current,
    snapshots: AllSnapshots,
    response: Response,
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
) -> PlacementSessionAnswer:
    """Begin to find out what a person knows, and ask the first question."""
    if question.learner:
        snapshots.store.learner(question.learner)
    at = now()
    session = PlacementSession(
        token_urlsafe(_TOKEN_BYTES),
        snapshot.map_id,
        goals=tuple(dict.fromkeys(snapshot.names.entry(goal).id for goal in question.goals)),
        learner_id=question.learner or "",
        started_at=at,
    )
    kept = snapshots.store.commit_placement(session, at)
    response.headers["Location"] = f"/v1/placements/{kept.id}"
    return _shown(kept, snapshot, snapshots, response, min_confidence)


@router.get(_AT, responses=_READ)
def get_placement(
    session: Asked,
    snapshots: AllSnapshots,
    response: Response,
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
) -> PlacementSessionAnswer:
    """Say where a placement stands, and what the next question is."""
    return _shown(session, snapshots.load(session.map_id), snapshots, response, min_confidence)


@router.post(f"{_AT}/answers", responses=_CHANGE)
def answer_question(
    question: ReplyQuestion,
    session: Asked,
    snapshots: AllSnapshots,
    response: Response,
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
    if_match: IfMatch = None,
) -> PlacementSessionAnswer:
    """Take an answer, and ask the next question. A later answer about a skill replaces it."""
    _require_match(session, if_match)
    snapshot = snapshots.load(session.map_id)
    after = with_answer(session, snapshot.names.skill(question.skill), question.reply)
    kept = _commit(snapshots, session, after)
    return _shown(kept, snapshot, snapshots, response, min_confidence)


@router.delete(f"{_AT}/answers/last", responses=_CHANGE)
def take_back_answer(
    session: Asked,
    snapshots: AllSnapshots,
    response: Response,
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
    if_match: IfMatch = None,
) -> PlacementSessionAnswer:
    """Take the last answer back, and ask again. Nothing happens if there is none."""
    _require_match(session, if_match)
    kept = _commit(snapshots, session, without_last_answer(session))
    snapshot = snapshots.load(session.map_id)
    return _shown(kept, snapshot, snapshots, response, min_confidence)


@router.post(
    f"{_AT}/finish",
    responses={**_CHANGE, **problem_responses("unknown_learner", "stale_learner")},
)
def finish_placement(
    question: FinishQuestion,
    session: Asked,
    snapshots: AllSnapshots,
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
) -> FinishedAnswer:
    """Keep what a placement found as marks of its learner, and answer what the person knows.

    It can be finished at any time, and gone on with afterwards. Marks that are there stay.
    """
    snapshot = snapshots.load(session.map_id)
    if question.known is None:
        known = place(
            snapshot, session, _known(session, snapshot, snapshots), min_confidence=min_confidence
        ).known
    else:
        named = [snapshot.names.skills(name) for name in question.known]
        known = snapshot.graph.in_order({skill for skills in named for skill in skills})
    if not session.learner_id:
        return FinishedAnswer(
            id=session.id, learner=None, learner_revision=None, known=list(known), marked=[]
        )
    learner = snapshots.store.learner(session.learner_id)
    before = knowledge_of(snapshot, learner)
    new = [skill for skill in known if skill not in {*before.known, *before.skipped}]
    if new:
        at = now()
        marked = mark(learner, snapshot, new, "known", at, source="placement")
        learner = snapshots.store.commit_learner(marked, at)
    return FinishedAnswer(
        id=session.id,
        learner=learner.id,
        learner_revision=learner.revision,
        known=list(known),
        marked=new,
    )


@router.delete(_AT, status_code=204, responses=_READ)
def remove_placement(session: Asked, snapshots: AllSnapshots) -> None:
    """Delete a placement with its answers. Marks that were kept of it stay."""
    snapshots.store.delete_placement(session.id)


def _known(session: PlacementSession, snapshot: Snapshot, snapshots: Snapshots) -> tuple[str, ...]:
    """Return what the learner of a placement is known to know."""
    if not session.learner_id:
        return ()
    return knowledge_of(snapshot, snapshots.store.learner(session.learner_id)).known


def _shown(
    session: PlacementSession,
    snapshot: Snapshot,
    snapshots: Snapshots,
    response: Response,
    min_confidence: float,
) -> PlacementSessionAnswer:
    known = _known(session, snapshot, snapshots)
    response.headers["ETag"] = etag_of(session.revision)
    response.headers["Cache-Control"] = "no-store"
    result = place(snapshot, session, known, min_confidence=min_confidence)
    return PlacementSessionAnswer.of(session, result)


def _commit(
    snapshots: Snapshots, before: PlacementSession, after: PlacementSession
) -> PlacementSession:
    return after if after == before else snapshots.store.commit_placement(after, now())


def _require_match(session: PlacementSession, if_match: str | None) -> None:
    """Check that an answer was given to the placement as it is, if it says to which.

    Raises:
        ProblemError: The placement has gone on meanwhile.
    """
    tag = etag_of(session.revision)
    tags = {one.strip().removeprefix("W/") for one in (if_match or tag).split(",")}
    if not {"*", tag} & tags:
        raise ProblemError(
            "stale_placement",
            f"The answer was given to {if_match}, but the placement is at {tag} now. Load it again "
            "and answer what it asks.",
            actual=session.revision,
        )
