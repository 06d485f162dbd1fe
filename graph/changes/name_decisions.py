"""Whether a name under several topics is one skill: what people decide about it, and take back."""

from graph.build import rebuild
from graph.clock import now
from graph.errors import DecisionError
from graph.model import NameDecision, NameVerdict, SkillId
from graph.shared_names import shared_name
from graph.skillmap.identity import name_key
from graph.snapshot import Snapshot
from graph.store.interface import Change, Store


def decide_name(
    store: Store, snapshot: Snapshot, name: str, verdict: NameVerdict, note: str = ""
) -> Snapshot:
    """Record what a person decided about a name; it replaces an earlier decision.

    The map is read and inferred anew. Decisions about prerequisites keep the ids that they were
    made with: after a merge they hold for the one skill, after a split each for its own again.

    Args:
        store: Where the map lives.
        snapshot: The map that the person looked at.
        name: A name that the map writes under several topics, or the id of a skill of that name.
        verdict: `merged` makes one skill of all its places, `split` a skill of each.
        note: The reason, for other people.

    Returns:
        The map with the decision, at its new revision; the same snapshot if nothing is new.

    Raises:
        UnknownSkillError: Nothing in the map has this name.
        DecisionError: The name stands under one topic only.
        CycleError: With what the map states and people decided before, this would run in a circle.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    shared = shared_name(snapshot, name)
    before = shared.decision
    if before and (before.verdict, before.note) == (verdict, note):
        return snapshot
    decision = NameDecision(shared.name, verdict, now(), note)
    others = [known for known in snapshot.name_decisions if known is not before]
    changed = rebuild(snapshot, [*others, decision])
    text = f"{verdict.capitalize()}: {shared.name}."
    change = Change("decided", decision.decided_at, text, _places(snapshot, changed, shared.name))
    return store.commit(changed, change)


def withdraw_name(store: Store, snapshot: Snapshot, name: str) -> Snapshot:
    """Take a decision about a name back, so that it is again what its words and its field say.

    Returns:
        The map without the decision, at its new revision.

    Raises:
        UnknownSkillError: Nothing in the map has this name, and nobody decided about it.
        DecisionError: Nothing was decided about it.
        CycleError: Without it, what people decided otherwise runs in a circle.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    before = shared_name(snapshot, name).decision
    if before is None:
        raise DecisionError(f"nobody decided about the name “{name}”: nothing to withdraw")
    changed = rebuild(snapshot, [made for made in snapshot.name_decisions if made is not before])
    text = f"No longer {before.verdict}: {before.name}."
    change = Change("withdrawn", now(), text, _places(snapshot, changed, before.name))
    return store.commit(changed, change)


def _places(before: Snapshot, after: Snapshot, name: str) -> tuple[SkillId, ...]:
    """Return the skills of a name, before and after it was decided about."""
    named = (
        skill.id
        for snapshot in (before, after)
        for skill in snapshot.skill_map.skills
        if name_key(skill.name) == name_key(name)
    )
    return tuple(dict.fromkeys(named))
