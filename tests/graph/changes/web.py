"""The map that most tests of changes begin with, and what they look at."""

MAP = """\
# Web
## Protocols
- HTTP
- REST
- GraphQL
## Formats
- JSON
"""
HTTP, REST, GRAPHQL = "protocols/http", "protocols/rest", "protocols/graphql"
JSON = "formats/json"


def status(snapshot, source, target):
    """Return the status of a prerequisite, or None if it is neither used nor rejected."""
    return next(
        (
            edge.status
            for edge in snapshot.prerequisites
            if (edge.source, edge.target) == (source, target)
        ),
        None,
    )


def everything(store):
    """Return all that a store keeps."""
    return [(store.load(each.id), store.history(each.id), each) for each in store.maps()]
