import json

import pytest

from tests.waypath.commands import call
from tests.waypath.test_learner import TEAM, folder, kept  # noqa: F401 - a fixture

HTTP, JSON, REST = "web/http", "web/json", "web/rest-apis"


@pytest.fixture
def ana(folder):  # noqa: F811 - the fixture
    call(folder, "learner", "new", "ana")
    return folder


def marks(folder):  # noqa: F811 - not the fixture
    return {made.skill: made.progress for made in kept(folder).marks}


def test_skills_are_known_learned_skipped_and_taken_back(ana):
    call(ana, "learner", "know", "ana", "http", "REST APIs")
    call(ana, "learner", "learning", "ana", "json")
    call(ana, "learner", "skip", "ana", "rest apis")
    assert marks(ana) == {HTTP: "known", JSON: "learning", REST: "skipped"}

    call(ana, "learner", "unmark", "ana", "Web")
    assert marks(ana) == {}


def test_what_changes_is_shown_and_how_to_take_it_back(ana):
    done = call(ana, "learner", "know", "ana", "web")

    assert "3 skills. Revision 2." in done.stdout
    assert "HTTP  Web" in done.stdout
    assert "waypath learner unmark ana web" in done.stderr


def test_the_command_that_takes_a_change_back_does_so(ana):
    call(ana, "learner", "skip", "ana", "HTTP")
    before = marks(ana)
    done = call(ana, "learner", "know", "ana", "web")

    commands = [line.split()[1:] for line in done.stderr.splitlines() if "waypath learner" in line]
    for command in commands:
        assert call(ana, *command).exit_code == 0

    assert marks(ana) == before


def test_names_that_are_not_understood_are_all_told_and_nothing_is_marked(ana):
    refused = call(ana, "learner", "know", "ana", "HTTP", "Fortran", "Cobol")

    assert refused.exit_code == 1
    assert "“Fortran”" in refused.stderr
    assert "“Cobol”" in refused.stderr
    assert marks(ana) == {}


def test_a_dry_run_writes_nothing(ana):
    done = call(ana, "learner", "know", "ana", "web", "--dry-run")

    assert "3 skills. Dry run: nothing is written." in done.stdout
    assert "take it back" not in done.stderr
    assert kept(ana).revision == 1


def test_how_long_it_took_is_said_with_or_after_the_skill(ana):
    call(ana, "learner", "know", "ana", "HTTP")

    done = call(ana, "learner", "know", "ana", "HTTP", "--hours", 5)

    assert "Noted how long it took. Revision 3." in done.stdout
    assert [made.hours for made in kept(ana).marks] == [5]
    refused = call(ana, "learner", "know", "ana", "web", "--hours", 5)
    assert "one known skill" in str(refused.exception)


def test_a_mark_on_a_skill_that_is_gone_is_taken_back_by_its_id(ana):
    call(ana, "learner", "know", "ana", "HTTP")
    (ana / "team.md").write_text(TEAM.replace("- HTTP (2h)\n", "").replace("HTTP; ", ""))
    call(ana, "import", ana / "team.md")

    call(ana, "learner", "unmark", "ana", HTTP)

    assert marks(ana) == {}


def test_a_text_is_read_shown_and_marked_if_the_person_says_so(ana):
    (ana / "cv.txt").write_text("Skills: HTTP, REST APIs, Flamenco\nI do not know JSON.\n")

    declined = call(ana, "learner", "read", "ana", ana / "cv.txt", typed="\n")
    assert "Understood (2)" in declined.stdout
    assert "“JSON” is not known" in declined.stdout
    assert "“Flamenco”" in declined.stdout
    assert "Nothing was marked." in declined.stderr
    assert marks(ana) == {}

    call(ana, "learner", "read", "ana", ana / "cv.txt", typed="y\n")
    assert marks(ana) == {HTTP: "known", REST: "known"}


def test_a_text_from_a_pipe_is_marked_if_that_is_asked_for(ana):
    shown = call(ana, "learner", "read", "ana", "-", typed="HTTP")
    marked = call(ana, "learner", "read", "ana", "-", "--yes", typed="HTTP")

    assert "Add --yes" in shown.stderr
    assert marked.exit_code == 0
    assert marks(ana) == {HTTP: "known"}


def test_a_text_without_skills_says_so(ana):
    (ana / "cv.txt").write_text("I like long walks at the sea.\n")

    assert (
        "No skill of Team was found." in call(ana, "learner", "read", "ana", ana / "cv.txt").stdout
    )


def test_json_of_a_text_is_what_the_service_answers(ana):
    (ana / "cv.txt").write_text("HTTP\n")

    refused = call(ana, "learner", "read", "ana", ana / "cv.txt", "--json")
    answer = json.loads(
        call(ana, "learner", "read", "ana", ana / "cv.txt", "--json", "--dry-run").stdout
    )

    assert refused.exit_code == 2
    assert [one["skill"] for one in answer["text"]["understood"]] == [HTTP]
    assert answer["dry_run"] is True


def test_ticks_of_a_checklist_are_known_and_those_not_found_are_told(ana):
    (ana / "list.md").write_text("- [x] REST APIs\n- [ ] HTTP\n- [x] FTP\n")

    done = call(ana, "learner", "ticks", "ana", ana / "list.md")

    assert (done.exit_code, marks(ana)) == (1, {REST: "known"})
    assert "nothing in the map is called “FTP”" in done.stderr
    assert [made.source for made in kept(ana).marks] == ["ticked"]


def test_a_roadmap_that_was_ticked_is_read_back(ana):
    call(ana, "roadmap", "--learner", "ana", "-o", ana / "plan.md")
    plan = (ana / "plan.md").read_text()
    (ana / "plan.md").write_text(plan.replace("[ ] JSON", "[x] JSON"))

    call(ana, "learner", "ticks", "ana", ana / "plan.md")

    assert marks(ana) == {JSON: "known"}


def test_goals_are_wanted_and_dropped(ana):
    assert "Goals: REST APIs" in call(ana, "learner", "want", "ana", "rest apis").stdout
    assert [goal.entry for goal in kept(ana).goals] == [REST]

    assert "Goals: none" in call(ana, "learner", "unwant", "ana", "REST APIs").stdout
    assert kept(ana).goals == ()


def test_next_and_roadmap_answer_for_a_learner(ana):
    call(ana, "learner", "know", "ana", "HTTP")
    call(ana, "learner", "skip", "ana", "JSON")
    call(ana, "learner", "want", "ana", "REST APIs")

    answer = json.loads(call(ana, "next", "--learner", "ana", "--json").stdout)
    plan = json.loads(call(ana, "roadmap", "--learner", "ana", "--json").stdout)

    assert [skill["id"] for skill in answer["next"]] == [REST]
    assert (answer["learner"], answer["state"]) == ("ana", [HTTP])
    assert [step["id"] for step in plan["steps"]] == [REST]


def test_what_is_known_besides_and_other_goals_can_be_said_with_a_learner(ana):
    call(ana, "learner", "want", "ana", "JSON")

    answer = json.loads(
        call(
            ana, "next", "--learner", "ana", "--know", "HTTP", "--goal", "REST APIs", "--json"
        ).stdout
    )

    assert answer["state"] == [HTTP]
    assert answer["next"][0]["unlocks"]["goals"] == [REST]
    assert marks(ana) == {}


def test_a_roadmap_has_the_week_and_the_holidays_of_the_learner(ana):
    call(ana, "learner", "set", "ana", "--hours-per-week", 7, "--holiday", "2027-01-05")

    plan = json.loads(
        call(
            ana, "roadmap", "--learner", "ana", "--goal", "HTTP", "--start", "2027-01-04", "--json"
        ).stdout
    )

    assert (plan["starts"], plan["ends"]) == ("2027-01-04", "2027-01-06")


def test_a_roadmap_has_the_pace_of_the_learner_unless_another_is_told(ana):
    call(ana, "learner", "know", "ana", "HTTP", "--hours", 8)

    def hours(*options):
        plan = call(ana, "roadmap", "--learner", "ana", "--goal", "JSON", "--json", *options)
        return json.loads(plan.stdout)["effort_hours"]

    assert hours() == pytest.approx(hours("--pace", 1) * 4 ** (1 / 4), abs=0.01)
