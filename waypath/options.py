"""What several commands share: their options, and the store, map and names that these mean."""

import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.output import progress, say, show_error
from waypath.seed import seed_map

if TYPE_CHECKING:
    from graph import GraphError, SkillId, Snapshot, Store

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+):(///)?")
"""At least two letters, because `C:` is a drive."""


def default_store() -> str:
    """Return where maps are kept if nobody says where: in the user's data folder."""
    from platformdirs import user_data_dir

    return str(Path(user_data_dir("waypath", appauthor=False), "waypath.db"))


def store_path(uri: str) -> Path:
    """Return the file that a store's URI names: `PATH`, `sqlite:PATH` or `sqlite:///PATH`."""
    scheme = _SCHEME.match(uri)
    if scheme and scheme[1] != "sqlite":
        raise typer.BadParameter(
            f"“{scheme[1]}:” is no store that this version knows. Maps are kept in a SQLite file: "
            "give its path, as PATH or sqlite:PATH"
        )
    path = uri[scheme.end() :] if scheme else uri
    if not path or path.startswith("//"):
        raise typer.BadParameter(f"“{uri}” names no file. Write PATH or sqlite:PATH")
    return Path(path).expanduser()


StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        metavar="URI",
        envvar="WAYPATH_STORE",
        parser=store_path,
        default_factory=default_store,
        show_default="waypath.db in the user's data folder",
        help="Where maps are kept: the path of a SQLite file, also as sqlite:PATH.",
    ),
]
MapOption = Annotated[
    str, typer.Option("--map", metavar="ID", help="The map that is asked; default is the oldest.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, as the REST service does.")]
ConfidenceOption = Annotated[
    float,
    typer.Option(min=0, max=1, help="Leave out prerequisites that are less sure."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the result to a file."),
]
KnowOption = Annotated[
    list[str],
    typer.Option(
        "--know",
        metavar="NAME",
        default_factory=list,
        show_default=False,
        help="A skill that you know, or a topic for all skills under it. Can be repeated.",
    ),
]
GoalOption = Annotated[
    list[str],
    typer.Option(
        "--goal",
        metavar="NAME",
        default_factory=list,
        show_default=False,
        help="A skill or topic that you want to know in the end; none means the whole map. "
        "Can be repeated.",
    ),
]


def chosen_format(format_: str | None, *, json: bool) -> str | None:
    """Return the format that `--format` and `--json` ask for; None if neither was given."""
    if json and format_ not in {None, "json"}:
        raise typer.BadParameter(f"--json contradicts --format {format_}")
    return "json" if json else format_


def open_store(path: Path) -> "Store":
    """Return the store in this file, for reading: a missing file reads as an empty store.

    Raises:
        StoreError: The file cannot be used.
    """
    from graph import SqliteStore

    return SqliteStore(path if path.exists() else ":memory:")


def open_map(path: Path, map_id: str) -> "Snapshot":
    """Return a map of the store in this file, or the seed map if there is none yet.

    Raises:
        StoreError: The file cannot be used.
        UnknownMapError: The store has no such map.
    """
    from graph import SqliteStore, find_map, import_map

    with progress("Loading the map"), closing(open_store(path)) as store:
        if store.maps():
            return store.load(find_map(store, map_id))
    say("No map has been imported yet, so this is about the seed map. See: waypath import --help")
    with closing(SqliteStore(":memory:")) as seeded:
        import_map(seeded, seed_map())
        return seeded.load(find_map(seeded, map_id))


def resolve(snapshot: "Snapshot", names: Sequence[str]) -> "list[SkillId]":
    """Return the ids that names mean, in their order. A close spelling will do, and is told.

    Raises:
        Exit: Some names are unknown or ambiguous; each has been told, with candidates.
    """
    from graph import AmbiguousNameError, UnknownSkillError

    ids: list[SkillId] = []
    problems: list[GraphError] = []
    for name in names:
        try:
            ids.append(_id_of(snapshot, name))
        except (UnknownSkillError, AmbiguousNameError) as error:
            problems.append(error)
    for problem in problems:
        show_error(problem)
    if problems:
        raise typer.Exit(1)
    return ids


def _id_of(snapshot: "Snapshot", name: str) -> "SkillId":
    from graph import UnknownSkillError

    try:
        return snapshot.names.entry(name).id
    except UnknownSkillError:
        entry = snapshot.names.entry(name, forgive_typos=True)
    say(f"“{name}” read as {entry.name}")
    return entry.id
