"""The command `waypath place`: few questions that show what a person knows.

Not its job: the conversation in the terminal (`waypath.place_session`), and which question comes
next (`graph.place`).
"""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.asker import LearnerOption
from waypath.learner import YesOption
from waypath.options import (
    ConfidenceOption,
    GoalOption,
    JsonOption,
    MapOption,
    StoreOption,
    open_map,
    open_store,
    resolve,
)
from waypath.output import deliver, json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph import PlacementSession, SkillId, Snapshot, Store

USUAL_LIMIT = 40
"""As `graph.MAX_QUESTIONS`, which would take long to import for a help text."""


def place(
    *,
    goal: GoalOption,
    learner: LearnerOption = None,
    limit: Annotated[
        int, typer.Option(min=1, help="Ask at most so many questions, earlier ones included.")
    ] = USUAL_LIMIT,
    resume: Annotated[
        str | None,
        typer.Option(
            metavar="ID", show_default=False, help="Go on with the placement that has this id."
        ),
    ] = None,
    yes: YesOption = False,
    min_confidence: ConfidenceOption = 0.5,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Find out what you know by a few questions, each chosen by what you answered before."""
    from waypath.place_session import PlaceSession

    if resume and (learner or goal):
        raise typer.BadParameter(
            "--resume goes on with the learner and the goals that the placement has. Leave out "
            f"{'--learner' if learner else '--goal'}"
        )
    with closing(open_store(store)) as opened:
        session = opened.placement(resume) if resume else None
        snapshot = open_map(store, session.map_id if session else map_id)
        begun = session or _session(opened, snapshot, resolve(snapshot, goal), learner)
        asking = PlaceSession(opened, snapshot, begun, limit=limit, min_confidence=min_confidence)
        asking.run()
        if json:
            from api.schemas.placements import PlacementSessionAnswer

            answer = PlacementSessionAnswer.of(asking.session, asking.result)
            deliver(json_text(answer.model_dump(mode="json")))
        asking.finish(shown=not json, yes=yes)


def _session(
    store: "Store", snapshot: "Snapshot", goals: "Sequence[SkillId]", learner_id: str | None
) -> "PlacementSession":
    """Return the placement that is begun, or gone on with: a learner has one for each map."""
    from dataclasses import replace
    from hashlib import sha256
    from secrets import token_urlsafe

    from graph import PlacementSession, UnknownPlacementError
    from graph.clock import now

    if learner_id is None:
        return PlacementSession(
            token_urlsafe(16), snapshot.map_id, goals=tuple(goals), started_at=now()
        )
    learner = store.learner(learner_id)
    placement_id = sha256(f"{learner.id}/{snapshot.map_id}".encode()).hexdigest()[:24]
    try:
        return replace(store.placement(placement_id), goals=tuple(goals))
    except UnknownPlacementError:
        return PlacementSession(
            placement_id,
            snapshot.map_id,
            goals=tuple(goals),
            learner_id=learner.id,
            started_at=now(),
        )
