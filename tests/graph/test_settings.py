import pytest

from graph import DEFAULT_WEIGHTS, RankingWeights, StoreError, WeightsError
from graph.settings import Neo4jLogin, neo4j_login, ranking_weights


def test_a_password_is_enough():
    assert neo4j_login({"NEO4J_PASSWORD": "secret"}) == Neo4jLogin("neo4j", "secret", None)


def test_user_and_database_can_be_named():
    environment = {"NEO4J_USERNAME": "me", "NEO4J_PASSWORD": "secret", "NEO4J_DATABASE": "maps"}

    assert neo4j_login(environment) == Neo4jLogin("me", "secret", "maps")


def test_a_password_can_stand_in_a_file_whose_last_line_end_is_no_part_of_it(tmp_path):
    file = tmp_path / "password"
    file.write_text(" secret \n")

    login = neo4j_login({"NEO4J_PASSWORD_FILE": str(file)})

    assert login == Neo4jLogin("neo4j", " secret ", None)


def test_an_empty_password_hides_no_file_that_holds_one(tmp_path):
    file = tmp_path / "password"
    file.write_text("secret")

    login = neo4j_login({"NEO4J_PASSWORD": "", "NEO4J_PASSWORD_FILE": str(file)})

    assert login == Neo4jLogin("neo4j", "secret", None)


@pytest.mark.parametrize("environment", [{}, {"NEO4J_PASSWORD": ""}])
def test_without_a_password_it_is_said_how_to_give_one(environment):
    with pytest.raises(StoreError, match="Set NEO4J_PASSWORD, or NEO4J_PASSWORD_FILE"):
        neo4j_login(environment)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"NEO4J_PASSWORD_FILE names .*missing"):
        neo4j_login({"NEO4J_PASSWORD_FILE": str(tmp_path / "missing")})


@pytest.mark.parametrize("environment", [{}, {"WAYPATH_RANKING": ""}, {"WAYPATH_RANKING": " , "}])
def test_without_weights_the_usual_ones_count(environment):
    assert ranking_weights(environment) == DEFAULT_WEIGHTS


def test_weights_that_are_given_replace_the_usual_ones():
    weights = ranking_weights({"WAYPATH_RANKING": "goal=2, effort = .5,topic=0,"})

    assert weights == RankingWeights(goal=2, effort=0.5, topic=0)


@pytest.mark.parametrize(
    "wrong", ["goal", "goal=", "goal=x", "luck=1", "goal=1,goal=2", "=1", "goal=-1", "goal=nan"]
)
def test_what_is_no_weight_is_refused_with_the_names_that_there_are(wrong):
    with pytest.raises(WeightsError, match=r"WAYPATH_RANKING has “.*goal, unlock, topic, begun"):
        ranking_weights({"WAYPATH_RANKING": wrong})


def test_weights_that_are_out_of_range_are_refused():
    with pytest.raises(WeightsError, match="weight of goal is 1000"):
        ranking_weights({"WAYPATH_RANKING": "goal=1000"})
