import json
from datetime import date

import pytest

from graph import SqliteStore, import_map
from tests.waypath.commands import call

WEB = """\
# Web
## Basics
- HTTP (1h)
- JSON (2h)
## Services
- REST (requires: HTTP; JSON) (14h)
- GraphQL (requires: REST; JSON) (4h)
## Tools
- Git (7h)
"""
WEEK = ("--hours-per-week", 7, "--start", "2027-01-04")


@pytest.fixture
def folder(tmp_path):
    store = SqliteStore(tmp_path / "waypath.db")
    import_map(store, WEB)
    store.close()
    return tmp_path


def shown(done):
    """Return the lines of a result, with single spaces."""
    assert done.exit_code == 0, done.stderr
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_with_hours_a_week_a_roadmap_says_when_each_skill_is_done(folder):
    done = call(folder, "roadmap", "--goal", "REST", *WEEK, "--format", "table")

    assert shown(done) == [
        "Roadmap to REST",
        "3 skills, 17 h. From 2027-01-04 to 2027-01-20, 3 weeks.",
        "",
        "Basics",
        "1 HTTP 1 h week 1, 2027-01-04",
        "2 JSON 2 h week 1, 2027-01-06",
        "Services",
        "3 REST 14 h week 3, 2027-01-20",
    ]


def test_of_several_goals_a_roadmap_says_where_each_is_reached(folder):
    done = call(folder, "roadmap", "--goal", "REST", "--goal", "Git", "--format", "table")

    assert shown(done)[3:] == [
        "Tools",
        "1 Git reaches Git 7 h",
        "Basics",
        "2 HTTP 1 h",
        "3 JSON 2 h",
        "Services",
        "4 REST reaches REST 14 h",
    ]


def test_holidays_are_single_days_or_ranges(folder):
    holidays = ("--holiday", "2027-01-06..2027-01-07", "--holiday", "2027-01-05")

    done = call(folder, "roadmap", "--goal", "Git", *WEEK, *holidays, "--json")

    assert json.loads(done.stdout)["ends"] == "2027-01-13"


def test_who_does_not_say_when_starts_today(folder):
    before = date.today().isoformat()  # noqa: DTZ011 - where the person is
    done = call(folder, "roadmap", "--hours-per-week", "7", "--json")
    after = date.today().isoformat()  # noqa: DTZ011

    assert before <= json.loads(done.stdout)["starts"] <= after


def test_a_pace_and_what_is_skipped_change_the_roadmap(folder):
    done = call(folder, "roadmap", "--goal", "GraphQL", "--skip", "REST", "--pace", "1.5", "--json")

    answer = json.loads(done.stdout)
    assert [(step["name"], step["effort_hours"]) for step in answer["steps"]] == [
        ("HTTP", 1.5),
        ("JSON", 3),
        ("GraphQL", 6),
    ]
    assert (answer["starts"], answer["hours_per_week"]) == (None, None)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--start", "tomorrow", "--hours-per-week", "7"), "is no date"),
        (("--holiday", "2027-01-04..", "--start", "2027-01-04"), "--hours-per-week"),
        (("--holiday", "2027-02-30", "--hours-per-week", "7"), "is no date"),
        (("--holiday", "2027-01-04..2027-01-03", "--hours-per-week", "7"), "before it begins"),
        (("--hours-per-week", "0"), "0.01"),
        (("--what-if", "--format", "markdown"), "table or JSON"),
    ],
)
def test_times_that_make_no_sense_are_wrong_usage(folder, wrong, told):
    done = call(folder, "roadmap", *wrong)

    assert (done.exit_code, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())


def test_what_if_tells_what_each_goal_saves_and_what_further_ones_cost(folder):
    goals = ("--goal", "GraphQL", "--goal", "Git")

    done = call(folder, "roadmap", *goals, *WEEK, "--add", "HTTP", "--drop", "Git")

    assert shown(done) == [
        "Goals: GraphQL, Git",
        "Now: 5 skills, 28 h, until 2027-01-31.",
        "",
        "drop GraphQL saves 21 h 4 skills ends 3 weeks earlier",
        "drop Git saves 7 h 1 skill ends 7 days earlier",
        "add HTTP costs 0 h 0 skills ends the same day",
        "",
        "Then: 4 skills, 21 h, until 2027-01-24.",
    ]


def test_what_if_without_dates_tells_hours_alone(folder):
    done = call(folder, "roadmap", "--goal", "Git", "--what-if")

    assert shown(done) == [
        "Goals: Git",
        "Now: 1 skill, 7 h.",
        "",
        "drop Git saves 7 h 1 skill",
    ]


def test_what_if_can_be_had_as_json_and_in_a_file(folder):
    file = folder / "costs.json"

    call(folder, "roadmap", "--goal", "Git", "--add", "HTTP", "--json", "-o", file)

    answer = json.loads(file.read_text())
    assert [cost["effort_hours"] for cost in (*answer["add"], *answer["drop"])] == [1, -7]


def test_a_goal_to_drop_has_to_be_one(folder):
    done = call(folder, "roadmap", "--goal", "Git", "--drop", "HTTP")

    assert done.exit_code == 1
    assert "none of the goals" in str(done.exception)
