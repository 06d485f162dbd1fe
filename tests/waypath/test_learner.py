import json

import pytest

from graph import Learner, SqliteStore, UnknownLearnerError
from tests.waypath.commands import call

TEAM = "# Team\n## Web\n- HTTP (2h)\n- JSON\n- REST APIs (6h) (requires: HTTP; JSON)\n"
RECORD = {
    "waypath_record": 1,
    "name": "Ana",
    "hours_per_week": 6,
    "holidays": [{"first": "2027-08-02", "last": "2027-08-15"}],
    "marks": [
        {
            "map": "team",
            "skill": "web/http",
            "name": "HTTP",
            "progress": "known",
            "since": "2027-01-04T09:00:00.000Z",
            "source": "said",
            "hours": None,
        }
    ],
    "goals": [
        {
            "map": "team",
            "entry": "web/rest-apis",
            "name": "REST APIs",
            "since": "2027-01-04T09:00:00.000Z",
        }
    ],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "team.md").write_text(TEAM)
    call(tmp_path, "import", tmp_path / "team.md")
    return tmp_path


@pytest.fixture
def ana(folder):
    (folder / "ana.json").write_text(json.dumps(RECORD))
    call(folder, "learner", "import", "ana", folder / "ana.json")
    return folder


def kept(folder, learner_id="ana"):
    """Return what the store keeps about a learner."""
    store = SqliteStore(folder / "waypath.db")
    try:
        return store.learner(learner_id)
    finally:
        store.close()


def test_a_learner_is_made_and_listed(folder):
    made = call(
        folder, "learner", "new", "ana", "--name", "Ana", "--hours-per-week", 6,
        "--holiday", "2027-08-02..2027-08-15", "--holiday", "2027-12-24",
    )  # fmt: skip

    assert made.exit_code == 0
    assert "waypath learner know ana" in made.stderr
    ana = kept(folder)
    assert (ana.name, ana.hours_per_week, len(ana.holidays)) == ("Ana", 6, 2)
    assert "ana  Ana" in call(folder, "learner", "list").stdout
    (listed,) = json.loads(call(folder, "learner", "list", "--json").stdout)
    assert listed["id"] == "ana"


def test_a_store_without_learners_says_how_to_make_one(folder):
    assert "waypath learner new" in call(folder, "learner", "list").stdout


def test_a_learner_is_made_once(ana):
    again = call(ana, "learner", "new", "ana")

    assert again.exit_code == 1
    assert "exists already" in str(again.exception)


def test_an_id_that_cannot_be_is_refused(folder):
    assert "cannot be the id" in str(call(folder, "learner", "new", "a/b").exception)


def test_a_profile_is_changed_where_something_is_said(ana):
    call(ana, "learner", "set", "ana", "--hours-per-week", 4)
    assert (kept(ana).name, kept(ana).hours_per_week, len(kept(ana).holidays)) == ("Ana", 4, 1)

    call(ana, "learner", "set", "ana", "--name", "Ani", "--clear-time")
    assert kept(ana) == Learner("ana", 3, name="Ani", marks=kept(ana).marks, goals=kept(ana).goals)


def test_a_profile_that_says_nothing_new_is_not_written(ana):
    done = call(ana, "learner", "set", "ana", "--name", "Ana")

    assert "Nothing to change." in done.stderr
    assert kept(ana).revision == 1


def test_what_is_kept_is_shown_for_a_map(ana):
    shown = call(ana, "learner", "show", "ana").stdout

    assert "Ana (ana)  Team" in shown
    assert "1 of 3 skills: 1 Web" in shown
    assert "REST APIs" in shown
    assert "2027-08-02 to 2027-08-15" in shown


def test_what_became_of_marks_is_shown(ana):
    (ana / "team.md").write_text(TEAM.replace("- HTTP (2h)\n", "").replace("HTTP; ", ""))
    call(ana, "import", ana / "team.md")

    assert "“HTTP” was removed from the map." in call(ana, "learner", "show", "ana").stdout
    assert "“HTTP” was removed from the map." in call(ana, "next", "--learner", "ana").stderr


def test_json_is_what_the_service_answers(ana):
    shown = json.loads(call(ana, "learner", "show", "ana", "--json").stdout)

    assert (shown["learner"], shown["map"], shown["known"]) == ("ana", "team", ["web/http"])


def test_a_record_is_exported_as_it_was_imported(ana):
    printed = call(ana, "learner", "export", "ana").stdout
    call(ana, "learner", "export", "ana", "-o", ana / "out.json")

    assert json.loads(printed) == json.loads((ana / "out.json").read_text()) == RECORD


def test_importing_can_be_tried_and_tells_what_it_does(ana):
    coming = RECORD["marks"][0] | {"skill": "web/ftp", "name": "FTP"}
    elsewhere = coming | {"map": "cooking"}
    record = RECORD | {"marks": [coming, elsewhere]}
    (ana / "more.json").write_text(json.dumps(record))

    tried = call(ana, "learner", "import", "ana", ana / "more.json", "--dry-run").stdout

    assert "2 marks taken over. Dry run: nothing is written." in tried
    assert "“FTP” is not in this map" in tried
    assert "There is no map cooking here." in tried
    assert kept(ana).revision == 1
    answer = json.loads(call(ana, "learner", "import", "ana", ana / "more.json", "--json").stdout)
    assert (answer["outcome"], len(answer["added"]), answer["revision"]) == ("changed", 2, 2)


def test_a_record_that_cannot_be_read_says_where(ana):
    (ana / "bad.json").write_text('{"waypath_record": 1, "marks": [{"map": 3}]}')

    refused = call(ana, "learner", "import", "bo", ana / "bad.json")

    assert refused.exit_code == 1
    assert str(refused.exception).startswith("marks[0].map: ")


def test_a_file_that_is_no_text_is_told(ana):
    (ana / "cv.pdf").write_bytes(b"%PDF-1.7\n\xe2\xe3")

    refused = call(ana, "learner", "import", "bo", ana / "cv.pdf")

    assert refused.exit_code == 1
    assert "is no UTF-8 text" in refused.stderr


def test_deleting_asks_first_and_leaves_nothing(ana):
    declined = call(ana, "learner", "delete", "ana", typed="n\n")
    assert (declined.exit_code, kept(ana).revision) == (1, 1)
    assert "waypath learner export ana" in declined.stderr

    deleted = call(ana, "learner", "delete", "ana", typed="y\n")

    assert deleted.exit_code == 0
    with pytest.raises(UnknownLearnerError):
        kept(ana)


def test_deleting_does_not_ask_if_it_is_told_so(ana):
    assert call(ana, "learner", "delete", "ana", "--yes").exit_code == 0


@pytest.mark.parametrize("command", [["show"], ["export"], ["delete", "-y"], ["set"]])
def test_who_is_not_kept_is_an_error(folder, command):
    refused = call(folder, "learner", command[0], "nobody", *command[1:])

    assert refused.exit_code == 1
    assert "nothing is kept about a learner" in str(refused.exception)
