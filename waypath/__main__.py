"""The command `waypath`, also `python -m waypath`: its subcommands put together, its errors told.

Not its job: what a command does, which is in the module of its group.
"""

import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer

from waypath import __version__
from waypath.answers import explain, next_, order, roadmap, topics
from waypath.learner import app as learner
from waypath.learner_knowledge import app as learner_knowledge
from waypath.maps import import_, infer
from waypath.neo4j import app as neo4j
from waypath.output import show_error
from waypath.packages import foreign_package
from waypath.place import place
from waypath.review import app as review
from waypath.review_moves import app as review_moves
from waypath.review_names import app as review_names
from waypath.serve import serve

app = typer.Typer(
    name="waypath",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Try it without a map of your own: waypath next --know Docker",
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"waypath {__version__}")
        raise typer.Exit


@app.callback()
def waypath(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Say what to learn next: read skill maps in Markdown, infer which skill comes before which."""


app.command("serve", epilog="Example: waypath serve --map team.md --port 8080")(serve)
app.command("infer", epilog="Example: waypath infer team.md --format mermaid -o team.mmd")(infer)
app.command("import", epilog="Example: waypath import team.md --dry-run")(import_)
app.command("order", epilog="Example: waypath order Docker Security --stages")(order)
app.command("topics", epilog="Example: waypath topics --level topic")(topics)
app.command("next", epilog='Example: waypath next --know Docker --know "python core/fundamentals"')(
    next_
)
app.command(
    "roadmap", epilog="Example: waypath roadmap --know Docker --goal FastAPI -o roadmap.md"
)(roadmap)
app.command("explain", epilog='Example: waypath explain "Docker Compose" "Service Discovery"')(
    explain
)
app.command("place", epilog="Example: waypath place --goal Microservices")(place)
review.add_typer(review_names)
review.add_typer(review_moves)
app.add_typer(review, name="review", epilog="Example: waypath review --list --limit 5")
learner.add_typer(learner_knowledge)
app.add_typer(
    learner, name="learner", epilog="Example: waypath learner new ana && waypath next --learner ana"
)
app.add_typer(neo4j, name="neo4j", epilog="Example: waypath neo4j start && waypath neo4j load")


def main() -> None:
    """Run the command with the arguments of the process."""
    sys.stdout = _utf_8(sys.stdout)
    sys.stderr = _utf_8(sys.stderr)
    if hasattr(signal, "SIGPIPE"):
        # `waypath infer FILE | head` ends without a word, as other commands do.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if problem := foreign_package():
        show_error(problem)
        sys.exit(1)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except Exception as error:
        from graph import GraphError

        if not isinstance(error, GraphError | OSError):
            raise
        show_error(error)
        _drop_output()
        sys.exit(1)


def _utf_8(stream: TextIO | None) -> TextIO:
    """Return the stream set to UTF-8; for one that is closed, a stream to nowhere."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _drop_output() -> None:
    """Let go of what could not be written, or Python would try again and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
