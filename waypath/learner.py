"""The commands `waypath learner ...`: what is kept about a person, and taking it along.

Not its job: what a person knows and wants (`waypath.learner_knowledge`).
"""

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.options import (
    JsonOption,
    MapOption,
    OutputOption,
    StoreOption,
    open_map,
    open_store,
)
from waypath.output import ask, deliver, json_text, say, show_error
from waypath.planning import HolidayOption, HoursOption

if TYPE_CHECKING:
    from graph import Holiday, Learner, Store
    from waypath.options import StoreAddress

READ_LIMIT = 5_000_000
"""So many bytes of a text or a record are read at most."""

app = typer.Typer(
    no_args_is_help=True,
    help="Keep what people know, learn and want, so that `next` and `roadmap` can answer for them.",
)

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", show_default=False, help="The id of the learner.")
]
NameOption = Annotated[
    str | None, typer.Option("--name", metavar="NAME", show_default=False, help="Their name.")
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")]


@app.command("list", epilog="Example: waypath learner list --store team.db")
def list_(*, store: StoreOption, json: JsonOption = False) -> None:
    """List the learners of the store."""
    from dataclasses import asdict

    from waypath.learner_tables import learners_table

    with closing(open_store(store)) as opened:
        learners = opened.learners()
    deliver(json_text([*map(asdict, learners)]) if json else learners_table(learners))


@app.command(epilog="Example: waypath learner new ana --name Ana --hours-per-week 6")
def new(
    *,
    learner_id: IdArgument,
    name: NameOption = None,
    hours_per_week: HoursOption = None,
    holiday: HolidayOption,
    store: StoreOption,
) -> None:
    """Make a learner."""
    from graph import Learner, check_learner_id
    from graph.clock import now

    learner = Learner(
        check_learner_id(learner_id),
        name=name or "",
        hours_per_week=hours_per_week,
        holidays=_holidays(holiday),
    )
    with closing(open_store(store, create=True)) as opened:
        opened.commit_learner(learner, now())
    say(f"Made. Say what you know with: waypath learner know {learner_id} NAME...")


@app.command("set", epilog="Example: waypath learner set ana --hours-per-week 4")
def set_(
    *,
    learner_id: IdArgument,
    name: NameOption = None,
    hours_per_week: HoursOption = None,
    holiday: HolidayOption,
    clear: Annotated[
        bool, typer.Option("--clear-time", help="Forget hours a week and holidays first.")
    ] = False,
    store: StoreOption,
) -> None:
    """Change the name of a learner, their hours a week, or their holidays; the rest stays."""
    from dataclasses import replace

    with closing(open_store(store)) as opened:
        before = opened.learner(learner_id)
        cleared = replace(before, hours_per_week=None, holidays=()) if clear else before
        after = replace(
            cleared,
            name=cleared.name if name is None else name,
            hours_per_week=cleared.hours_per_week if hours_per_week is None else hours_per_week,
            holidays=_holidays(holiday) or cleared.holidays,
        )
        keep(opened, before, after)


@app.command(epilog="Example: waypath learner show ana")
def show(
    *,
    learner_id: IdArgument,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Show what a learner knows of a map, learns, skips and wants, and what became of it."""
    from graph import knowledge_of
    from waypath.learner_tables import knowledge_table

    learner = load_learner(store, learner_id)
    snapshot = open_map(store, map_id)
    knowledge = knowledge_of(snapshot, learner)
    if json:
        from api.schemas.knowledge import KnowledgeAnswer

        deliver(json_text(KnowledgeAnswer.of(knowledge).model_dump(mode="json", by_alias=True)))
    else:
        deliver(knowledge_table(learner, knowledge, snapshot))


@app.command(epilog="Example: waypath learner export ana -o ana.json")
def export(*, learner_id: IdArgument, output: OutputOption = None, store: StoreOption) -> None:
    """Write all that is kept about a learner as JSON, to keep it or to take it along."""
    from graph import record_of

    deliver(json_text(record_of(load_learner(store, learner_id))), output)


@app.command("import", epilog="Example: waypath learner import ana ana.json --dry-run")
def import_(
    *,
    learner_id: IdArgument,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", show_default=False, help="A record; - is stdin.")
    ],
    dry_run: DryRunOption = False,
    store: StoreOption,
    json: JsonOption = False,
) -> None:
    """Add a record to what is kept about a learner, or make one of it. What is newer holds."""
    from graph import Learner, check_learner_id, merge_record, read_record, record_notes

    record = read_record(read_input(file))
    with closing(open_store(store, create=not dry_run)) as opened:
        before = _found(opened, check_learner_id(learner_id))
        merged = merge_record(before or Learner(learner_id), record)
        kept = merged.learner if dry_run else keep(opened, before, merged.learner, told=False)
        notes = record_notes(record, opened.load)
    if json:
        from api.schemas.learners import RecordAnswer

        answer = RecordAnswer.of(merged, kept, notes, before=before, dry_run=dry_run)
        deliver(json_text(answer.model_dump(mode="json", by_alias=True)))
    else:
        from waypath.learner_tables import record_table

        deliver(record_table(merged, kept, notes, dry_run=dry_run))


@app.command(epilog="Example: waypath learner delete ana")
def delete(*, learner_id: IdArgument, yes: YesOption = False, store: StoreOption) -> None:
    """Delete all that is kept about a learner. Nothing of it stays."""
    from waypath.wording import counted

    with closing(open_store(store)) as opened:
        learner = opened.learner(learner_id)
        what = f"{counted(len(learner.marks), 'mark')}, {counted(len(learner.goals), 'goal')}"
        say(f"{learner_id}: {what}. To keep a copy: waypath learner export {learner_id} -o FILE")
        if not (yes or confirmed(f"Delete all that is kept about {learner_id}?")):
            say("Nothing was deleted.")
            raise typer.Exit(1)
        opened.delete_learner(learner_id, learner.revision)
    say("Deleted.")


def load_learner(store: "StoreAddress", learner_id: str) -> "Learner":
    """Return a learner of the store.

    Raises:
        UnknownLearnerError: There is none.
        StoreError: The store cannot be used.
    """
    with closing(open_store(store)) as opened:
        return opened.learner(learner_id)


def keep(
    store: "Store", before: "Learner | None", after: "Learner", *, told: bool = True
) -> "Learner":
    """Keep what has changed about a learner, and return it as it is kept."""
    from graph.clock import now

    if after == before:
        if told:
            say("Nothing to change.")
        return after
    kept = store.commit_learner(after, now())
    if told:
        say(f"Kept. Revision {kept.revision}.")
    return kept


def confirmed(question: str) -> bool:
    """Ask the person, and return whether they said yes; not being there is no."""
    return (ask(f"{question} [y/N] ") or "").casefold() in {"y", "yes"}


def read_input(file: Path) -> str:
    """Return the text of a file, or of stdin for `-`.

    Raises:
        Exit: It is no text; what to do has been told.
        OSError: It cannot be read.
    """
    if str(file) == "-":
        content = sys.stdin.buffer.read(READ_LIMIT)
    else:
        with file.open("rb") as stream:
            content = stream.read(READ_LIMIT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or text.startswith("%PDF"):
        show_error(f"{file} is no UTF-8 text. Copy its text into a file, or paste it after: -")
        raise typer.Exit(1)
    return text


def _holidays(given: Sequence[str]) -> "tuple[Holiday, ...]":
    from waypath.planning import holidays_of

    return tuple(holidays_of(given))


def _found(store: "Store", learner_id: str) -> "Learner | None":
    from graph import UnknownLearnerError

    try:
        return store.learner(learner_id)
    except UnknownLearnerError:
        return None
