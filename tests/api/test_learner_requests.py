from dataclasses import replace

import pytest

from api.learner_requests import require_learner_match, tag_of
from api.problems import ProblemError
from graph import Learner
from tests.builders import snapshot

ANA = Learner("ana", 3)
WEB = replace(snapshot("# Web\n- HTTP"), revision=7)


def test_a_tag_says_the_revision_of_the_learner_and_of_the_map_if_that_has_a_part():
    assert tag_of(ANA) == '"3"'
    assert tag_of(ANA, WEB) == '"3.7"'


@pytest.mark.parametrize("if_match", ['"3"', '"3.7"', "*", 'W/"3"', '"1", "3"'])
def test_a_change_against_what_is_there_is_let_through(if_match):
    require_learner_match(ANA, if_match, WEB)


@pytest.mark.parametrize("if_match", ['"2"', '"3.6"', '"7"', "3", '"30"', ""])
def test_a_change_against_something_else_is_stale(if_match):
    with pytest.raises(ProblemError) as refused:
        require_learner_match(ANA, if_match, WEB)

    assert (refused.value.code, refused.value.members) == ("stale_learner", {"actual": 3})


def test_a_change_against_nothing_is_asked_for_a_revision():
    with pytest.raises(ProblemError) as refused:
        require_learner_match(ANA, None, WEB)

    assert refused.value.code == "revision_required"


def test_a_tag_with_a_map_does_not_fit_a_change_that_has_none():
    with pytest.raises(ProblemError):
        require_learner_match(ANA, '"3.7"')
