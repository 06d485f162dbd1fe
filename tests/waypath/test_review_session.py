import re
import signal
import subprocess

import pytest

from graph import SqliteStore, decide, import_map, review_questions
from tests.waypath.commands import (
    WAYPATH,
    call,
    environment,
    run,
    run_in_terminal,
    without_codes,
)
from tests.waypath.test_review import decided, stored

LINE = "# Web\n## Web\n- HTTP\n- REST\n- GraphQL\n- gRPC\n"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a store that has a map of some open questions."""
    store = SqliteStore(tmp_path / "waypath.db")
    import_map(store, LINE)
    store.close()
    return tmp_path


def first(folder):
    """Return the question that comes first now: the last part of each id."""
    question = review_questions(stored(folder))[0]
    return question.source.split("/")[-1], question.target.split("/")[-1]


def asked(done):
    """Return the questions that were asked, in order."""
    return re.findall(r"^Is “(.+)” needed before “(.+)”\?$", done.stdout, flags=re.MULTILINE)


def told(done):
    """Return what a session said after each prompt, line by line."""
    return [line for line in done.stderr.splitlines() if " > " not in line]


@pytest.mark.parametrize(
    ("key", "verdict", "reason"),
    [("y", "accepted", ""), ("n", "rejected", ""), ("N not so", "rejected", "not so")],
)
def test_an_answer_is_a_decision_with_the_reason_that_follows(folder, key, verdict, reason):
    pair = first(folder)

    done = run(folder, "review", typed=f"{key}\nq\n")

    assert done.returncode == 0
    assert decided(folder) == [(*pair, verdict, reason)]
    assert f"1 decision, {len(review_questions(stored(folder)))} questions left." in done.stdout
    assert re.search(rf"^{verdict}  “\w+” before “\w+”$", done.stdout, flags=re.MULTILINE)


def test_a_question_tells_its_evidence_its_confidence_and_what_depends_on_it(folder):
    question = review_questions(stored(folder))[0]

    shown = " ".join(call(folder, "review", typed="q\n").stdout.split())

    assert f"{question.confidence:.0%} sure. {question.text}" in shown
    assert f"{question.evidence[0].strength:+.2f} {question.evidence[0].text}" in shown
    assert re.search(r"“\w+” is needed for [A-Za-z]", shown)


def test_the_other_way_round_is_two_decisions_and_undone_as_one(folder):
    source, target = first(folder)

    call(folder, "review", typed="r\nq\n")
    assert decided(folder) == [(target, source, "asserted", ""), (source, target, "rejected", "")]

    call(folder, "review", "undo")
    call(folder, "review", "undo")
    done = call(folder, "review", typed="r\nu\nq\n")
    assert decided(folder) == []
    assert "Nothing was decided" in done.stdout


def test_undo_goes_back_answer_by_answer_and_restores_what_was_decided_before(folder):
    call(folder, "review", "reject", "REST", "gRPC", "--note", "Before.")

    done = call(folder, "review", typed="a\nREST\ngRPC\ny\nu\nu\nu\nq\n")

    assert decided(folder) == [("rest", "grpc", "rejected", "Before.")]
    assert told(done)[-1] == "There is nothing left to undo in this review."
    assert "Nothing was decided" in done.stdout


def test_the_ranking_is_worked_out_anew_after_every_decision(folder):
    done = call(folder, "review", typed="y\nn\nq\n")

    again = call(folder, "review", typed="q\n")
    assert len(set(asked(done))) == 3
    assert asked(again) == asked(done)[-1:]


def test_what_is_skipped_is_not_asked_again_and_the_limit_counts_questions(folder):
    done = call(folder, "review", "--limit", 2, typed="s\ns\ns\ns\n")

    assert len(set(asked(done))) == len(asked(done)) == 2
    assert decided(folder) == []


def test_a_review_ends_when_nothing_is_left(folder):
    count = len(review_questions(stored(folder)))

    done = call(folder, "review", typed="s\n" * (count + 5))

    assert len(asked(done)) == count
    assert told(done)[-1] == "Nothing is left to ask."


def test_a_key_that_stands_for_nothing_shows_the_keys_and_asks_again(folder):
    done = call(folder, "review", typed="x\n\ny\nq\n")

    assert done.stderr.count("u  undo the last decision") == 3
    assert len(decided(folder)) == 1


def test_a_prerequisite_is_added_by_two_names_and_names_are_checked(folder):
    done = call(folder, "review", typed="a\nGraphQL\nHTTP\na\nZymurgy\nHTTP\na\nHTTP\n\nq\n")

    assert decided(folder) == [("graphql", "http", "asserted", "")]
    assert "error: nothing in the map is called “Zymurgy”" in done.stderr
    assert "Nothing was added." in done.stderr


def test_a_circle_of_decisions_is_refused_and_the_review_goes_on(folder):
    call(folder, "review", "add", "HTTP", "REST")

    done = call(folder, "review", typed="a\nREST\nHTTP\ny\nq\n")

    assert (
        "error: these prerequisites run in a circle: web/http comes before web/rest" in done.stderr
    )
    assert [made[2] for made in decided(folder)] == ["asserted", "accepted"]


def test_the_end_of_the_input_ends_the_review_with_its_summary(folder):
    done = run(folder, "review", typed="y")

    assert done.returncode == 0
    assert "1 decision, " in done.stdout


@pytest.mark.parametrize("columns", [60, 100])
def test_a_terminal_is_not_overrun_and_its_end_of_input_ends_the_review(folder, columns):
    typed = "n not so\n\x04"
    shown = without_codes(run_in_terminal(folder, "review", columns=columns, typed=typed))

    # What is typed ahead is shown above, and its line feed does not end the line of the prompt.
    lines = shown.replace(" > ", " >\n").splitlines()
    assert max(map(len, lines)) <= columns
    assert shown.splitlines()[-2].startswith("1 decision, ")
    assert [made[2:] for made in decided(folder)] == [("rejected", "not so")]


class Talk:
    """A review in a process of its own, to which other things happen in between."""

    def __init__(self, folder):
        self._process = subprocess.Popen(
            [*WAYPATH, "review"],
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def prompt(self):
        """Read what is told until an answer is waited for."""
        said = b""
        while not said.endswith(b" > "):
            letter = self._process.stderr.read(1)
            assert letter, said
            said += letter
        return said.decode()

    def type(self, line):
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def interrupt(self):
        self._process.send_signal(signal.SIGINT)

    def end(self):
        """Return the exit code, and what was shown and told."""
        shown, said = self._process.communicate(timeout=30)
        return self._process.returncode, shown.decode(), said.decode()


def other_person(folder):
    """Decide something in the same map from elsewhere."""
    store = SqliteStore(folder / "waypath.db")
    decide(store, store.load("web"), "web/grpc", "web/http", "rejected", "Elsewhere.")
    store.close()


def test_a_map_that_somebody_else_changed_is_loaded_again_and_nothing_is_overwritten(folder):
    talk = Talk(folder)
    talk.prompt()
    other_person(folder)

    talk.type("y")
    said = talk.prompt()
    talk.type("y")
    talk.prompt()
    talk.type("q")
    code, shown, _ = talk.end()

    assert "Somebody else has changed the map meanwhile, so the answer was not taken." in said
    assert (code, [made[2:] for made in decided(folder)]) == (
        0,
        [("rejected", "Elsewhere."), ("accepted", "")],
    )
    assert "1 decision, " in shown


def test_undo_reaches_over_the_change_of_somebody_else_but_leaves_what_they_decided(folder):
    talk = Talk(folder)
    talk.prompt()
    for line in ("a", "gRPC", "HTTP", "y"):
        talk.type(line)
        talk.prompt()
    other_person(folder)

    for _ in range(2):
        talk.type("u")
        said = talk.prompt()
    talk.type("q")
    talk.end()

    assert decided(folder) == [("grpc", "http", "rejected", "Elsewhere.")]
    assert "Somebody else has decided anew about these skills, and that stays." in said


def test_an_interrupt_ends_the_review_with_its_summary_and_loses_nothing(folder):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    talk = Talk(folder)
    signal.signal(signal.SIGINT, before)
    talk.prompt()
    talk.type("n")
    talk.prompt()
    talk.interrupt()

    code, shown, said = talk.end()

    assert code == 0
    assert "1 decision, " in shown
    assert "Traceback" not in said
    assert [made[2] for made in decided(folder)] == ["rejected"]
