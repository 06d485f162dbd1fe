"""The local Neo4j of all tests that only need one that runs.

A worker starts one at most, when a test first asks for it: that takes half a minute.
"""

import subprocess

import pytest

from tests.waypath.commands import WAYPATH, environment, with_neo4j
from waypath.local_neo4j import LocalNeo4j

_STARTED_S = 100


@pytest.fixture(scope="session")
def neo4j_starts(tmp_path_factory):
    """What two starts at the same time say, and the folder that they were in."""
    folder = tmp_path_factory.mktemp("waypath")
    try:
        commands = [
            subprocess.Popen(
                [*WAYPATH, "neo4j", "start", "--json"],
                env=environment(folder, **with_neo4j(folder / "neo4j")),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        # Their output ends with them, though the server goes on: it does not hold on to it.
        yield folder, [(*one.communicate(timeout=_STARTED_S), one.returncode) for one in commands]
    finally:
        LocalNeo4j(folder / "neo4j").stop(patience_s=0)


@pytest.fixture(scope="session")
def folder_with_neo4j(neo4j_starts):
    """The folder in which `neo4j` is a local Neo4j that runs."""
    return neo4j_starts[0]
