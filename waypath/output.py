"""Where results and messages go: results to stdout or a file, messages and progress to stderr.

Text of a map is never read as markup, and colours and widths are rich's business: it leaves colours
out in a pipe and under NO_COLOR, and fits lines to the terminal.
"""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console, ConsoleRenderable
from rich.text import Text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MAX_WIDTH = 100
"""Columns that a table takes at most: far apart, its ends are hard to read together."""
PATIENCE_S = 1.0
"""How long work may last before it says that it goes on."""


def show(table: ConsoleRenderable) -> None:
    """Print what people read to stdout."""
    console = _console()
    width = min(console.width, MAX_WIDTH)
    if console.is_terminal:
        console.print(table, width=width)
    else:
        typer.echo(_plain(table, width), nl=False)


def deliver(result: str | ConsoleRenderable, file: Path | None = None) -> None:
    """Print a result to stdout, or write it to a file.

    Raises:
        OSError: The file cannot be written.
    """
    if file is not None:
        text = result if isinstance(result, str) else _plain(result, MAX_WIDTH)
        file.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")
        say(f"Wrote {file}.")
    elif isinstance(result, str):
        typer.echo(result.rstrip("\n"))
    else:
        show(result)


def deliver_bytes(result: bytes, file: Path | None = None) -> None:
    """Print a result to stdout, or write it to a file, as it is.

    Raises:
        OSError: The file cannot be written.
    """
    if file is not None:
        file.write_bytes(result)
        say(f"Wrote {file}.")
    else:
        typer.echo(result, nl=False)


def to_terminal() -> bool:
    """Return whether stdout is a terminal, so that a person reads along."""
    return sys.stdout.isatty()


def as_json(answer: "DataclassInstance") -> str:
    """Return an answer as the REST service gives it."""
    return json_text(asdict(answer))


def json_text(value: object) -> str:
    """Return JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def say(message: str) -> None:
    """Tell the person something that is not part of the result."""
    _tell(Text(message))


def ask(question: str) -> str | None:
    """Ask the person for a line, and return it without spaces around it; None at the end of input.

    What does not come from a terminal is repeated, so that what is shown can be read afterwards.
    """
    sys.stdout.flush()
    typer.echo(question, nl=False, err=True)
    line = sys.stdin.readline() if sys.stdin else ""
    if not (sys.stdin and sys.stdin.isatty()):
        typer.echo(line.strip(), err=True)
    elif not line:
        typer.echo(err=True)
    return line.strip() if line else None


def show_error(problem: object) -> None:
    """Tell what is wrong."""
    _tell(Text.assemble(("error: ", "bold red"), str(problem)))


def reason(error: Exception) -> str:
    """Return what an error says, of an OSError only the reason: the caller names the file."""
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Show on a terminal that work goes on, if it lasts, and for how long."""
    console = _console(stderr=True)
    if not console.is_terminal:
        yield
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    bar.add_task(doing, total=None)
    timer = threading.Timer(PATIENCE_S, bar.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


def _tell(message: Text) -> None:
    console = _console(stderr=True)
    console.print(message, soft_wrap=not console.is_terminal)


def _plain(table: ConsoleRenderable, width: int) -> str:
    console = _console(file=StringIO(), width=width, color_system=None)
    with console.capture() as text:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in text.get().rstrip("\n").split("\n"))


_console = partial(Console, highlight=False, markup=False, emoji=False)
