"""Who asks: what `next` and `roadmap` take from the learner of `--learner`.

Not its job: keeping learners (`waypath.learner`).
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.output import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph import Holiday, Knowledge, SkillId, Snapshot
    from waypath.options import StoreAddress

_TOLD = 5
"""Notes that are told before the rest is counted."""

LearnerOption = Annotated[
    str | None,
    typer.Option(
        "--learner",
        metavar="ID",
        show_default=False,
        help="Answer for this learner: with what they know, skip and want, and their time. "
        "See: waypath learner --help",
    ),
]


@dataclass(frozen=True)
class Asker:
    """What is kept of the person who asks; nothing if nobody is named."""

    known: "Sequence[SkillId]" = ()
    learning: "Sequence[SkillId]" = ()
    skipped: "Sequence[SkillId]" = ()
    goals: "Sequence[SkillId]" = ()
    hours_per_week: float | None = None
    holidays: "Sequence[Holiday]" = field(default=())
    pace: float = 1.0
    knowledge: "Knowledge | None" = None


def asker(store: "StoreAddress", learner_id: str | None, snapshot: "Snapshot") -> Asker:
    """Return who asks, and tell what became of their marks and goals in the map.

    Raises:
        UnknownLearnerError: The store has no such learner.
        StoreError: The store cannot be used.
    """
    if learner_id is None:
        return Asker()
    from graph import knowledge_of
    from waypath.learner import load_learner

    learner = load_learner(store, learner_id)
    knowledge = knowledge_of(snapshot, learner)
    for note in knowledge.notes[:_TOLD]:
        say(note.text)
    if (more := len(knowledge.notes) - _TOLD) > 0:
        say(f"... and {more:,} more: waypath learner show {learner_id}")
    return Asker(
        knowledge.known,
        knowledge.learning,
        knowledge.skipped,
        knowledge.goals,
        learner.hours_per_week,
        learner.holidays,
        knowledge.pace.factor,
        knowledge,
    )
