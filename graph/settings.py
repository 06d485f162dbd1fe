"""The environment, read in this one place: how to log in to Neo4j, and what counts in a ranking."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from graph.errors import StoreError, WeightsError
from graph.ranking import DEFAULT_WEIGHTS, RankingWeights

_NUMBER = re.compile(r"\d+(\.\d*)?|\.\d+")


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


def ranking_weights(environment: Mapping[str, str] = os.environ) -> RankingWeights:
    """Return the weights that WAYPATH_RANKING gives, such as `goal=0.5,unlock=0.2`.

    What it leaves out keeps its default.

    Raises:
        WeightsError: It names no factor, or gives no number that can be a weight.

    Examples:
        >>> ranking_weights({"WAYPATH_RANKING": "topic=0, effort=0.4"}).effort
        0.4
    """
    known = [field.name for field in fields(RankingWeights)]
    given: dict[str, float] = {}
    for part in filter(str.strip, environment.get("WAYPATH_RANKING", "").split(",")):
        name, _, value = map(str.strip, part.partition("="))
        if name not in known or name in given or not _NUMBER.fullmatch(value):
            raise WeightsError(
                f"WAYPATH_RANKING has “{part.strip()}”. Write each of {', '.join(known)} at most "
                "once, with a number: goal=0.5,unlock=0.2"
            )
        given[name] = float(value)
    return replace(DEFAULT_WEIGHTS, **given)
