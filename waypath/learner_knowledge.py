"""The commands of `waypath learner` about what a person knows, learns, skips and wants.

Each shows what changes, and says what takes it back.
"""

import shlex
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.learner import (
    DryRunOption,
    IdArgument,
    YesOption,
    confirmed,
    keep,
    load_learner,
    read_input,
)
from waypath.options import (
    JsonOption,
    MapOption,
    StoreOption,
    open_map,
    open_store,
    resolve,
    usual_store,
)
from waypath.output import deliver, json_text, progress, say, show_error

if TYPE_CHECKING:
    from graph import Learner, Marked, Progress, Snapshot, Statement, Understanding
    from waypath.options import StoreAddress

app = typer.Typer()

_COMMANDS = {None: "unmark", "known": "know", "learning": "learning", "skipped": "skip"}
_NAMED = 8
"""Skills that a command which takes something back names at most."""

NamesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME...", show_default=False, help="Skills, or topics for all skills under them."
    ),
]


@app.command(epilog='Example: waypath learner know ana Docker "python core/fundamentals"')
def know(
    *,
    learner_id: IdArgument,
    names: NamesArgument,
    hours: Annotated[
        float | None,
        typer.Option(metavar="H", help="How long it took to learn this one skill: sets the pace."),
    ] = None,
    dry_run: DryRunOption = False,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Say that a learner knows skills."""
    _mark(store, map_id, learner_id, names, "known", hours=hours, dry_run=dry_run, json=json)


@app.command(epilog="Example: waypath learner learning ana Kubernetes")
def learning(
    *,
    learner_id: IdArgument,
    names: NamesArgument,
    dry_run: DryRunOption = False,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Say that a learner has begun skills."""
    _mark(store, map_id, learner_id, names, "learning", dry_run=dry_run, json=json)


@app.command(epilog="Example: waypath learner skip ana NumPy")
def skip(
    *,
    learner_id: IdArgument,
    names: NamesArgument,
    dry_run: DryRunOption = False,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Set skills aside: they are never offered, and nothing waits for them."""
    _mark(store, map_id, learner_id, names, "skipped", dry_run=dry_run, json=json)


@app.command(epilog="Example: waypath learner unmark ana Docker")
def unmark(
    *,
    learner_id: IdArgument,
    names: NamesArgument,
    dry_run: DryRunOption = False,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Take back what was said about skills, also about some that the map has no more, by id."""
    _mark(store, map_id, learner_id, names, None, dry_run=dry_run, json=json)


@app.command(epilog="Example: waypath learner read ana cv.txt")
def read(
    *,
    learner_id: IdArgument,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", show_default=False, help="A list or a CV; - is stdin."),
    ],
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Find the skills in a text, show what was understood, and mark it as known if you say so."""
    from graph import Statement, understand
    from waypath.learner_tables import understanding_table

    learner, snapshot = load_learner(store, learner_id), open_map(store, map_id)
    text = read_input(file)
    with progress("Reading"):
        found = understand(snapshot, text)
    said = Statement(tuple(one.skill for one in found.understood), "known")
    if not json:
        deliver(understanding_table(found, snapshot))
    if json and not (yes or dry_run):
        raise typer.BadParameter("--json cannot ask: add --yes to mark, or --dry-run to look")
    if found.understood and not (yes or dry_run or file == Path("-")):
        yes = confirmed(f"Mark {_skills(len(found.understood))} as known?")
    if yes or dry_run:
        _take_down(
            store, learner, snapshot, [said], found=found, dry_run=dry_run, json=json, map_id=map_id
        )
    else:
        say("Nothing was marked. Add --yes to mark what was understood.")


@app.command(epilog="Example: waypath learner ticks ana roadmap.md")
def ticks(
    *,
    learner_id: IdArgument,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", show_default=False, help="A map or a roadmap in Markdown; - is stdin."
        ),
    ],
    dry_run: DryRunOption = False,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Mark what is ticked in a checklist as known. What is not ticked stays as it is."""
    from graph import Statement, parse_skill_map, ticked_in

    learner, snapshot = load_learner(store, learner_id), open_map(store, map_id)
    found = ticked_in(snapshot, parse_skill_map(read_input(file)))
    names = (*snapshot.graph.in_order(found.skills), *(name.id for name in found.unknown))
    said = Statement(names, "known", source="ticked")
    _take_down(store, learner, snapshot, [said], dry_run=dry_run, json=json, map_id=map_id)


@app.command(epilog="Example: waypath learner want ana Microservices")
def want(
    *,
    learner_id: IdArgument,
    names: NamesArgument,
    store: StoreOption,
    map_id: MapOption = "default",
) -> None:
    """Add goals: skills, topics or areas that a learner wants to know."""
    from graph import add_goals
    from graph.clock import now

    learner, snapshot = load_learner(store, learner_id), open_map(store, map_id)
    wanted = add_goals(learner, snapshot, resolve(snapshot, names), now())
    _keep_goals(store, learner, wanted, snapshot)


@app.command(epilog="Example: waypath learner unwant ana Microservices")
def unwant(
    *,
    learner_id: IdArgument,
    names: NamesArgument,
    store: StoreOption,
    map_id: MapOption = "default",
) -> None:
    """Drop goals of a learner, also some that the map has no more, by id."""
    from graph import drop_goals

    learner, snapshot = load_learner(store, learner_id), open_map(store, map_id)
    mine = {goal.entry for goal in learner.goals if goal.map_id == snapshot.map_id}
    ids = [*mine.intersection(names), *resolve(snapshot, [n for n in names if n not in mine])]
    _keep_goals(store, learner, drop_goals(learner, snapshot, ids), snapshot)


def _mark(
    store: "StoreAddress",
    map_id: str,
    learner_id: str,
    names: Sequence[str],
    said: "Progress | None",
    *,
    hours: float | None = None,
    dry_run: bool,
    json: bool,
) -> None:
    from graph import Statement

    learner, snapshot = load_learner(store, learner_id), open_map(store, map_id)
    mine = {made.skill for made in learner.marks if made.map_id == snapshot.map_id}
    gone = [name for name in names if said is None and name in mine]
    ids = [*gone, *resolve(snapshot, [name for name in names if name not in gone])]
    statement = Statement(tuple(ids), said, hours)
    _take_down(
        store,
        learner,
        snapshot,
        [statement],
        typed=names,
        dry_run=dry_run,
        json=json,
        map_id=map_id,
    )


def _take_down(
    store: "StoreAddress",
    learner: "Learner",
    snapshot: "Snapshot",
    statements: "Sequence[Statement]",
    *,
    found: "Understanding | None" = None,
    typed: Sequence[str] = (),
    dry_run: bool,
    json: bool,
    map_id: str,
) -> None:
    """Keep what was said, show what it changes, and say what takes it back."""
    from graph import mark_names
    from graph.clock import now

    marked = mark_names(learner, snapshot, statements, now())
    kept = learner
    if not dry_run:
        with closing(open_store(store, create=True)) as opened:
            kept = keep(opened, learner, marked.learner, told=False)
    if json:
        from api.schemas.knowledge import KnowledgeChangeAnswer

        answer = KnowledgeChangeAnswer.of(marked, kept, snapshot, found, dry_run=dry_run)
        deliver(json_text(answer.model_dump(mode="json", by_alias=True)))
        return
    from waypath.learner_tables import changes_table

    deliver(changes_table(marked, learner, kept, snapshot, dry_run=dry_run))
    for name in marked.unknown:
        close = f". Closest: {', '.join(name.suggestions)}" if name.suggestions else ""
        show_error(f"nothing in the map is called “{name.id}”{close}")
    if not dry_run:
        _tell_undo(_undo(marked, typed, snapshot), store, learner.id, map_id)
    if marked.unknown:
        raise typer.Exit(1)


def _undo(
    marked: "Marked", typed: Sequence[str], snapshot: "Snapshot"
) -> "list[tuple[Progress | None, Sequence[str]]]":
    """Return what takes a change back: names, and how the person stood to them before.

    What was typed is shorter than all skills of a topic, if it means the same.
    """
    if len(marked.undo) == 1 and snapshot.names.known(typed).skills == {*marked.undo[0].names}:
        return [(marked.undo[0].progress, typed)]
    return [(said.progress, said.names) for said in marked.undo]


def _tell_undo(
    undo: "Sequence[tuple[Progress | None, Sequence[str]]]",
    store: "StoreAddress",
    learner_id: str,
    map_id: str,
) -> None:
    """Say which commands take a change back, if they are short enough to be typed."""
    if not undo or any(len(names) > _NAMED for _, names in undo):
        return
    where = [] if map_id == "default" else ["--map", map_id]
    where += [] if store.uri == usual_store() else ["--store", store.uri]
    say("To take it back:")
    for before, names in undo:
        command = ["waypath", "learner", _COMMANDS[before], learner_id, *names, *where]
        say(f"  {shlex.join(command)}")


def _keep_goals(
    store: "StoreAddress", before: "Learner", after: "Learner", snapshot: "Snapshot"
) -> None:
    with closing(open_store(store)) as opened:
        keep(opened, before, after)
    goals = [goal.name for goal in after.goals if goal.map_id == snapshot.map_id]
    deliver(f"Goals: {', '.join(goals) or 'none, so the whole map'}")


def _skills(count: int) -> str:
    return "1 skill" if count == 1 else f"{count:,} skills"
