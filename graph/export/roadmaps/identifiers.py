"""Identifiers of what a file speaks of: the same ones whenever the same map is exported again.

Calendars and catalogues recognise by them what they know already, and change it instead of having
it twice.
"""

import json
from uuid import UUID, uuid5

_NAMESPACE = UUID("1d8a1c5e-3a0b-5f5b-9d0c-6f0e6b1b7c52")


def identifier(*parts: str) -> str:
    """Return the UUID of what these parts name: a map's id, then what is meant in the map."""
    return str(uuid5(_NAMESPACE, json.dumps(parts)))
