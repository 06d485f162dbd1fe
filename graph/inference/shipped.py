"""What ships with Waypath for inference: the knowledge pack and the weights. Read when first asked.

These files are part of the program as its modules are: they never change while it runs, and the
same map always gives the same prerequisites (docs/decisions/0006).
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from graph.inference.combine import Weights
from graph.inference.knowledge_pack import KnowledgePack, read_pack
from graph.seeds import seeds

WEIGHTS = "weights.json"
KNOWLEDGE = "knowledge"


@lru_cache(maxsize=1)
def shipped_pack() -> KnowledgePack:
    """Return the knowledge pack."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    fields = sorted(
        (file for file in (seeds() / KNOWLEDGE).iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    return read_pack(yaml.load(file.read_bytes(), Loader=loader) for file in fields)  # noqa: S506 - a safe loader


@lru_cache(maxsize=1)
def shipped_weights() -> Mapping[str, Weights]:
    """Return what signals are worth, by kind of map: see `graph.inference.MapSources`."""
    text = (files("graph.inference") / WEIGHTS).read_text("utf-8")
    weights: Mapping[str, Weights] = json.loads(text)
    return weights
