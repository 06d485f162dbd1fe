"""A placement in the terminal: one question at a time, each answer kept at once.

Answers are read line by line, so that a placement can also be fed by a file or a pipe. What comes
out goes to stdout; questions, and what is said about them, go to stderr.

Not its job: which question comes next, and when it is enough (`graph.place`).
"""

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from itertools import groupby

from rich.console import ConsoleRenderable, Group
from rich.padding import Padding
from rich.text import Text

from graph import (
    PlacementQuestion,
    PlacementResult,
    PlacementSession,
    Reply,
    SkillId,
    Snapshot,
    Store,
    close_state,
    inner_fringe,
    knowledge_of,
    mark,
    place,
    with_answer,
    without_last_answer,
)
from graph.clock import now
from waypath.learner import confirmed, keep
from waypath.output import ask, deliver, say

KEYS = """\
y  yes, I know it
n  no
?  I am not sure
u  undo: back to the question before
q  quit, and see what is known so far"""

_REPLIES: dict[str, Reply] = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "?": "unsure"}
_STOPS = {
    "sure": "That is sure enough.",
    "limit": "Those were as many questions as were wanted.",
    "all_asked": "Nothing is left to ask.",
}


class PlaceSession:
    """A placement of one person on one map.

    Args:
        store: Where the map lives, and the placement is kept; if it has no map, nothing is kept.
        snapshot: The map.
        session: The placement so far.
        limit: Ask at most so many questions, 1 or more.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.
    """

    def __init__(
        self,
        store: Store,
        snapshot: Snapshot,
        session: PlacementSession,
        *,
        limit: int,
        min_confidence: float,
    ) -> None:
        self._store = store
        self._snapshot = snapshot
        self._limit = limit
        self._least = min_confidence
        self._is_kept = bool(store.maps())
        self._known: tuple[SkillId, ...] = ()
        if session.learner_id:
            self._known = knowledge_of(snapshot, store.learner(session.learner_id)).known
        self.session = session
        self.result = self._place()

    def run(self) -> None:
        """Ask until it is sure enough, or the person has had enough.

        Raises:
            StoreError: The store failed. What was answered before is in it.
        """
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        if self.result.question:
            say(KEYS)
        try:
            while (question := self.result.question) and self._put(question):
                pass
        except KeyboardInterrupt:
            say("")
        if self.result.stop:
            say(_STOPS[self.result.stop])

    def finish(self, *, shown: bool, yes: bool) -> None:
        """Show what came out, keep it if there is whose it is, and say how to go on.

        Args:
            shown: Whether what came out is shown.
            yes: Keep it without asking first.
        """
        if shown:
            deliver(placement_table(self.result, self._snapshot))
        if self.session.learner_id:
            self._keep(yes=yes)
        elif self.result.known:
            say(f"\nWhat is next: {next_command(self._snapshot, self.result.known, self._least)}")
        if self._is_kept and self.session.revision and not self.result.stop:
            say(f"To go on with the questions: {self._resume()}")

    def _put(self, question: PlacementQuestion) -> bool:
        """Put a question, and do what the person answers. Return whether to go on."""
        say("\n".join(_told(question, self.result)))
        while (line := ask("y n ? u q > ")) is not None:
            key = line.lower()
            if key in {"q", "quit"}:
                return False
            if key == "u":
                self._undo()
                return True
            if key in _REPLIES:
                self._take(with_answer(self.session, question.skill, _REPLIES[key]))
                return True
            say(KEYS)
        return False

    def _undo(self) -> None:
        if self.session.answers:
            self._take(without_last_answer(self.session))
        else:
            say("There is nothing left to undo.")

    def _take(self, session: PlacementSession) -> None:
        self.session = self._store.commit_placement(session, now()) if self._is_kept else session
        self.result = self._place()

    def _place(self) -> PlacementResult:
        return place(
            self._snapshot,
            self.session,
            self._known,
            limit=self._limit,
            min_confidence=self._least,
        )

    def _keep(self, *, yes: bool) -> None:
        """Mark what is known, unless the person says no."""
        learner = self._store.learner(self.session.learner_id)
        before = knowledge_of(self._snapshot, learner)
        set_aside = {*before.known, *before.skipped}
        new = [skill for skill in self.result.known if skill not in set_aside]
        if not new:
            say("There is nothing new to keep.")
        elif yes or confirmed(f"Keep {_skills(len(new))} as known by {learner.id}?"):
            after = mark(learner, self._snapshot, new, "known", now(), source="placement")
            keep(self._store, learner, after)
            say(f"What is next: waypath next --learner {shlex.quote(learner.id)}")
        else:
            say("Nothing was kept.")

    def _resume(self) -> str:
        if learner := self.session.learner_id:
            return f"waypath place --learner {shlex.quote(learner)}"
        return f"waypath place --resume {shlex.quote(self.session.id)}"


def placement_table(result: PlacementResult, snapshot: Snapshot) -> ConsoleRenderable:
    """Return what a person seems to know, topic by topic, and what is open."""
    total = len(result.chances)
    summary = (
        f"{len(result.known):,} of {_skills(total)} known, {len(result.undecided):,} open, after "
        f"{result.asked:,} answer{'' if result.asked == 1 else 's'}."
    )
    sure = f"About {result.certainty:.0%} of the skills are told right."
    return Group(
        Text(summary, "bold"),
        Text(sure, "dim"),
        *_listed("Known", result.known, snapshot),
        *_listed("Open", result.undecided, snapshot),
    )


def next_command(snapshot: Snapshot, known: Iterable[SkillId], min_confidence: float) -> str:
    """Return the command that answers what is next for somebody who knows these skills.

    It names the most advanced ones: they stand for all that they need.
    """
    graph = snapshot.graph_at(min_confidence)
    named = graph.in_order(inner_fringe(graph, close_state(graph, frozenset(known))))
    return " ".join(["waypath next", *(f"--know {shlex.quote(skill)}" for skill in named)])


def _told(question: PlacementQuestion, result: PlacementResult) -> Iterator[str]:
    yield f"\nDo you know “{question.name}”?"
    if len(question.path) > 1:
        yield f"   {' / '.join(question.path[:-1])}"
    if question.description:
        yield f"   {question.description}"
    yield f"   {question.reason}"
    yield f"   Question {result.asked + 1:,}, about {result.left:,} to go."


def _listed(
    title: str, skills: Sequence[SkillId], snapshot: Snapshot
) -> Iterator[ConsoleRenderable]:
    if not skills:
        return
    yield Text(f"\n{title}", "bold")
    entries = [snapshot.skill_map[skill] for skill in skills]
    for path, found in groupby(entries, lambda entry: entry.path[:-1]):
        yield Text(" / ".join(path), "dim")
        yield Padding(Text(", ".join(entry.name for entry in found)), (0, 0, 0, 2))


def _skills(count: int) -> str:
    return f"{count:,} skill{'' if count == 1 else 's'}"
