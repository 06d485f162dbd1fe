"""The seed map, with which Waypath answers before anybody has imported a map."""

from importlib.resources import files
from pathlib import Path

_NAME = "backend-skill-map.md"


def seed_map() -> bytes:
    """Return the seed map's Markdown, from the installed package or from a checkout."""
    packaged = files("graph") / "_seeds" / _NAME
    if packaged.is_file():
        return packaged.read_bytes()
    return (Path(__file__).parent.parent / "seeds" / _NAME).read_bytes()
