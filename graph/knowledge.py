"""Knowledge states and their fringes.

Terms and definitions: Doignon & Falmagne, *Knowledge Spaces* (1999); Falmagne & Doignon, *Learning
Spaces* (2011), 4.1. With prerequisites for a surmise relation, the states are the sets of skills
that hold every prerequisite of their members.
"""

from collections.abc import Set as AbstractSet

import numpy as np

from graph.model import SkillId
from graph.skillgraph import Indices, Mask, SkillGraph


def close_state(graph: SkillGraph, known: AbstractSet[SkillId]) -> frozenset[SkillId]:
    """Return the knowledge state of someone who knows these skills: they and all that they need.

    Args:
        graph: V skills and E prerequisites.
        known: What the person says they know.

    Raises:
        UnknownSkillError: `known` names a skill that the graph does not have.

    Examples:
        >>> graph = SkillGraph([("http", "rest"), ("rest", "graphql")])
        >>> sorted(close_state(graph, {"rest"}))
        ['http', 'rest']

    Time: O(V + E).
    """
    return frozenset(known) | graph.ancestors_of(known)


def outer_fringe(graph: SkillGraph, state: AbstractSet[SkillId]) -> frozenset[SkillId]:
    """Return the skills that someone in this knowledge state is ready to learn.

    A skill is in the outer fringe if it is not in `state` and all its direct prerequisites are.

    Args:
        graph: V skills and E prerequisites.
        state: A knowledge state, so closed under prerequisites: see `close_state`.

    Returns:
        Zero to V skill ids, none of them in `state`. Empty means there is nothing left to learn.

    Raises:
        UnknownSkillError: `state` names a skill that the graph does not have.

    Examples:
        >>> graph = SkillGraph([("git", "github"), ("http", "rest")])
        >>> sorted(outer_fringe(graph, {"git"}))
        ['github', 'http']

    Time: O(V + E).
    """
    learned = graph.mask_of(state)
    return graph.ids_of(~learned & ~_marked(graph, graph.targets[~learned[graph.sources]]))


def inner_fringe(graph: SkillGraph, state: AbstractSet[SkillId]) -> frozenset[SkillId]:
    """Return the skills of a knowledge state that no other skill of it needs.

    They are what may have been learned last, so what is worth a review.

    Args:
        graph: V skills and E prerequisites.
        state: A knowledge state, so closed under prerequisites: see `close_state`.

    Returns:
        A part of `state`, empty only if `state` is.

    Raises:
        UnknownSkillError: `state` names a skill that the graph does not have.

    Examples:
        >>> graph = SkillGraph([("http", "rest"), ("rest", "graphql")])
        >>> sorted(inner_fringe(graph, {"http", "rest"}))
        ['rest']

    Time: O(V + E).
    """
    learned = graph.mask_of(state)
    return graph.ids_of(learned & ~_marked(graph, graph.sources[learned[graph.targets]]))


def _marked(graph: SkillGraph, positions: Indices) -> Mask:
    mask = np.zeros(len(graph), dtype=np.bool_)
    mask[positions] = True
    return mask
