"""What ships with Waypath for inference: the knowledge pack and the weights. Read when first asked.

These files are part of the program as its modules are: they never change while it runs, and the
same map always gives the same prerequisites (docs/decisions/0006).
"""

import gc
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graph.inference.combine import Weights
from graph.inference.knowledge_pack import KnowledgePack, read_pack
from graph.seeds import seeds

WEIGHTS = "weights.json"
KNOWLEDGE = "knowledge"


@lru_cache(maxsize=1)
def shipped_pack() -> KnowledgePack:
    """Return the knowledge pack.

    Time: 1.3 s, a third of it for YAML. The garbage collector is off meanwhile: it would look
    through all concepts again and again, none of which can go, which takes another .4 s.
    """
    fields = sorted(
        (file for file in (seeds() / KNOWLEDGE).iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    with _without_garbage_collection():
        return read_pack(read_texts(file.read_bytes()) for file in fields)


def read_texts(document: bytes) -> Any:
    """Return the mappings, lists and texts of a YAML document, all of whose scalars are texts.

    PyYAML's own constructors take three times as long, for they look at each scalar whether it is a
    number, a date or nothing.

    Args:
        document: YAML without aliases and tags, as what ships is; a test compares that with what
            PyYAML's constructors and the linter make of it.

    Examples:
        >>> read_texts(b"{name: Go, needs: [[C, Java], SQL]}")
        {'name': 'Go', 'needs': [['C', 'Java'], 'SQL']}
    """
    import yaml

    open_nodes: list[list[Any]] = [[]]
    for event in yaml.parse(document, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        match event:
            case yaml.ScalarEvent():
                open_nodes[-1].append(event.value)
            case yaml.CollectionStartEvent():
                open_nodes.append([])
            case yaml.SequenceEndEvent():
                values = open_nodes.pop()
                open_nodes[-1].append(values)
            case yaml.MappingEndEvent():
                values = open_nodes.pop()
                open_nodes[-1].append(dict(zip(values[::2], values[1::2], strict=True)))
    return open_nodes[0][0]


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def shipped_weights() -> Mapping[str, Weights]:
    """Return what signals are worth, by kind of map: see `graph.inference.MapSources`."""
    text = (files("graph.inference") / WEIGHTS).read_text("utf-8")
    weights: Mapping[str, Weights] = json.loads(text)
    return weights
