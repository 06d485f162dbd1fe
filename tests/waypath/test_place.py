import json
import re
import shlex
import signal
import subprocess

import pytest

from graph import Learner, SqliteStore, import_map
from tests.waypath.commands import (
    WAYPATH,
    call,
    environment,
    run,
    run_in_terminal,
    without_codes,
)
from waypath.place import USUAL_LIMIT

WEB = """\
# Web
## Basics
- HTTP
- JSON
## APIs
- REST — resources over HTTP (requires: HTTP; JSON)
- GraphQL (requires: REST)
"""
TIME = "2027-01-04T09:00:00.000Z"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a store that has a map and a learner."""
    store = SqliteStore(tmp_path / "waypath.db")
    import_map(store, WEB)
    store.commit_learner(Learner("ana"), TIME)
    store.close()
    return tmp_path


def asked(done):
    """Return the skills that were asked about, in order."""
    return re.findall(r"^Do you know “(.+)”\?$", done.stderr, flags=re.MULTILINE)


def known_by_ana(folder):
    shown = call(folder, "learner", "show", "ana", "--json").stdout
    return json.loads(shown)["known"]


def test_questions_are_asked_one_by_one_until_nothing_is_left(folder):
    done = call(folder, "place", typed="y\ny\ny\ny\n")

    assert done.exit_code == 0
    assert sorted(asked(done)) == ["GraphQL", "HTTP", "JSON", "REST"]
    assert "Nothing is left to ask." in done.stderr
    assert "4 of 4 skills known, 0 open, after 4 answers." in done.stdout
    assert "Basics\n  HTTP, JSON\nAPIs\n  REST, GraphQL\n" in done.stdout


def test_a_question_tells_where_the_skill_stands_what_it_is_and_why_it_is_asked(folder):
    shown = call(folder, "place", "--goal", "REST", typed="n\nn\nn\n").stderr

    assert "Do you know “REST”?\n   APIs\n   resources over HTTP\n   A yes speaks for" in shown
    assert re.search(r"^   Question 1, about 3 to go\.$", shown, flags=re.MULTILINE)


def test_the_end_says_how_to_ask_what_is_next_and_that_works(folder):
    done = call(folder, "place", typed="y\ny\ny\nq\n")

    (command,) = re.findall(r"^What is next: waypath (.+)$", done.stderr, flags=re.MULTILINE)
    again = call(folder, *shlex.split(command))
    assert again.exit_code == 0
    assert "error" not in again.stderr


def test_undo_goes_back_a_question_and_not_further_than_the_first(folder):
    done = call(folder, "place", typed="y\nu\nu\nq\n")

    first, second, *again = asked(done)
    assert again == [first, first]
    assert second != first
    assert "There is nothing left to undo." in done.stderr
    assert "after 0 answers" in done.stdout


def test_a_key_that_stands_for_nothing_shows_the_keys_and_asks_again(folder):
    done = call(folder, "place", typed="maybe\n?\nq\n")

    assert len(asked(done)) == 2
    assert done.stderr.count("I am not sure") == 2
    assert "after 1 answer." in done.stdout


def test_a_placement_is_gone_on_with_by_its_id(folder):
    first = call(folder, "place", "--goal", "REST", typed="y\nq\n")
    (id_,) = re.findall(r"waypath place --resume (\S+)", first.stderr)

    second = call(folder, "place", "--resume", id_, typed="y\ny\n")

    assert set(asked(first)) | set(asked(second)) == {"HTTP", "JSON", "REST"}
    assert asked(second)[0] == asked(first)[-1]
    assert "3 of 3 skills known" in second.stdout


def test_a_learner_goes_on_where_they_were_and_keeps_what_came_out(folder):
    first = call(folder, "place", "--learner", "ana", typed="y\nq\n")
    assert "To go on with the questions: waypath place --learner ana" in first.stderr
    second = call(folder, "place", "--learner", "ana", typed="y\ny\ny\ny\n")

    assert asked(second)[0] == asked(first)[-1]
    assert "Keep 4 skills as known by ana?" in second.stderr
    assert "waypath next --learner ana" in second.stderr
    assert known_by_ana(folder) == ["basics/http", "basics/json", "apis/rest", "apis/graphql"]


def test_nothing_is_kept_unless_the_person_agrees_after_seeing_it(folder):
    refused = call(folder, "place", "--learner", "ana", typed="y\ny\ny\ny\nn\n")
    assert "Nothing was kept." in refused.stderr
    assert known_by_ana(folder) == []

    call(folder, "place", "--learner", "ana", "--yes")
    assert len(known_by_ana(folder)) == 4
    again = call(folder, "place", "--learner", "ana")
    assert asked(again) == []
    assert "There is nothing new to keep." in again.stderr


def test_json_is_what_the_service_answers_and_all_of_stdout(folder):
    done = call(folder, "place", "--json", typed="y\nq\n")

    body = json.loads(done.stdout)
    assert body["answers"] == [{"skill": body["answers"][0]["skill"], "reply": "yes"}]
    assert body["question"]["name"] == asked(done)[-1]


def test_the_limit_counts_earlier_questions_too(folder):
    done = call(folder, "place", "--learner", "ana", "--limit", 2, typed="y\ny\ny\n")

    assert len(asked(done)) == 2
    assert "Those were as many questions as were wanted." in done.stderr
    assert asked(call(folder, "place", "--learner", "ana", "--limit", 2)) == []


def test_without_a_map_it_is_about_the_seed_map_and_nothing_is_kept(tmp_path):
    done = call(tmp_path, "place", "--goal", "Docker", typed="y\nq\n")

    assert "this is about the seed map" in done.stderr
    assert "--resume" not in done.stderr
    assert not (tmp_path / "waypath.db").exists()


def test_resuming_with_other_goals_or_another_learner_is_refused(folder):
    for option in ("--learner", "--goal"):
        done = call(folder, "place", "--resume", "x", option, "ana")

        assert done.exit_code == 2
        assert option in done.stderr


def test_what_does_not_exist_is_told(folder):
    for arguments, told in (
        (["--learner", "bo"], "bo"),
        (["--resume", "gone"], "gone"),
        (["--goal", "Cooking"], "Cooking"),
    ):
        done = run(folder, "place", *arguments)

        assert (done.returncode, done.stdout) == (1, "")
        assert told in done.stderr


@pytest.mark.parametrize("columns", [60, 100])
def test_a_terminal_is_not_overrun_and_its_end_of_input_ends_the_placement(folder, columns):
    shown = without_codes(run_in_terminal(folder, "place", columns=columns, typed="y\n\x04"))

    assert max(map(len, shown.splitlines())) <= columns
    assert "after 1 answer." in shown


def test_an_interrupt_ends_the_placement_and_shows_what_is_known_so_far(folder):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*WAYPATH, "place"],
        env=environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    signal.signal(signal.SIGINT, before)
    said = b""
    while not said.endswith(b"q > "):
        said += (read := process.stderr.read(1))
        assert read, said
    process.send_signal(signal.SIGINT)

    shown, said = process.communicate(timeout=60)

    assert process.returncode == 0
    assert b"after 0 answers." in shown
    assert b"Traceback" not in said


def test_the_usual_limit_is_the_one_of_the_library():
    from graph import MAX_QUESTIONS

    assert USUAL_LIMIT == MAX_QUESTIONS
