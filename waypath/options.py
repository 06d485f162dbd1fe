"""What several commands share: their options, and the store, map and names that these mean."""

import os
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.output import progress, say, show_error
from waypath.seed import seed_map

if TYPE_CHECKING:
    from graph import GraphError, SkillId, Snapshot, Store
    from waypath.local_neo4j import LocalNeo4j

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+):(///)?")
"""At least two letters, because `C:` is a drive."""
_NEO4J = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
LOCAL = "neo4j-local"
"""Stands for the Neo4j that `waypath neo4j start` starts."""


@dataclass(frozen=True)
class StoreAddress:
    """Where maps are kept."""

    uri: str
    path: Path | None = None
    """The SQLite file; None if the store is in Neo4j."""


def default_store() -> str:
    """Return where maps are kept if nobody says where: in the user's data folder."""
    from platformdirs import user_data_dir

    return str(Path(user_data_dir("waypath", appauthor=False), "waypath.db"))


def usual_store() -> str:
    """Return the store of a command that is told none: the one of the variable, or the default."""
    return os.environ.get("WAYPATH_STORE") or default_store()


def store_address(uri: str) -> StoreAddress:
    """Return what a store's URI means: `PATH`, `sqlite:PATH`, `sqlite:///PATH`, or a Neo4j."""
    scheme = _SCHEME.match(uri)
    if uri == LOCAL or (scheme and scheme[1].lower() in _NEO4J):
        return StoreAddress(uri)
    if scheme and scheme[1] != "sqlite":
        raise typer.BadParameter(
            f"“{scheme[1]}:” is no store that this version knows. Give the path of a SQLite file, "
            f"as PATH or sqlite:PATH, the address of a Neo4j server, as neo4j://HOST, or {LOCAL}"
        )
    path = uri[scheme.end() :] if scheme else uri
    if not path or path.startswith("//"):
        raise typer.BadParameter(f"“{uri}” names no file. Write PATH or sqlite:PATH")
    return StoreAddress(uri, Path(path).expanduser())


StoreOption = Annotated[
    StoreAddress,
    typer.Option(
        "--store",
        metavar="URI",
        envvar="WAYPATH_STORE",
        parser=store_address,
        default_factory=default_store,
        show_default="waypath.db in the user's data folder",
        help="Where maps are kept: the path of a SQLite file, also as sqlite:PATH; neo4j://HOST or "
        f"bolt://HOST; {LOCAL} for the one of `waypath neo4j start`.",
    ),
]
MapOption = Annotated[
    str, typer.Option("--map", metavar="ID", help="The map that is asked; default is the oldest.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, as the REST service does.")]
NoteOption = Annotated[
    str, typer.Option(metavar="TEXT", show_default=False, help="The reason, for other people.")
]
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


def open_store(
    address: StoreAddress, *, create: bool = False, folder: Path | None = None
) -> "Store":
    """Return the store. To read only, a missing SQLite file reads as an empty store.

    Args:
        address: Where it is.
        create: Whether a missing file is made.
        folder: Where the local Neo4j is, if that is meant; None for where it is by default.

    Raises:
        StoreError: It cannot be used.
    """
    from graph import SqliteStore

    if address.path is not None:
        return SqliteStore(address.path if create or address.path.exists() else ":memory:")
    from graph.store.neo4j import Neo4jStore

    if address.uri == LOCAL:
        running = local_neo4j(folder).require()
        return Neo4jStore(running.bolt, user=running.user, password=running.password)
    from graph.settings import neo4j_login

    login = neo4j_login()
    return Neo4jStore(
        address.uri, user=login.user, password=login.password, database=login.database
    )


def local_neo4j(folder: Path | None = None) -> "LocalNeo4j":
    """Return the Neo4j of a folder, or the one that commands use unless they are told a folder."""
    from waypath.local_neo4j import LocalNeo4j, default_folder

    named = os.environ.get("WAYPATH_NEO4J_FOLDER")
    return LocalNeo4j(folder or (Path(named) if named else default_folder()))


def open_map(address: StoreAddress, map_id: str) -> "Snapshot":
    """Return a map of the store, or the seed map if there is none yet.

    Raises:
        StoreError: The store cannot be used.
        UnknownMapError: The store has no such map.
    """
    from graph import SqliteStore, find_map, import_map

    with progress("Loading the map"), closing(open_store(address)) as store:
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


def resolve_each(snapshot: "Snapshot", *groups: Sequence[str]) -> "list[list[SkillId]]":
    """Return the ids that several groups of names mean, as `resolve` does, all at once.

    Raises:
        Exit: Some names are unknown or ambiguous; each has been told, with candidates.
    """
    ids = iter(resolve(snapshot, [name for names in groups for name in names]))
    return [list(islice(ids, len(names))) for names in groups]


def _id_of(snapshot: "Snapshot", name: str) -> "SkillId":
    from graph import UnknownSkillError

    try:
        return snapshot.names.entry(name).id
    except UnknownSkillError:
        entry = snapshot.names.entry(name, forgive_typos=True)
    say(f"“{name}” read as {entry.name}")
    return entry.id
