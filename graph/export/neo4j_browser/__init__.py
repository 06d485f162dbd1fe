"""What makes a graph easy to read in Neo4j Browser: style sheet, guide and favourites."""

from graph.export.neo4j_browser.favourites import favourites_zip
from graph.export.neo4j_browser.guide import guide_adoc, guide_html
from graph.export.neo4j_browser.queries import QUERIES, Query
from graph.export.neo4j_browser.style import (
    POST_CONNECT_COMMAND,
    STYLE,
    post_connect_command,
    style_grass,
)
from graph.export.neo4j_browser.values import filled, values_of

__all__ = [
    "POST_CONNECT_COMMAND",
    "QUERIES",
    "STYLE",
    "Query",
    "favourites_zip",
    "filled",
    "guide_adoc",
    "guide_html",
    "post_connect_command",
    "style_grass",
    "values_of",
]
