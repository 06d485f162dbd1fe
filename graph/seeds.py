"""Where the files are that come with Waypath: the seed map and the knowledge pack."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def seeds() -> Traversable:
    """Return the folder of the installed package or, in a checkout, that of the repository."""
    packaged = files("graph") / "_seeds"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "seeds"
