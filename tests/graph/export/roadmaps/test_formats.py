import subprocess
import sys
from pathlib import PurePath

import pytest

from graph.errors import FormatUnavailableError
from graph.export.roadmaps import ROADMAP_FORMATS, format_of
from tests.builders import stated
from tests.graph.export.roadmaps.plans import MADE_AT, WEEKLY, plan_of

every_format = pytest.mark.parametrize("name", ROADMAP_FORMATS)
WEB = """
    # Web
    ## Basics
    - HTTP (2h)
    ## APIs
    - REST (requires: HTTP)
    - GraphQL (requires: REST)
"""


def written(name: str, *goals: str, **wishes) -> bytes:
    plan = plan_of(stated(WEB), *goals, **wishes)
    return ROADMAP_FORMATS[name].write(plan.roadmap, plan.snapshot, MADE_AT)


def test_formats_have_the_names_that_people_type():
    assert list(ROADMAP_FORMATS) == [
        *("json", "markdown", "html", "pdf", "csv", "ics", "svg", "png"),
        *("mermaid", "dot", "graphml", "canvas", "case", "jsonld"),
    ]


def test_no_two_formats_share_a_media_type_or_an_ending():
    kinds = ROADMAP_FORMATS.values()

    assert len({kind.media_type for kind in kinds}) == len(kinds)
    assert len({kind.extension for kind in kinds}) == len(kinds)


@every_format
def test_a_text_says_how_it_is_encoded(name):
    media_type = ROADMAP_FORMATS[name].media_type

    assert media_type.endswith("; charset=utf-8") == media_type.startswith("text/")


@every_format
@pytest.mark.parametrize("wishes", [{}, WEEKLY], ids=["undated", "dated"])
def test_the_same_roadmap_gives_the_same_bytes(name, wishes):
    assert written(name, **wishes) == written(name, **wishes)


@every_format
def test_a_text_is_utf_8_and_ends_with_a_line_end_and_the_rest_is_binary(name):
    data = written(name)

    if ROADMAP_FORMATS[name].is_binary:
        with pytest.raises(UnicodeDecodeError):
            data.decode()
    else:
        assert data.decode().endswith("\n")


@every_format
def test_a_roadmap_without_a_step_can_be_written_too(name):
    everything = plan_of(stated(WEB), known=["Basics", "APIs"])

    assert ROADMAP_FORMATS[name].write(everything.roadmap, everything.snapshot, MADE_AT)


def test_the_format_of_a_file_is_told_by_its_ending():
    for name, kind in ROADMAP_FORMATS.items():
        assert format_of(PurePath(f"my.plan.{kind.extension.upper()}")) == name
    assert format_of(PurePath("plan")) is None
    assert format_of(PurePath("plan.doc")) is None


def test_heavy_libraries_are_not_loaded_before_they_are_used():
    heavy = {"networkx", "reportlab", "icalendar", "pygraphviz"}
    program = f"import sys, graph.export.roadmaps; sys.exit(bool({heavy} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("name", ["svg", "png"])
def test_a_picture_without_graphviz_is_a_problem_that_says_what_to_install(name, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygraphviz", None)

    with pytest.raises(FormatUnavailableError) as problem:
        written(name)

    assert 'pip install "waypath[render]"' in str(problem.value)
