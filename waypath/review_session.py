"""A review in the terminal: one question at a time, each decision committed at once.

Answers are read line by line, so that a review can also be fed by a file or a pipe. Questions and
the summary go to stdout; what is asked for, and what became of it, goes to stderr.

Not its job: which question comes first (`graph.review_questions`), and what a decision means
(`graph.decide`).
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import TextIOWrapper

import typer

from graph import (
    CycleError,
    Decision,
    DecisionError,
    Question,
    SkillId,
    Snapshot,
    StaleRevisionError,
    Store,
    Verdict,
    decide,
    open_prerequisites,
    review_questions,
    withdraw,
)
from waypath.options import resolve
from waypath.output import ask, progress, say, show, show_error
from waypath.review import told
from waypath.review_tables import question_card, review_summary

KEYS = """\
y  yes, it is needed first
n  no: never use it
r  it is the other way round
a  add a prerequisite, by two names
s  skip it for now
u  undo the last decision, then the one before
q  quit
A reason may follow y, n and r: “n JSON needs no HTTP”."""

Pair = tuple[SkillId, SkillId]


@dataclass(frozen=True)
class Made:
    """A decision that was made in this review, and the one that it replaced."""

    decision: Decision
    before: Decision | None


class ReviewSession:
    """A review of one map.

    Args:
        store: Where the map lives.
        snapshot: The map.
        limit: Ask at most so many questions, 1 or more; None asks all.
        min_confidence: Answers use prerequisites that are at least so sure, 0 to 1.
    """

    def __init__(
        self, store: Store, snapshot: Snapshot, *, limit: int | None, min_confidence: float
    ) -> None:
        self._store = store
        self._snapshot = snapshot
        self._limit = limit
        self._least = min_confidence
        self._ranked: tuple[Question, ...] | None = None
        """The open questions, until the map changes."""
        self._asked: set[Pair] = set()
        self._skipped: set[Pair] = set()
        self._made: list[list[Made]] = []
        """What each answer decided, the newest last."""

    def run(self) -> None:
        """Ask until nothing is left or the person has had enough, then sum up.

        Raises:
            StoreError: The store failed. What was decided before is in it.
        """
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        say(KEYS)
        try:
            while (question := self._next()) and self._put(question):
                pass
        except KeyboardInterrupt:
            say("")
        finally:
            decisions = [made.decision for step in self._made for made in step]
            left = len(open_prerequisites(self._snapshot))
            show(review_summary(decisions, left, self._snapshot))

    def _next(self) -> Question | None:
        """Return the question that is worth most now and was not skipped."""
        if self._ranked is None:
            with progress("Ranking what is open"):
                self._ranked = review_questions(self._snapshot, min_confidence=self._least)
        for question in self._ranked:
            pair = question.source, question.target
            if pair not in self._skipped:
                self._asked.add(pair)
                return None if self._limit and len(self._asked) > self._limit else question
        say("Nothing is left to ask.")
        return None

    def _put(self, question: Question) -> bool:
        """Put a question, and do what the person answers. Return whether to go on."""
        graph = self._snapshot.graph_at(self._least)
        needing = graph.in_order(graph.descendants_of({question.target}))
        show(question_card(question, self._snapshot, needing))
        while (line := ask("y n r a s u q, or ? > ")) is not None:
            key, _, note = line.partition(" ")
            if key.lower() == "q":
                return False
            if self._done(question, key.lower(), note.strip()):
                return True
            say(KEYS)
        return False

    def _done(self, question: Question, key: str, note: str) -> bool:
        """Do what a key stands for. Return whether it stands for anything."""
        pair = question.source, question.target
        if key == "y":
            self._decide([(pair, "accepted")], note)
        elif key == "n":
            self._decide([(pair, "rejected")], note)
        elif key == "r":
            # The assertion comes first: only that can be refused, and then nothing is decided.
            self._decide([(pair[::-1], "asserted"), (pair, "rejected")], note)
        elif key == "a":
            self._add()
        elif key == "s":
            self._skipped.add(pair)
        elif key == "u":
            self._undo()
        return key in {"y", "n", "r", "a", "s", "u"}

    def _decide(self, verdicts: Iterable[tuple[Pair, Verdict]], note: str = "") -> None:
        step: list[Made] = []
        try:
            for pair, verdict in verdicts:
                before = self._snapshot.decision(*pair)
                self._take(decide(self._store, self._snapshot, *pair, verdict, note))
                made = self._snapshot.decision(*pair)
                if made and made != before:
                    step.append(Made(made, before))
                self._tell(told(verdict, pair, self._snapshot))
        except StaleRevisionError:
            self._load_again("the answer was not taken")
        except (CycleError, DecisionError) as error:
            show_error(error)
        if step:
            self._made.append(step)

    def _add(self) -> None:
        names = [ask("Learned first > ")]
        names += [ask("Needs it      > ")] if names[0] else []
        try:
            skills = resolve(self._snapshot, [name for name in names if name])
        except typer.Exit:  # what is wrong with the names has been told
            return
        if len(skills) == len(("first", "second")):
            self._decide([((skills[0], skills[1]), "asserted")])
        else:
            say("Nothing was added.")

    def _undo(self) -> None:
        """Take back the newest answer of this review: what was decided before holds again."""
        if not self._made:
            say("There is nothing left to undo in this review.")
            return
        step = self._made[-1]
        while step:
            try:
                self._take_back(step[-1])
                step.pop()
            except StaleRevisionError:
                self._load_again("the decision is looked up anew")
            except (CycleError, DecisionError) as error:
                show_error(error)
                return
        self._made.pop()

    def _take_back(self, made: Made) -> None:
        pair = made.decision.source, made.decision.target
        now = self._snapshot.decision(*pair)
        if now is None or (now.verdict, now.note) != (made.decision.verdict, made.decision.note):
            say("Somebody else has decided anew about these skills, and that stays.")
            return
        if made.before:
            verdict, note = made.before.verdict, made.before.note
            self._take(decide(self._store, self._snapshot, *pair, verdict, note))
        else:
            self._take(withdraw(self._store, self._snapshot, *pair))
        self._tell(f"no longer {told(made.decision.verdict, pair, self._snapshot)}")

    def _take(self, snapshot: Snapshot) -> None:
        """Go on with another state of the map."""
        self._snapshot, self._ranked = snapshot, None

    def _load_again(self, so: str) -> None:
        self._take(self._store.load(self._snapshot.map_id))
        say(
            f"Somebody else has changed the map meanwhile, so {so}. It has been loaded again, at "
            f"revision {self._snapshot.revision}."
        )

    def _tell(self, sentence: str) -> None:
        say(f"{sentence[0].upper()}{sentence[1:]} Revision {self._snapshot.revision}.")
