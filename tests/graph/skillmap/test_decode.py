import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph import MapEncodingError, MapTooLargeError
from graph.skillmap.decode import MAX_BYTES, MAX_LINES, decode, repair
from tests.builders import SEED_MAP

TEXT = "# Карта\n- Übung 🐍\n"

# UTF-8 that was read as Mac Roman, as the seed map has it.
BROKEN_HEADINGS = {
    1: "# Backend Development Skill Map 2.0 🗺️",
    3: "## 🐍 Python Core",
    23: "## 🚀 FastAPI",
    39: "## 🗄️ Database Skills",
    63: "## 🔒 Security",
    79: "## 🧪 Testing",
    95: "## 🛠️ DevOps",
    110: "## 🏗️ Architecture Patterns",
    182: "## 📊 Data Analysis & Visualization",
    209: "## 🤖 Machine Learning & AI",
}


def broken(text, encoding="mac_roman"):
    """Return a text whose UTF-8 was read as another encoding."""
    return text.encode().decode(encoding)


# Decoding


@pytest.mark.parametrize(
    "source",
    [
        TEXT,
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        "\ufeff" + TEXT,
    ],
    ids=["text", "utf-8", "utf-8 with bom", "utf-16 le", "utf-16 be", "text with bom"],
)
def test_a_map_is_the_same_in_every_encoding_that_is_read(source):
    assert decode(source) == TEXT


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_becomes_a_line_feed(line_end):
    assert decode(f"# A{line_end}{line_end}- b{line_end}") == "# A\n\n- b\n"


def test_different_line_ends_in_one_file_each_count_once():
    assert decode(b"a\r\nb\rc\nd\n\re") == "a\nb\nc\nd\n\ne"


def test_nothing_is_nothing():
    assert decode(b"") == decode("") == ""
    assert decode(codecs.BOM_UTF8) == ""


def test_bytes_that_are_no_utf_8_are_refused_with_their_place_and_what_to_do():
    with pytest.raises(MapEncodingError) as caught:
        decode(b"# A\r\n- b\r- caf\xe9\n")

    assert caught.value.line == 3
    assert str(caught.value) == "line 3: byte 15 of the file is not UTF-8. Save the file as UTF-8"


def test_a_file_that_is_cut_off_inside_a_character_is_refused():
    with pytest.raises(MapEncodingError, match=r"line 2: .* Save the file as UTF-8"):
        decode("# A\n- 🐍".encode()[:-1])


def test_a_utf_16_file_that_is_cut_off_inside_a_character_is_refused():
    with pytest.raises(MapEncodingError, match=r"not UTF-16.* Save the file as UTF-8"):
        decode(codecs.BOM_UTF16_LE + "# A".encode("utf-16-le") + b"\x00")


def test_a_binary_file_is_refused_as_such():
    with pytest.raises(MapEncodingError, match=r"line 2: .*binary file.* Give a Markdown file"):
        decode(b"\x89PNG\n\x00\x01")


def test_half_a_surrogate_pair_in_text_is_refused():
    with pytest.raises(MapEncodingError, match="line 2"):
        decode("# A\n- \ud83d")


def test_a_file_of_exactly_the_largest_size_is_read():
    assert len(decode(b"a" * MAX_BYTES)) == MAX_BYTES


@pytest.mark.parametrize(
    "source", [b"a" * (MAX_BYTES + 1), "ü" * (MAX_BYTES // 2 + 1)], ids=["bytes", "text"]
)
def test_a_larger_file_is_refused_with_both_numbers_and_what_to_do(source):
    with pytest.raises(MapTooLargeError) as caught:
        decode(source)

    assert caught.value.line is None
    assert str(caught.value).startswith("the map has 5,000,00")
    assert str(caught.value).endswith("bytes, the limit is 5,000,000. Split it into several")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_number_of_lines_is_limited_whatever_ends_them(line_end):
    assert decode(line_end * (MAX_LINES - 1)).count("\n") == MAX_LINES - 1
    with pytest.raises(MapTooLargeError, match=r"200,001 lines, the limit is 200,000. Split it"):
        decode(line_end * MAX_LINES)


# Repairing


def test_the_seed_map_has_ten_broken_headings_and_all_are_repaired():
    before = SEED_MAP.read_text(encoding="utf-8").split("\n")

    after, repairs = repair("\n".join(before))

    assert {found.line: found.after for found in repairs} == BROKEN_HEADINGS
    assert all(found.before == before[found.line - 1] for found in repairs)
    for line, (old, new) in enumerate(zip(before, after.split("\n"), strict=True), start=1):
        assert new == BROKEN_HEADINGS.get(line, old)


def test_a_repaired_text_needs_no_further_repair():
    after, _ = repair(SEED_MAP.read_text(encoding="utf-8"))

    assert repair(after) == (after, ())


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Übung, naïve, Łódź, Ångström",
        "日本語 и русский",
        "🐍 Python — “quotes” … and • dots",
        "São Paulo\nFranÇais\nÃ\nÂ",
        "π ≈ 3, x² ≤ ∞, £5, ©, ™",
        "",
    ],
)
def test_correct_text_is_left_alone(text):
    assert repair(text) == (text, ())


def test_broken_lines_are_repaired_between_correct_ones():
    text = f"## Übung\n## {broken('🐍')} Python\n- 日本語"

    after, repairs = repair(text)

    assert after == "## Übung\n## 🐍 Python\n- 日本語"
    assert [(found.line, found.after) for found in repairs] == [(2, "## 🐍 Python")]


def test_utf_8_that_was_read_as_windows_1252_is_repaired_line_by_line():
    after, repairs = repair(f"# {broken('Français', 'cp1252')}\n- Übung\n- Don\u00e2\u20ac\u2122t")

    assert after == "# Français\n- Übung\n- Don\u2019t"
    assert [found.line for found in repairs] == [1, 3]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40))
def test_a_text_that_was_read_as_mac_roman_as_a_whole_is_restored(text):
    assume(not text.isascii())

    after, repairs = repair(broken(text))

    assert after == text
    assert len(repairs) == sum(not line.isascii() for line in text.split("\n"))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80))
def test_a_repair_never_changes_the_number_of_lines(text):
    after, repairs = repair(text)

    assert after.count("\n") == text.count("\n")
    for found in repairs:
        assert text.split("\n")[found.line - 1] == found.before
        assert after.split("\n")[found.line - 1] == found.after
