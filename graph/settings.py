"""The environment, read in this one place: how to log in to Neo4j."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError


@dataclass(frozen=True, slots=True)
class Neo4jLogin:
    """Who asks which database of a Neo4j server."""

    user: str
    password: str
    database: str | None
    """None for the user's home database."""


def neo4j_login(environment: Mapping[str, str] = os.environ) -> Neo4jLogin:
    """Return what NEO4J_USERNAME, NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE) and NEO4J_DATABASE say.

    Raises:
        StoreError: There is no password, or its file cannot be read.
    """
    password = environment.get("NEO4J_PASSWORD")
    if not password and (file := environment.get("NEO4J_PASSWORD_FILE")):
        try:
            password = Path(file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeError) as error:
            raise StoreError(f"NEO4J_PASSWORD_FILE names {file}, and that: {error}") from error
    if not password:
        raise StoreError(
            "Neo4j asks for a password. Set NEO4J_PASSWORD, or NEO4J_PASSWORD_FILE to a file that "
            "holds it"
        )
    user = environment.get("NEO4J_USERNAME") or "neo4j"
    return Neo4jLogin(user, password, environment.get("NEO4J_DATABASE") or None)
