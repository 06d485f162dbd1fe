"""Copying: what is kept about learners, brought from one store to another.

Of a learner that both have, the newer state holds as a whole: what somebody has taken back must not
come back from the other store. Placements stay where they were begun.

Not its job: copying maps, whose decisions are merged (`graph.changes.copying`).
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from graph.errors import UnknownLearnerError
from graph.learner import Learner
from graph.store.interface import Store

CopyOutcome: TypeAlias = Literal["created", "changed", "unchanged", "kept"]
"""What was done in the target; `kept` if it has something newer there, or of unknown age."""


@dataclass(frozen=True, slots=True)
class LearnerCopy:
    """What copying a learner did to the target."""

    id: str
    name: str
    outcome: CopyOutcome
    learner: Learner
    """The learner as the target has it now."""


def copy_learners(source: Store, target: Store) -> tuple[LearnerCopy, ...]:
    """Make every learner of one store a learner of another, unless that has a newer state of it.

    Revisions go on in the target. Learners that only the target has stay.

    Returns:
        What was done with each learner of the source, by id.

    Raises:
        StaleLearnerError: A learner of the target was changed meanwhile.
        StoreError: One of the stores failed.
    """
    ages = {summary.id: summary.changed_at for summary in target.learners()}
    done = []
    for summary in source.learners():
        new = source.learner(summary.id)
        try:
            old = target.learner(summary.id)
        except UnknownLearnerError:
            committed = target.commit_learner(replace(new, revision=0), summary.changed_at)
            done.append(LearnerCopy(new.id, new.name, "created", committed))
            continue
        there = _age(old, ages.get(old.id, ""))
        if replace(new, revision=old.revision) == old:
            done.append(LearnerCopy(old.id, old.name, "unchanged", old))
        elif any(there) and there < _age(new, summary.changed_at):
            new = replace(new, revision=old.revision)
            committed = target.commit_learner(new, summary.changed_at)
            done.append(LearnerCopy(new.id, new.name, "changed", committed))
        else:
            done.append(LearnerCopy(old.id, old.name, "kept", old))
    return tuple(done)


def _age(learner: Learner, changed_at: str) -> tuple[str, str]:
    """Return what is larger for the newer of two states.

    In Neo4j people write marks by hand, which leaves the time of the last change as it was.
    """
    marks = (mark.since for mark in learner.marks)
    return max([changed_at, *marks, *(goal.since for goal in learner.goals)]), changed_at
