"""Plan -> SVG or PNG: the DOT of the roadmap, drawn by Graphviz.

Graphviz comes with the package pygraphviz (`pip install "waypath[render]"`). It runs in a process
of its own: it is not made for threads, lets no other thread run while it draws, and may take long.
"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from graph.errors import FormatUnavailableError
from graph.export.roadmaps.dot import write_dot
from graph.export.roadmaps.plan import Plan

PATIENCE_S = 60.0
"""How long Graphviz may draw."""

_DRAW = Path(__file__).with_name("draw.py")
_MOST_INCHES = 60
"""Width and height of a PNG at most: 5,760 pixels. A larger picture is scaled down."""


def write_svg(plan: Plan) -> bytes:
    """Return a picture that stays sharp at any size.

    Raises:
        FormatUnavailableError: Graphviz is not installed, or did not draw it.
    """
    return _drawn(write_dot(plan), "svg")


def write_png(plan: Plan) -> bytes:
    """Return a picture in pixels, 96 an inch.

    Raises:
        FormatUnavailableError: Graphviz is not installed, or did not draw it.
    """
    head, brace, rest = write_dot(plan).partition("{\n")
    return _drawn(f'{head}{brace}  size="{_MOST_INCHES},{_MOST_INCHES}"\n{rest}', "png")


def _drawn(dot: str, picture: Literal["svg", "png"]) -> bytes:
    if find_spec("pygraphviz") is None:
        raise FormatUnavailableError(
            f"{picture.upper()} is drawn by Graphviz, which is not installed here: "
            'pip install "waypath[render]"'
        )
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-P", str(_DRAW), picture],
            input=dot.encode(),
            capture_output=True,
            check=True,
            timeout=PATIENCE_S,
        )
    except subprocess.TimeoutExpired as error:
        raise FormatUnavailableError(
            f"Graphviz did not finish the picture in {PATIENCE_S:g} seconds. Name fewer goals, or "
            "take DOT and draw it where there is more time"
        ) from error
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise FormatUnavailableError(f"Graphviz did not draw the picture: {last}") from error
    return done.stdout
