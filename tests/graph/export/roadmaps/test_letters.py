import re
from html import unescape

import pytest
from hypothesis import given

from graph.export.roadmaps.letters import has_box, marked_up
from tests.graph.export.snapshots import nasty_texts


def runs(text: str) -> list[tuple[str, str]]:
    found = re.findall(r'<font name="([^"]+)">(.*?)</font>', marked_up(text), re.DOTALL)
    return [(font, unescape(shown)) for font, shown in found]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Größe Ελλ Путь", [("DejaVuSans", "Größe Ελλ Путь")]),
        ("日本 の", [("HeiseiKakuGo-W5", "日本"), ("DejaVuSans", " "), ("HeiseiKakuGo-W5", "の")]),
        ("数据", [("STSong-Light", "数据")]),
        ("변수", [("HYGothic-Medium", "변수")]),
        ("🐍👩\u200d💻 C++", [("DejaVuSans", " C++")]),
        ("אב", [("DejaVuSans", "□□")]),
        ("a <b> & c", [("DejaVuSans", "a <b> & c")]),
        ("e\u0301", [("DejaVuSans", "é")]),
    ],
)
def test_each_character_is_set_in_a_font_that_has_it(text, shown):
    assert runs(text) == shown


def test_bold_is_a_font_of_its_own():
    assert marked_up("a", "bold") == '<font name="DejaVuSans-Bold">a</font>'


@pytest.mark.parametrize(
    ("text", "box"), [("Путь", False), ("हि", True), ("אב", True), ("🐍", False), ("□", False)]
)
def test_a_text_says_whether_something_cannot_be_shown(text, box):
    assert has_box(text) == box


@given(nasty_texts)
def test_no_text_is_taken_for_markup(text):
    assert "".join(shown for _, shown in runs(text)).count("<") <= text.count("<")
    assert "<" not in re.sub(r'</?font(?: name="[\w-]+")?>', "", marked_up(text))
