from graph import DEFAULT_EFFORT_HOURS
from tests.builders import skill_map


def stating(*hours):
    bullets = "\n".join(f"- stated {number} ({effort}h)" for number, effort in enumerate(hours))
    return skill_map(f"## A\n{bullets}\n- silent")


def test_an_effort_that_the_map_states_holds():
    assert stating(30, 1, 1, 1, 1).hours("a/stated-0") == 30


def test_what_the_map_does_not_state_is_the_median_of_what_it_states():
    assert stating(30, 1, 2, 2, 8).hours("a/silent") == 2
    assert stating(1, 2, 3, 4, 5, 6).hours("a/silent") == 3.5


def test_of_few_efforts_nothing_is_concluded():
    assert stating(30, 1, 2, 2).hours("a/silent") == DEFAULT_EFFORT_HOURS
    assert stating().hours("a/silent") == DEFAULT_EFFORT_HOURS
