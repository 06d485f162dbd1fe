import subprocess
import sys

import pytest

from graph import build
from graph.export import GRAPH_FORMATS
from graph.model import Decision
from tests.builders import SEED_MAP
from tests.graph.export.snapshots import inferred, snapshot_of

every_format = pytest.mark.parametrize("name", GRAPH_FORMATS)


def test_formats_have_the_names_that_people_type():
    assert list(GRAPH_FORMATS) == ["json", "mermaid", "dot", "graphml", "cypher"]


@every_format
def test_a_text_says_how_it_is_encoded(name):
    media_type = GRAPH_FORMATS[name].media_type

    assert media_type.endswith("; charset=utf-8") == media_type.startswith("text/")


@every_format
def test_the_same_map_gives_the_same_file(name):
    source = SEED_MAP.read_bytes()

    first, second = (GRAPH_FORMATS[name].write(build(source), 0.5) for _ in range(2))

    assert first == second
    assert first.endswith("\n")


@every_format
def test_a_prerequisite_that_is_not_sure_enough_is_not_in_the_file(name):
    write = GRAPH_FORMATS[name].write
    snapshot = snapshot_of(["HTTP", "REST"], inferred(1, 2, 0.6))

    assert write(snapshot, 0.7) == write(snapshot_of(["HTTP", "REST"]), 0.7)
    assert write(snapshot, 0.6) != write(snapshot, 0.7)


@every_format
def test_a_rejected_prerequisite_is_not_in_the_file(name):
    write = GRAPH_FORMATS[name].write
    rejection = Decision("area/1", "area/2", "rejected", "2026-03-01T12:00:00+00:00")
    snapshot = snapshot_of(["HTTP", "REST"], inferred(1, 2)).with_decisions([rejection])

    assert write(snapshot, 0.0) == write(snapshot_of(["HTTP", "REST"]), 0.0)


def test_heavy_libraries_are_not_loaded_before_they_are_used():
    program = "import sys, graph.export; sys.exit('networkx' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
