from pathlib import Path

import pytest

from graph import Goal, Holiday, Learner, Mark, SqliteStore, UnknownLearnerError
from tests.builders import stated
from waypath.asker import Asker, asker
from waypath.options import StoreAddress

AT = "2027-01-04T09:00:00.000Z"
WEB = stated("# Web\n- HTTP (2h)\n- REST (requires: HTTP)")
ANA = Learner(
    "ana",
    hours_per_week=6,
    holidays=(Holiday("2027-08-02", "2027-08-15"),),
    marks=(Mark("web", "http", "HTTP", "known", AT, hours=4),),
    goals=(Goal("web", "rest", "REST", AT),),
)


@pytest.fixture
def address(tmp_path):
    path = Path(tmp_path, "waypath.db")
    return StoreAddress(str(path), path)


def keep(address, learner):
    store = SqliteStore(address.path)
    store.commit_learner(learner, AT)
    store.close()


def test_nobody_is_asked_about_without_a_name(address):
    assert asker(address, None, WEB) == Asker()


def test_all_that_answers_need_is_taken_from_the_learner(address):
    keep(address, ANA)

    who = asker(address, "ana", WEB)

    assert (who.known, who.goals, who.hours_per_week) == (("http",), ("rest",), 6)
    assert who.holidays == ANA.holidays
    assert who.pace > 1


def test_what_became_of_marks_is_told_and_if_it_is_much_counted(address, capsys):
    gone = tuple(Mark("web", f"old-{n}", f"Old {n}", "known", AT) for n in range(8))
    keep(address, Learner("ana", marks=gone))

    asker(address, "ana", WEB)

    told = capsys.readouterr().err
    assert "“Old 0” is not in this map" in told
    assert "... and 3 more: waypath learner show ana" in told


def test_who_is_not_kept_is_an_error(address):
    with pytest.raises(UnknownLearnerError):
        asker(address, "nobody", WEB)
