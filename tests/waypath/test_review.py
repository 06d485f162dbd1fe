import json

import pytest

from api.schemas.prerequisites import DecidedAnswer, QuestionPage
from graph import SqliteStore, import_map, review_questions
from tests.waypath.commands import call, run

WEB = """\
# Web
## Web
- HTTP
- JSON
- REST (requires: HTTP; JSON)
- GraphQL
"""


@pytest.fixture
def web(tmp_path):
    """Return a folder with a store that has a small map, and the map itself."""
    store = SqliteStore(tmp_path / "waypath.db")
    snapshot = import_map(store, WEB).snapshot
    store.close()
    return tmp_path, snapshot


def stored(folder):
    """Return the map as the store has it now."""
    store = SqliteStore(folder / "waypath.db")
    snapshot = store.load("web")
    store.close()
    return snapshot


def decided(folder):
    """Return what the store holds of decisions: the last part of each id, verdict and note."""
    return [
        (made.source.split("/")[-1], made.target.split("/")[-1], made.verdict, made.note)
        for made in stored(folder).decisions
    ]


# Questions as a list


def test_the_questions_are_printed_as_the_service_gives_them(web):
    folder, snapshot = web

    done = call(folder, "review", "--json", "--limit", 2, "--min-confidence", 0.7)

    questions = review_questions(snapshot, min_confidence=0.7)
    page = QuestionPage.of(snapshot, questions[:2], len(questions))
    assert done.exit_code == 0
    assert json.loads(done.stdout) == page.model_dump(mode="json")


def test_the_list_ranks_the_questions_and_counts_those_that_it_does_not_show(web):
    folder, snapshot = web
    questions = review_questions(snapshot)

    lines = call(folder, "review", "--list", "--limit", 1).stdout.splitlines()

    assert lines[0].startswith(f"{len(questions)} open questions, the first 1. ")
    assert " ".join(" ".join(lines[2:]).split()).startswith(f"1 {questions[0].text[:40]}")


def test_as_long_as_the_store_has_no_map_the_list_is_about_the_seed_map(tmp_path):
    done = call(tmp_path, "review", "--list", "--limit", 3, columns=60)

    assert done.exit_code == 0
    assert "seed map" in done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 60


def test_nothing_can_be_decided_about_a_map_that_no_store_has(tmp_path):
    for arguments in ([], ["accept", "HTTP", "REST"], ["undo"]):
        done = run(tmp_path, "review", *arguments, typed="y\n")

        assert (done.returncode, done.stdout) == (1, "")
        assert "the store is empty. Import one first" in done.stderr
    assert list(tmp_path.iterdir()) == []


# Decisions by name


def test_decisions_are_made_by_name_with_a_note_and_take_a_close_spelling(web):
    folder, _ = web

    accepted = run(folder, "review", "accept", "HTTP", "GraphQL")
    rejected = run(folder, "review", "reject", "rest", "web/graphql", "--note", "No.")
    added = run(folder, "review", "add", "JSON", "Grapql")

    assert [done.stdout for done in (accepted, rejected, added)] == [
        "Accepted: HTTP before GraphQL. Revision 2.\n",
        "Rejected: REST before GraphQL. Revision 3.\n",
        "Asserted: JSON before GraphQL. Revision 4.\n",
    ]
    assert added.stderr == "“Grapql” read as GraphQL\n"
    assert decided(folder) == [
        ("http", "graphql", "accepted", ""),
        ("rest", "graphql", "rejected", "No."),
        ("json", "graphql", "asserted", ""),
    ]


def test_a_decision_is_printed_as_the_service_answers_it(web):
    folder, _ = web

    done = call(folder, "review", "accept", "REST", "GraphQL", "--json")

    expected = DecidedAnswer.of(stored(folder), "web/rest", "web/graphql")
    assert json.loads(done.stdout) == expected.model_dump(mode="json")


def test_the_same_decision_again_is_none(web):
    folder, _ = web
    call(folder, "review", "accept", "REST", "GraphQL")

    done = call(folder, "review", "accept", "REST", "GraphQL")

    assert done.stdout == "Accepted: REST before GraphQL. Revision 2.\n"
    assert "decided already" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["accept", "GraphQL", "HTTP"], "there is nothing to accept"),
        (["add", "REST", "HTTP"], "these prerequisites run in a circle"),
        (["reject", "Zymurgy", "HTTP"], "nothing in the map is called “Zymurgy”"),
        (["undo", "HTTP", "JSON"], "nothing to withdraw"),
        (["undo"], "nobody has decided anything"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(web, arguments, problem):
    folder, _ = web

    done = run(folder, "review", *arguments)

    assert (done.returncode, done.stdout) == (1, "")
    assert problem in done.stderr
    assert stored(folder).revision == 1


def test_without_names_the_newest_decision_is_taken_back(web):
    folder, _ = web
    call(folder, "review", "accept", "REST", "GraphQL")
    call(folder, "review", "add", "JSON", "HTTP")

    newest, older = (call(folder, "review", "undo") for _ in range(2))

    assert newest.stdout == "No longer asserted: JSON before HTTP. Revision 4.\n"
    assert older.stdout == "No longer accepted: REST before GraphQL. Revision 5.\n"
    assert decided(folder) == []


def test_a_decision_that_is_named_is_taken_back_and_can_be_printed(web):
    folder, _ = web
    call(folder, "review", "reject", "REST", "GraphQL", "--note", "No.")
    call(folder, "review", "add", "JSON", "HTTP")

    done = call(folder, "review", "undo", "rest", "graphql", "--json")

    assert json.loads(done.stdout) | {"decided_at": ""} == {
        "revision": 4,
        "source": "web/rest",
        "target": "web/graphql",
        "verdict": "rejected",
        "decided_at": "",
        "note": "No.",
    }
    assert decided(folder) == [("json", "http", "asserted", "")]


# Usage


@pytest.mark.parametrize(
    "arguments",
    [["--limit", "0"], ["--min-confidence", "2"], ["accept", "HTTP"], ["undo", "HTTP"]],
)
def test_wrong_usage_is_refused(web, arguments):
    folder, _ = web

    assert call(folder, "review", *arguments).exit_code == 2


def test_an_option_before_the_command_that_would_not_be_heard_is_refused(web):
    folder, _ = web

    done = call(folder, "review", "--map", "web", "accept", "REST", "GraphQL")

    assert done.exit_code == 2
    assert "Write it behind the command" in " ".join(done.stderr.replace("│", "").split())
    assert stored(folder).revision == 1


@pytest.mark.parametrize("command", ["accept", "reject", "add", "undo"])
def test_the_help_of_every_command_ends_with_an_example(tmp_path, command):
    assert (
        f"Example: waypath review {command}" in call(tmp_path, "review", command, "--help").stdout
    )
