"""What people decide about prerequisites, and take back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from graph.clock import now
from graph.errors import DecisionError, UnknownSkillError
from graph.model import Decision, NameDecision, SkillId, Verdict
from graph.snapshot import Snapshot
from graph.store.interface import Change, Store

D = TypeVar("D", Decision, NameDecision)


def decide(
    store: Store,
    snapshot: Snapshot,
    source: SkillId,
    target: SkillId,
    verdict: Verdict,
    note: str = "",
) -> Snapshot:
    """Record what a person decided about a prerequisite; it replaces an earlier decision.

    Args:
        store: Where the map lives.
        snapshot: The map that the person looked at.
        source: Id of the skill that is, or is not, learned first.
        target: Id of the other skill.
        verdict: `accepted` confirms what was inferred, `asserted` adds a prerequisite,
            `rejected` sees to it that it is never used.
        note: The reason, for other people.

    Returns:
        The map with the decision, at its new revision; the same snapshot if nothing is new.

    Raises:
        UnknownSkillError: The map does not have one of the skills.
        DecisionError: One of them is a topic or area, or there is nothing to accept.
        CycleError: With what people decided before, this would run in a circle.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    for skill in (source, target):
        if skill not in snapshot.skill_map:
            raise UnknownSkillError(skill, snapshot.names.suggestions(skill))
        if snapshot.skill_map[skill].kind != "skill":
            raise DecisionError(
                f"{skill} is no skill but contains some. Decide about these one by one"
            )
    inferred = next(
        (p for p in snapshot.inferred if (p.source, p.target) == (source, target)), None
    )
    if verdict == "accepted" and inferred is None:
        raise DecisionError(
            f"nothing was inferred from {source} to {target}, so there is nothing to accept. "
            "Assert the prerequisite instead"
        )
    before = snapshot.decision(source, target)
    if before and (before.verdict, before.note) == (verdict, note):
        return snapshot
    decision = Decision(source, target, verdict, now(), note)
    others = [known for known in snapshot.decisions if pair_of(known) != (source, target)]
    changed = snapshot.with_decisions([*others, decision])
    text = f"{verdict.capitalize()}: {_pair(snapshot, source, target)}."
    return store.commit(changed, Change("decided", decision.decided_at, text, (source, target)))


def withdraw(store: Store, snapshot: Snapshot, source: SkillId, target: SkillId) -> Snapshot:
    """Take a decision back, so that inference holds again.

    What was decided about placements of these skills while they were skills of their own goes too.

    Returns:
        The map without the decision, at its new revision.

    Raises:
        DecisionError: Nothing was decided about these skills.
        CycleError: Without it, what people decided otherwise runs in a circle.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    before = snapshot.decision(source, target)
    if before is None:
        raise DecisionError(f"nobody decided about {source} before {target}: nothing to withdraw")
    changed = snapshot.with_decisions(_without(snapshot, (source, target)))
    text = f"No longer {before.verdict}: {_pair(snapshot, source, target)}."
    return store.commit(changed, Change("withdrawn", now(), text, (source, target)))


def _without(snapshot: Snapshot, pair: tuple[SkillId, SkillId]) -> list[Decision]:
    """Return the decisions of a map but for what they say about one pair of skills.

    One about a skill that was split since goes on to hold for the other parts.
    """
    others = [made for made in snapshot.decisions if pair_of(made) != pair]
    pairs = {made: snapshot.pairs_now(made) for made in others}
    parts = (
        replace(made, source=source, target=target)
        for made, found in pairs.items()
        if pair in found
        for source, target in found
        if (source, target) != pair
    )
    kept = (made for made, found in pairs.items() if pair not in found)
    return newest(kept, parts, pair_of)


def _pair(snapshot: Snapshot, source: SkillId, target: SkillId) -> str:
    names = [
        snapshot.skill_map[skill].name if skill in snapshot.skill_map else skill
        for skill in (source, target)
    ]
    return " before ".join(names)


def newest(old: Iterable[D], new: Iterable[D], about: Callable[[D], object]) -> list[D]:
    """Return the newest decision about each thing, oldest first; in a tie the old one."""
    newest = {about(made): made for made in old}
    for made in new:
        known = newest.get(about(made))
        if known is None or known.decided_at < made.decided_at:
            newest[about(made)] = made
    return sorted(newest.values(), key=lambda made: made.decided_at)


def pair_of(made: Decision) -> tuple[SkillId, SkillId]:
    """Return the skills that a decision is about, as it was made."""
    return made.source, made.target
