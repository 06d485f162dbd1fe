import pytest

from api.dependencies import make_cursor, preferred, read_cursor
from api.problems import ProblemError

JSON, MARKDOWN = "application/json", "text/markdown"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", JSON),
        ("text/markdown", MARKDOWN),
        ("text/*", MARKDOWN),
        ("application/json;q=0.2, text/markdown;q=0.9", MARKDOWN),
        ("text/html, */*;q=0.1", JSON),
        ("application/json;q=0, */*", MARKDOWN),
        ("TEXT/MARKDOWN ; charset=utf-8", MARKDOWN),
    ],
)
def test_the_media_type_that_the_client_likes_best_is_chosen(accept, expected):
    assert preferred(accept, (JSON, MARKDOWN)) == expected


@pytest.mark.parametrize("accept", ["text/html", "", "*/*;q=0", "application/json;q=x"])
def test_a_client_that_accepts_nothing_on_offer_is_told_what_there_is(accept):
    with pytest.raises(ProblemError, match="application/json, text/markdown"):
        preferred(accept, (JSON, MARKDOWN))


def test_a_cursor_gives_its_key_back():
    for key in ("a", "küche/öl", "devops/docker..devops/x", ""):
        assert read_cursor(make_cursor(key)) == key
