import pytest

from graph.inference.goals import subject_of, without_ability


@pytest.mark.parametrize(
    "goal",
    [
        "Explain load balancers",
        "Explains load balancers",
        "Explain the role of a load balancer",
        "I can describe load balancers",
        "Describe and compare load balancers",
        "Understands load balancers",
        "Use load balancers without downtime",
        "Is familiar with load balancers",
        "I am comfortable with load balancers",
        "Getting comfortable with load balancers",
        "I know load balancers",
        "I know how load balancers work",
        "Explain what a load balancer is",
        "I can say what load balancers are for.",
        "I know what load balancers are and when I need one.",
        "I know what a load balancer looks like: ports and targets.",
        "What is a load balancer?",
        "Knows when to use load balancers",
        "Has a basic understanding of load balancers",
        "Hands-on experience with load balancers",
        "I have hands-on experience with load balancers",
        "I can confidently explain load balancers",
        "What is a load balancer (and when is it one too many)?",
        "Finds their way around load balancers",
        "Uses load balancers to balance requests",
    ],
)
def test_what_a_goal_is_to_know_is_what_is_learned(goal):
    subject, certainty = subject_of(goal)

    assert subject.removesuffix("s") == "load balancer"
    assert certainty > 0.9


@pytest.mark.parametrize(
    "goal",
    [
        "Set up load balancers",
        "Sets up load balancers",
        "Setting up your first load balancers",
        "Configure and verify load balancers",
        "Configure & verify load balancers",
        "Configure and troubleshoot load balancers",
        "Works confidently with load balancers",
        "I independently configure load balancers",
        "Has configured load balancers",
        "I have set up load balancers",
        "I open load balancers.",
        "I tame my load balancers",
        "Students can configure load balancers",
        "Ability to configure load balancers",
        "Given three servers, configure load balancers",
        "Configures and verifies load balancers",
        "How to configure load balancers",
        "I am able to configure load balancers",
        "Configure load balancers that survive a failure",
    ],
)
def test_what_a_goal_does_something_with_is_learned_less_surely(goal):
    subject, certainty = subject_of(goal)

    assert subject == "load balancers"
    assert certainty < 0.7


@pytest.mark.parametrize(
    "name",
    [
        "DNS records",
        "Kubernetes",
        "CAN Bus",
        "SQL where clause",
        "WHERE clauses",
        "Student loans",
        "When expressions",
        "Adobe After Effects",
        "Hosts and nets",
        "",
    ],
)
def test_a_name_that_says_no_goal_has_no_subject(name):
    assert subject_of(name) is None


@pytest.mark.parametrize(
    "name", ["Troubleshoot pods", "Diagnoses pods", "Debugging pods", "I can troubleshoot pods"]
)
def test_who_finds_faults_in_a_thing_knows_it_so_it_is_not_the_subject(name):
    assert subject_of(name) is None


def test_who_knows_the_difference_of_things_knows_the_things():
    for goal in ("Explain the difference between TCP and UDP", "Differentiate between TCP and UDP"):
        assert subject_of(goal) == ("TCP and UDP", 0.95)


@pytest.mark.parametrize("name", ["List comprehension", "Practice tests", "Study design"])
def test_a_verb_that_may_be_a_noun_says_less_surely_what_is_learned(name):
    subject, certainty = subject_of(name)

    assert name.endswith(subject)
    assert certainty < 0.7


def test_verbs_are_read_whatever_their_case():
    assert subject_of("EXPLAIN DNS") == subject_of("explain DNS") == ("DNS", 0.95)


@pytest.mark.timeout(5)
def test_a_long_row_of_verbs_is_read_at_once():
    assert subject_of("Bring" + ", bring" * 400 + " !") is None


@pytest.mark.parametrize(
    "goal",
    ["I can join tables", "Can join tables", "Is able to join tables", "Knows how to join tables"],
)
def test_what_says_that_a_goal_is_one_can_be_left_out(goal):
    assert without_ability(goal) == "join tables"


@pytest.mark.parametrize("name", ["CAN Bus", "Canning", "Joining tables", "Ability", "Iterators"])
def test_a_name_that_only_looks_like_a_goal_is_left_as_it_is(name):
    assert without_ability(name) == name
