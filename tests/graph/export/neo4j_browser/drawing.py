"""How Neo4j Browser draws what the style sheet says, without a browser."""

from graph.export.neo4j_browser.style import RULES


def looks(*labels):
    """Return how Browser draws a node with these labels: all rules that match, the last one wins.

    Transcribed from the classic Browser 5.24, `GraphStyle.ts`.
    """
    drawn = {}
    for selector, rule in RULES.items():
        tag, *needed = selector.split(".")
        if tag == "node" and set(needed) <= set(labels):
            drawn |= rule
    return drawn
