import pytest

from graph.skillmap.label import read_label
from graph.skillmap.outline import read_outline


def bullet(markdown):
    """Return the label of `- markdown`."""
    (item,) = read_outline(f"- {markdown}").items
    return read_label(item.inline, is_heading=False)


def heading(markdown):
    """Return the label of `## markdown`."""
    (item,) = read_outline(f"## {markdown}").items
    return read_label(item.inline, is_heading=True)


# Names


@pytest.mark.parametrize(
    ("markdown", "name"),
    [
        ("Indexing", "Indexing"),
        ("**Indexing**", "Indexing"),
        ("*Index*ing", "Indexing"),
        ("__Indexing__ _now_", "Indexing now"),
        ("~~Indexing~~", "Indexing"),
        ("`SELECT *` queries", "SELECT * queries"),
        ("`` a`b ``", "a`b"),
        ("snake_case_name", "snake_case_name"),
        (r"\*literal\*", "*literal*"),
        ("R&amp;D &#233;", "R&D é"),
        ("[Indexing](http://x.y)", "Indexing"),
        ("[**Indexing** `now`](http://x.y)", "Indexing now"),
        ("![Indexing](x.png)", "Indexing"),
        ("Indexing ![badge](x.png)", "Indexing"),
        ("<https://x.y>", "https://x.y"),
        ("Index <!-- later -->now", "Index now"),
        ("Index <b>now</b>", "Index now"),
        ("  many   spaces\there ", "many spaces here"),
        ("no\u00a0break", "no break"),
        ("bell\x07 and \x1b[0mescape", "bell and [0mescape"),
        ("Indexing:", "Indexing"),
        ("std::", "std::"),
        ("a: b", "a: b"),
        ("Multi-stage Builds", "Multi-stage Builds"),
        ("CI/CD", "CI/CD"),
        ("SQL (PostgreSQL)", "SQL (PostgreSQL)"),
        ("OAuth2.0", "OAuth2.0"),
        ("C++", "C++"),
        ("C#", "C#"),
        (".NET", ".NET"),
        ("機械学習", "機械学習"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_the_name_is_the_visible_text(markdown, name):
    assert bullet(markdown).name == name


def test_a_name_that_goes_on_in_the_next_line_is_one_name():
    assert bullet("Role-Based\n  Access Control").name == "Role-Based Access Control"


@pytest.mark.parametrize("markdown", ["", "<!-- only a comment -->", "[ ]", "[x] ", "![](x.png)"])
def test_without_visible_text_there_is_no_name(markdown):
    assert bullet(markdown).name == ""


def test_a_name_that_holds_nothing_but_what_has_another_place_stays():
    assert bullet("(4h)").name == "(4h)"
    assert heading("1.2").name == "1.2"
    assert heading("🐍").name == "🐍"


# Numbers of headings


@pytest.mark.parametrize(
    ("markdown", "name"),
    [
        ("1. Algebra", "Algebra"),
        ("1) Algebra", "Algebra"),
        ("1.2 Matrices", "Matrices"),
        ("1.2.3. Matrices", "Matrices"),
        ("🐍 1.2 Matrices", "Matrices"),
        ("1. 🐍 Matrices", "Matrices"),
        ("3D Graphics", "3D Graphics"),
        ("5G", "5G"),
        ("12 Factor App", "12 Factor App"),
        ("2024 Goals", "2024 Goals"),
    ],
)
def test_the_number_of_a_heading_is_no_part_of_its_name(markdown, name):
    assert heading(markdown).name == name


def test_a_number_in_a_bullet_is_part_of_its_name():
    assert bullet("1.2 Matrices").name == "1.2 Matrices"


# Emoji


@pytest.mark.parametrize(
    ("markdown", "emoji", "name"),
    [
        ("🐍 Python", "🐍", "Python"),
        ("Python 🐍", "🐍", "Python"),
        ("🛠️DevOps", "🛠️", "DevOps"),
        ("👩‍💻 Code 🎉", "👩‍💻🎉", "Code"),
        ("1️⃣ First", "1️⃣", "First"),
        ("🇩🇪 German", "🇩🇪", "German"),
        ("👍🏽 Good", "👍🏽", "Good"),
        ("Docker 🐳 Compose", "", "Docker 🐳 Compose"),
        ("🎉🎉", "", "🎉🎉"),
        ("1 First", "", "1 First"),
    ],
)
def test_emoji_around_a_name_stand_apart_from_it(markdown, emoji, name):
    assert (bullet(markdown).emoji, bullet(markdown).name) == (emoji, name)


# Descriptions


@pytest.mark.parametrize(
    "markdown",
    [
        "Indexing - finds rows fast",
        "Indexing – finds rows fast",  # noqa: RUF001 - an en dash
        "Indexing — finds rows fast",
        "Indexing -- finds rows fast",
        "**Indexing** - finds rows fast",
        "**Indexing**: finds rows fast",
        "**Indexing:** finds rows fast",
        "[Indexing](http://x.y) - finds rows fast",
        "🐍 **Indexing**: finds rows fast",
        "[x] **Indexing**: finds rows fast",
        "Indexing  \n  finds rows fast",
        "Indexing\\\n  finds rows fast",
    ],
)
def test_what_follows_a_dash_a_bold_name_or_a_line_break_describes_the_skill(markdown):
    label = bullet(markdown)

    assert (label.name, label.description) == ("Indexing", "finds rows fast")


def test_only_the_first_dash_parts_the_name_from_the_description():
    assert bullet("A - b - c").description == "b - c"


@pytest.mark.parametrize("markdown", ["End-to-End Tests", "a -b", "a- b", "Fast **now**: yes"])
def test_without_a_dash_between_spaces_there_is_no_description(markdown):
    assert bullet(markdown).description == ""


def test_a_heading_has_no_description():
    assert heading("Python - the language").name == "Python - the language"


# Effort


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("4h", 4),
        ("4 h", 4),
        ("~4h", 4),
        ("~ 2.5 hours", 2.5),
        ("1,5 hrs", 1.5),
        ("1 hour", 1),
        ("90 min", 1.5),
        ("10 minutes", 0.17),
        ("4H", 4),
        ("0h", 0),
    ],
)
def test_hours_or_minutes_in_parentheses_are_the_effort(written, hours):
    label = bullet(f"Indexing ({written})")

    assert (label.name, label.effort_hours) == ("Indexing", hours)


@pytest.mark.parametrize("markdown", ["Indexing", "Indexing (B-tree)", "Python (3)", "4h", "(4hx)"])
def test_other_parentheses_are_no_effort(markdown):
    assert bullet(markdown).effort_hours is None
    assert bullet(markdown).name == markdown


def test_effort_may_stand_before_or_in_the_description():
    before, within = bullet("Indexing (4h) - finds rows"), bullet("Indexing - finds rows (4h)")

    assert before == within
    assert (before.name, before.description, before.effort_hours) == ("Indexing", "finds rows", 4)


# Ticks


@pytest.mark.parametrize(("box", "known"), [("[x]", True), ("[X]", True), ("[ ]", False)])
def test_a_ticked_box_says_that_the_skill_is_known(box, known):
    label = bullet(f"{box} Indexing")

    assert (label.name, label.known) == ("Indexing", known)


def test_a_box_may_stand_before_a_bold_or_linked_name():
    assert bullet("[x] **Indexing**").known
    assert bullet("[x] [Indexing](http://x.y)").known
    assert bullet("[x] [Indexing](http://x.y)").name == "Indexing"


@pytest.mark.parametrize("markdown", ["[y] Indexing", "[x]Indexing", "Indexing [x]", "[] Indexing"])
def test_other_brackets_are_part_of_the_name(markdown):
    assert not bullet(markdown).known
    assert bullet(markdown).name == markdown


def test_a_heading_has_no_box():
    assert heading("[x] Indexing").name == "[x] Indexing"


# Links


def test_links_are_kept_as_resources_each_address_once():
    label = bullet("[Name](http://a) - see [this](http://b?c=d#e), [that](http://a), <http://f>")

    assert label.resources == ("http://a", "http://b?c=d#e", "http://f")
    assert label.name == "Name"


def test_a_link_without_an_address_is_no_resource():
    assert bullet("[Name]()").resources == ()


# Stated prerequisites


@pytest.mark.parametrize(
    ("markdown", "requires"),
    [
        ("Q (requires: Indexing)", ("Indexing",)),
        ("Q (requires: Indexing; SQL)", ("Indexing", "SQL")),
        (
            "Q (requires: Indexing; SQL (PostgreSQL) / Transactions)",
            ("Indexing", "SQL (PostgreSQL) / Transactions"),
        ),
        ("Q (requires: f(g(x)))", ("f(g(x))",)),
        ("Q (Requires : Indexing)", ("Indexing",)),
        ("Q ( requires: Indexing )", ("Indexing",)),
        ("Q (requires: **Indexing**; `SQL`)", ("Indexing", "SQL")),
        ("Q (requires: [Indexing](http://x.y))", ("Indexing",)),
        ("Q (requires: a) (requires: b)", ("a", "b")),
        ("Q (requires: a) (4h)", ("a",)),
        ("Q (4h) (requires: a)", ("a",)),
        ("Q (requires: ; ;)", ()),
        ("Q (requires:)", ()),
    ],
)
def test_stated_prerequisites_are_taken_out_of_the_name(markdown, requires):
    label = bullet(markdown)

    assert (label.name, label.requires) == ("Q", requires)


def test_a_heading_may_state_prerequisites_and_effort():
    label = heading("Docker (requires: Linux) (8h)")

    assert (label.name, label.requires, label.effort_hours) == ("Docker", ("Linux",), 8)


def test_a_statement_that_is_not_closed_is_part_of_the_name():
    label = bullet("Q (requires: a (b)")

    assert (label.name, label.requires) == ("Q (requires: a (b)", ())


def test_everything_at_once():
    label = bullet(
        "[x] 🐘 **[Query Optimization](http://x.y)** (requires: Indexing; SQL) (1,5h) — fast `SQL`"
    )

    assert label.name == "Query Optimization"
    assert label.emoji == "🐘"
    assert label.known
    assert label.resources == ("http://x.y",)
    assert label.requires == ("Indexing", "SQL")
    assert label.effort_hours == 1.5
    assert label.description == "fast SQL"


def test_a_range_of_hours_counts_with_its_middle():
    assert bullet("Indexing (2-3h)").effort_hours == 2.5


@pytest.mark.parametrize("markdown", ["&nbsp;", "\u200b", "[ ](http://x.y)"])
def test_what_cannot_be_seen_is_no_name(markdown):
    assert bullet(markdown).name == ""


def test_a_line_break_in_html_parts_words():
    assert bullet("JWT<br>Sessions").name == "JWT Sessions"


@pytest.mark.parametrize(
    ("markdown", "name", "effort"),
    [
        ("Poaching (2h \u2013 3h)", "Poaching", 2.5),
        ("Trees (CART - C4.5) - split data", "Trees (CART - C4.5)", None),
        ("**Docker (4h)**: runs containers", "Docker", 4),
        ("**Docker**: runs containers (90 min)", "Docker", 1.5),
    ],
)
def test_what_stands_in_parentheses_does_not_part_the_name(markdown, name, effort):
    assert (bullet(markdown).name, bullet(markdown).effort_hours) == (name, effort)


def test_full_width_parentheses_state_prerequisites_too():
    assert bullet("漢字\uff08requires\uff1aひらがな\uff1bカタカナ\uff09").requires == (
        "ひらがな",
        "カタカナ",
    )
    assert bullet("東京\uff08都\uff09").name == "東京\uff08都\uff09"
