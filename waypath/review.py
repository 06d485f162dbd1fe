"""The commands `waypath review ...`: decide about what was inferred, by question or by name.

Not its job: the conversation of a review in the terminal (`waypath.review_session`), and which
question comes first (`graph.review_questions`).
"""

from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.options import (
    JsonOption,
    MapOption,
    NoteOption,
    StoreOption,
    open_map,
    open_store,
    resolve,
)
from waypath.output import deliver, json_text, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph import SkillId, Snapshot, Store, Verdict
    from waypath.options import StoreAddress

LISTED = 20
"""Questions that `--list` shows unless it is told how many."""

app = typer.Typer()

FirstArgument = Annotated[
    str, typer.Argument(metavar="A", help="The skill that is learned first: name, path or id.")
]
SecondArgument = Annotated[str, typer.Argument(metavar="B", help="The skill that needs it.")]


@app.callback(invoke_without_command=True)
def review(
    ctx: typer.Context,
    *,
    listed: Annotated[
        bool, typer.Option("--list", help="Show the questions in a table, and ask none.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, show_default=f"all, {LISTED} with --list", help="Ask or show at most so many."
        ),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Answers use what is at least so sure.")
    ] = 0.5,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Decide about inferred prerequisites, one by one, those first that change most answers."""
    if ctx.invoked_subcommand:
        _refuse_options(ctx)
        return
    if json or listed:
        _show(open_map(store, map_id), limit, min_confidence, json=json)
        return
    from waypath.review_session import ReviewSession

    with closing(open_store(store)) as opened:
        snapshot = load_map(opened, map_id)
        ReviewSession(opened, snapshot, limit=limit, min_confidence=min_confidence).run()


def _refuse_options(ctx: typer.Context) -> None:
    """Refuse options that stand where they would not be heard.

    Raises:
        BadParameter: There is one.
    """
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        if source and source.name == "COMMANDLINE":
            raise typer.BadParameter(
                f"{parameter.opts[0]} is not heard here. Write it behind the command, if that has "
                f"it: waypath review {ctx.invoked_subcommand} ..."
            )


def _show(snapshot: "Snapshot", limit: int | None, min_confidence: float, *, json: bool) -> None:
    from graph import review_questions

    with progress("Ranking what is open"):
        questions = review_questions(snapshot, min_confidence=min_confidence)
    if json:
        from api.schemas.prerequisites import QuestionPage

        page = QuestionPage.of(snapshot, questions[:limit], len(questions))
        deliver(json_text(page.model_dump(mode="json")))
    else:
        from waypath.review_tables import questions_table

        deliver(questions_table(questions[: limit or LISTED], len(questions), snapshot))


@app.command(epilog='Example: waypath review accept HTTP REST --note "REST is spoken over HTTP."')
def accept(
    *,
    first: FirstArgument,
    second: SecondArgument,
    note: NoteOption = "",
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Confirm that A is learned before B, as was inferred."""
    _decide(store, map_id, (first, second), "accepted", note, json=json)


@app.command(epilog="Example: waypath review reject XML JSON")
def reject(
    *,
    first: FirstArgument,
    second: SecondArgument,
    note: NoteOption = "",
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """See to it that A before B is never used, and never inferred again."""
    _decide(store, map_id, (first, second), "rejected", note, json=json)


@app.command(epilog="Example: waypath review add SQL Indexing")
def add(
    *,
    first: FirstArgument,
    second: SecondArgument,
    note: NoteOption = "",
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """State that A is learned before B, whether it was inferred or not."""
    _decide(store, map_id, (first, second), "asserted", note, json=json)


@app.command(epilog="Example: waypath review undo")
def undo(
    *,
    first: Annotated[
        str | None, typer.Argument(metavar="A", show_default=False, help="A skill.")
    ] = None,
    second: Annotated[
        str | None,
        typer.Argument(metavar="B", show_default=False, help="The skill that needs it, or not."),
    ] = None,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Take back what was decided about A before B, or without names the newest decision."""
    from graph import DecisionError, withdraw

    if first is not None and second is None:
        raise typer.BadParameter("name both skills, or none to take back the newest decision")
    with closing(open_store(store)) as opened:
        snapshot = load_map(opened, map_id)
        if first is not None and second is not None:
            pair = resolve(snapshot, [first, second])
        elif snapshot.decisions:
            pair = [snapshot.decisions[-1].source, snapshot.decisions[-1].target]
        else:
            raise DecisionError("nobody has decided anything about this map: nothing to take back")
        decision = snapshot.decision(*pair)
        after = withdraw(opened, snapshot, *pair)
    if decision is None:  # withdraw has refused that
        raise TypeError(decision)
    if json:
        deliver(json_text({"revision": after.revision} | asdict(decision)))
    else:
        deliver(f"No longer {told(decision.verdict, pair, after)} Revision {after.revision}.")


def _decide(
    address: "StoreAddress",
    map_id: str,
    skills: tuple[str, str],
    verdict: "Verdict",
    note: str,
    *,
    json: bool,
) -> None:
    """Record a decision about two skills, and say that it was made."""
    from graph import decide

    with closing(open_store(address)) as opened:
        snapshot = load_map(opened, map_id)
        source, target = resolve(snapshot, skills)
        decided = decide(opened, snapshot, source, target, verdict, note)
    if decided is snapshot:
        say("That has been decided already, for the same reason.")
    if json:
        from api.schemas.prerequisites import DecidedAnswer

        deliver(json_text(DecidedAnswer.of(decided, source, target).model_dump(mode="json")))
    else:
        sentence = told(verdict, (source, target), decided)
        deliver(f"{sentence[0].upper()}{sentence[1:]} Revision {decided.revision}.")


def load_map(store: "Store", map_id: str) -> "Snapshot":
    """Return a map that decisions can be made about.

    Raises:
        UnknownMapError: The store has no such map, or none at all: the seed map cannot be changed.
        StoreError: The store failed.
    """
    from graph import find_map

    with progress("Loading the map"):
        return store.load(find_map(store, map_id))


def told(verdict: "Verdict", pair: "Sequence[SkillId]", snapshot: "Snapshot") -> str:
    """Return a decision as a sentence that begins with a small letter."""
    names = [
        snapshot.skill_map[skill].name if skill in snapshot.skill_map else skill for skill in pair
    ]
    return f"{verdict}: {' before '.join(names)}."
