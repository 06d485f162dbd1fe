"""Graphs and roadmaps as files: one format a file, values -> text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.export.cypher import write_cypher
from graph.export.document import write_document
from graph.export.dot import write_dot
from graph.export.graphml import write_graphml
from graph.export.mermaid import write_mermaid
from graph.snapshot import Snapshot

__all__ = ["GRAPH_FORMATS", "GraphFormat"]


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A format that a graph can be written in."""

    media_type: str
    write: Callable[[Snapshot, float], str]
    """Writes a map with the prerequisites in use that have at least this confidence, 0 to 1."""


GRAPH_FORMATS: Mapping[str, GraphFormat] = MappingProxyType(
    {
        "json": GraphFormat("application/json", write_document),
        "mermaid": GraphFormat("text/vnd.mermaid; charset=utf-8", write_mermaid),
        "dot": GraphFormat("text/vnd.graphviz; charset=utf-8", write_dot),
        "graphml": GraphFormat("application/graphml+xml", write_graphml),
        "cypher": GraphFormat("application/x-cypher-query", write_cypher),
    }
)
"""Every format by the name it has at the command line and over REST."""
