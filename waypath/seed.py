"""The seed map, with which Waypath answers before anybody has imported a map."""

from graph.seeds import seeds


def seed_map() -> bytes:
    """Return the seed map's Markdown."""
    return (seeds() / "backend-skill-map.md").read_bytes()
