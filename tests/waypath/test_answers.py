import dataclasses
import json
import re

import pytest

from graph import (
    SqliteStore,
    explain,
    import_map,
    order_skills,
    plan_roadmap,
    recommend_next,
    topic_prerequisites,
)
from graph.export.roadmaps import ROADMAP_FORMATS
from tests.builders import SEED_MAP
from tests.waypath.commands import call, run, run_in_terminal, without_codes

WEB = """\
# Web
## Basics
- HTTP (1h)
## Formats
- JSON
## Services
- REST (requires: HTTP; JSON)
- GraphQL (requires: REST)
"""


@pytest.fixture
def web(tmp_path):
    """Return a folder with a store that has a small map, and the map itself."""
    store = SqliteStore(tmp_path / "waypath.db")
    snapshot = import_map(store, WEB).snapshot
    store.close()
    return tmp_path, snapshot


def json_of(answer):
    """Return an answer of the library as JSON has it: lists for tuples."""
    return json.loads(json.dumps(dataclasses.asdict(answer)))


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [line.strip() for line in done.stdout.splitlines()]


# What all three have in common


@pytest.mark.parametrize("command", ["order", "topics", "next", "roadmap"])
def test_a_store_without_a_map_is_answered_for_from_the_seed_map_and_not_made(tmp_path, command):
    done = call(tmp_path, command, "--json")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["revision"] == 1
    assert "seed map" in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["order", "topics", "next", "roadmap"])
def test_a_map_is_named_by_its_id_and_the_oldest_is_the_default(web, command):
    folder, _ = web
    (folder / "other.md").write_text("# Other\n- Skill\n")
    assert call(folder, "import", folder / "other.md").exit_code == 0

    default, oldest, other = (
        call(folder, command, "--json", *chosen)
        for chosen in ([], ["--map", "web"], ["--map", "other"])
    )

    assert default.stdout == oldest.stdout
    assert "http" in oldest.stdout
    assert "http" not in other.stdout


def test_a_map_that_the_store_does_not_have_is_a_problem_that_lists_those_it_has(web):
    folder, _ = web

    done = call(folder, "next", "--map", "wep")

    assert done.exit_code == 1
    assert str(done.exception) == "there is no map “wep”. The store has: web"


# order


def test_order_prints_skills_by_topic_in_an_order_in_which_they_can_be_learned(web):
    folder, _ = web

    assert lines(call(folder, "order")) == [
        "Basics",
        "1  HTTP",
        "Formats",
        "2  JSON",
        "Services",
        "3  REST",
        "4  GraphQL",
    ]


def test_order_prints_stages_with_the_place_of_each_skill(web):
    folder, _ = web

    assert lines(call(folder, "order", "--stages")) == [
        "Stage 1",
        "1  HTTP  Basics",
        "2  JSON  Formats",
        "Stage 2",
        "3  REST  Services",
        "Stage 3",
        "4  GraphQL  Services",
    ]


def test_order_takes_skills_and_topics_and_puts_nothing_else_in_order(web):
    folder, _ = web

    assert lines(call(folder, "order", "services", "json")) == [
        "Formats",
        "1  JSON",
        "Services",
        "2  REST",
        "3  GraphQL",
    ]


def test_order_prints_the_answer_of_the_library_as_json(web):
    folder, snapshot = web

    done = call(folder, "order", "graphql", "basics", "--stages", "--json")

    expected = order_skills(snapshot, ["graphql", "basics"], stages=True)
    assert json.loads(done.stdout) == json_of(expected)


# topics


def test_topics_prints_areas_in_order_with_what_their_skills_need_of_others(web):
    folder, _ = web

    done = call(folder, "topics", "--min-confidence", "1")

    assert [re.sub(" {2,}", "  ", line) for line in lines(done)] == [
        "1  Basics  1 skill  1 h",
        "2  Formats  1 skill  4 h",
        "3  Services  2 skills  8 h",
        "2 of 2 need Basics (100% sure): “HTTP” before “REST”.",
        "2 of 2 need Formats (100% sure): “JSON” before “REST”.",
    ]


def test_topics_says_what_needs_something_of_a_later_one_and_leaves_out_what_is_implied(tmp_path):
    (tmp_path / "ring.md").write_text(
        "# Ring\n"
        "## A\n- a1\n- a2 (requires: c1)\n"
        "## B\n- b1 (requires: a1)\n- b2 (requires: a1)\n"
        "## C\n- c1 (requires: b1; a1)\n- c2 (requires: b2; a1)\n"
    )
    assert call(tmp_path, "import", tmp_path / "ring.md").exit_code == 0

    told = "\n".join(lines(call(tmp_path, "topics", "--min-confidence", "1")))

    assert "1 of 2 needs C, which comes later (100% sure): “c1” before “a2”." in told
    assert "2 of 2 need B (100% sure): “b1” before “c1”." in told
    assert "2 of 2 need A (100% sure): “a1” before “b1”." in told
    assert "“a1” before “c1”" not in told


def test_topics_prints_the_answer_of_the_library_as_json(web):
    folder, snapshot = web

    done = call(folder, "topics", "--level", "topic", "--min-confidence", "0.9", "--json")

    expected = topic_prerequisites(snapshot, level="topic", min_confidence=0.9)
    assert json.loads(done.stdout) == json_of(expected)


def test_topics_knows_two_levels(tmp_path):
    assert call(tmp_path, "topics", "--level", "skill").exit_code == 2


# next


def test_next_says_where_a_person_stands_and_what_is_ready_and_why(web):
    folder, _ = web

    assert lines(call(folder, "next", "--know", "HTTP", "--goal", "REST")) == [
        "You know 1 skill. Ready to learn: 1 skill.",
        "",
        f"1  JSON  Formats{' ' * 70}4 h  unlocks 2",
        "Leads to your goal REST: both missing skills start with it. 2 more skills need",
        "it. Needs nothing else first.",
    ]


def test_next_offers_what_fits_into_the_time_and_is_not_set_aside(web):
    folder, _ = web

    short = call(folder, "next", "--max-hours", "1", "--min-confidence", "1")
    skipping = call(folder, "next", "--max-hours", "1", "--min-confidence", "1", "--skip", "HTTP")

    assert lines(short)[0] == (
        "You know 0 skills. Ready to learn: 2 skills, the best 1 within 1 h first."
    )
    assert lines(short)[2].startswith("1  HTTP")
    assert lines(skipping) == [
        "You know 0 skills. Ready to learn: 1 skill, none of them within 1 h."
    ]


def test_next_ranks_by_the_weights_of_the_environment(web):
    folder, _ = web
    ready = ("next", "--min-confidence", "1", "--json")

    usual = json.loads(run(folder, *ready).stdout)
    by_effort = "goal=0,unlock=0,topic=0,certainty=0,effort=1"
    changed = json.loads(run(folder, *ready, WAYPATH_RANKING=by_effort).stdout)
    wrong = run(folder, *ready, WAYPATH_RANKING="luck=1")

    assert {factor["factor"] for factor in usual["next"][0]["factors"]} > {"effort"}
    assert [factor["factor"] for factor in changed["next"][0]["factors"]] == ["effort"]
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("error: WAYPATH_RANKING has “luck=1”. Write each of goal,")


def test_next_says_what_it_assumes(web):
    folder, _ = web

    done = call(folder, "next", "--know", "GraphQL")

    assert lines(done)[0] == (
        "You know 4 skills, 3 of them assumed, because others need them. Ready to learn: 0 skills."
    )


def test_next_prints_the_answer_of_the_library_as_json(web):
    folder, snapshot = web

    done = call(
        folder, "next", "--know", "json", "--goal", "services", "--limit", "1", "--json",
        "--min-confidence", "0.9",
    )  # fmt: skip

    expected = recommend_next(snapshot, ["json"], ["services"], limit=1, min_confidence=0.9)
    assert json.loads(done.stdout) == json_of(expected)


@pytest.mark.parametrize(
    "wrong", [["--limit", "0"], ["--min-confidence", "1.1"], ["--min-confidence", "nan"]]
)
def test_next_refuses_numbers_that_are_out_of_range(tmp_path, wrong):
    assert call(tmp_path, "next", *wrong).exit_code == 2


# roadmap


def test_roadmap_prints_steps_by_topic_with_the_effort_of_each_and_of_all(web):
    folder, _ = web

    done = call(folder, "roadmap", "--know", "JSON", "--goal", "REST", "--format", "table")

    assert lines(done) == [
        "Roadmap to REST",
        "2 skills, 5 h.",
        "",
        "Basics",
        f"1  HTTP{' ' * 58}1 h",
        "Services",
        f"2  REST{' ' * 58}4 h",
    ]


def test_roadmap_says_when_nothing_is_missing(web):
    folder, _ = web

    done = call(folder, "roadmap", "--know", "GraphQL", "--format", "table")

    assert lines(done) == ["Roadmap to Web", "Nothing is missing: you know it all."]


def test_roadmap_is_markdown_in_a_pipe_and_in_a_file(web):
    folder, snapshot = web
    file = folder / "roadmap.md"

    piped = call(folder, "roadmap", "--know", "http")
    written = call(folder, "roadmap", "--know", "http", "-o", file)

    planned = plan_roadmap(snapshot, ["http"])
    expected = ROADMAP_FORMATS["markdown"].write(planned, snapshot, "").decode()
    assert piped.stdout == file.read_text() == expected
    assert (written.stdout, written.stderr) == ("", f"Wrote {file}.\n")


def test_roadmap_is_a_table_in_a_terminal(web):
    folder, _ = web

    shown = without_codes(run_in_terminal(folder, "roadmap"))

    assert shown.startswith("Roadmap to Web\n4 skills, 13 h.\n")


@pytest.mark.parametrize("wanted", [["--json"], ["--format", "json"], ["--json", "--format=json"]])
def test_roadmap_prints_the_answer_of_the_library_as_json(web, wanted):
    folder, snapshot = web

    done = call(folder, "roadmap", "--goal", "rest", *wanted)

    assert json.loads(done.stdout) == json_of(plan_roadmap(snapshot, [], ["rest"]))


def test_roadmap_refuses_two_formats_at_once(web):
    folder, _ = web

    done = call(folder, "roadmap", "--json", "--format", "markdown")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "--json contradicts --format markdown" in done.stderr


def test_a_result_that_cannot_be_written_is_a_problem(web):
    folder, _ = web

    done = call(folder, "roadmap", "-o", folder / "missing" / "roadmap.md")

    assert done.exit_code == 1
    assert isinstance(done.exception, FileNotFoundError)


def test_a_roadmap_from_the_seed_map_can_be_read_by_people(tmp_path):
    done = call(tmp_path, "roadmap", "--know", "Docker", "--goal", "FastAPI", "--format", "table")

    assert lines(done)[0] == "Roadmap to FastAPI"
    assert "FastAPI / Basics" in lines(done)
    assert SEED_MAP.exists()


# explain


def test_explain_answers_as_the_library_and_takes_close_spellings(web):
    folder, snapshot = web

    done = call(folder, "explain", "http", "graphql", "--json")

    assert json.loads(done.stdout) == json_of(explain(snapshot, "HTTP", "GraphQL"))


def test_explain_tells_the_path_what_was_weighed_and_what_would_change_it(web):
    folder, _ = web

    told = " ".join(lines(call(folder, "explain", "HTTP", "REST")))

    assert told.startswith("“HTTP” comes before “REST”.")
    assert "1.00 HTTP before REST (asserted)" in told.replace("  ", " ")
    assert "The map says that “REST” requires “HTTP”. Lines 3, 7." in told
    assert "By itself, inference takes HTTP before REST for" in told
    assert "stated by the map or by a person; take back “HTTP” before “REST”." in told


def test_explain_of_an_unknown_skill_is_an_error_with_candidates(web):
    folder, _ = web

    done = call(folder, "explain", "HTTP", "zebra crossing")

    assert done.exit_code == 1
    assert "zebra crossing" in done.stderr
