"""The seed map, with which Waypath answers before anybody has imported a map."""


def seed_map() -> bytes:
    """Return the seed map's Markdown."""
    from graph.seeds import seeds

    return (seeds() / "backend-skill-map.md").read_bytes()
