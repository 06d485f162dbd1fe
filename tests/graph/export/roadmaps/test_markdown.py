import hypothesis.strategies as st
import pytest
from hypothesis import assume, given

from graph import DEFAULT_EFFORT_HOURS, CycleError, build, parse_skill_map, plan_roadmap
from graph.export.roadmaps.markdown import write_markdown
from graph.export.roadmaps.plan import Plan
from graph.snapshot import Snapshot
from tests.builders import SEED_MAP, snapshot, stated
from tests.graph.export.roadmaps.plans import MADE_AT, WEEKLY


def checklist(of: Snapshot, **wishes) -> str:
    return write_markdown(Plan(plan_roadmap(of, **wishes), of, MADE_AT))


def read_again(of: Snapshot, **wishes) -> list[tuple[str, float]]:
    """Return the names and efforts that the map reader finds in the checklist."""
    return [
        (skill.name, DEFAULT_EFFORT_HOURS if skill.effort_hours is None else skill.effort_hours)
        for skill in parse_skill_map(checklist(of, **wishes)).skills
    ]


def steps(of: Snapshot, **wishes) -> list[tuple[str, float]]:
    return [(step.name, step.effort_hours) for step in plan_roadmap(of, **wishes).steps]


def test_a_roadmap_is_a_checklist_under_headings():
    web = snapshot("""
        # Web
        ## Basics
        ### Protocols
        - HTTP (2h)
        ## APIs
        - 🚚 REST (requires: HTTP; Verbs)
        - GraphQL (90 min) (requires: REST)
        ## Words
        - Verbs
        - Nouns
    """)

    assert checklist(web, goals=["GraphQL"]) == (
        "# Roadmap: Web\n"
        "\n"
        "**Goal:** GraphQL\n"
        "\n"
        "**Effort:** 11.5 h, 4 skills\n"
        "\n"
        "## Basics\n"
        "\n"
        "### Protocols\n"
        "\n"
        "- [ ] HTTP (2h)\n"
        "\n"
        "## Words\n"
        "\n"
        "- [ ] Verbs (4h)\n"
        "\n"
        "## APIs\n"
        "\n"
        "- [ ] 🚚 REST (4h) — builds on HTTP, Verbs\n"
        "- [ ] GraphQL (1.5h) — builds on HTTP, REST\n"
    )


def test_a_topic_has_its_heading_again_when_the_roadmap_comes_back_to_it():
    web = snapshot("""
        ## Web
        - Start (1h)
        - Pages (1h) (requires: Forms)
        ### Input
        - Forms (1h) (requires: Start)
        ## Other
        - Mail (requires: Pages)
    """)

    headings = [line for line in checklist(web, goals=["Mail"]).splitlines() if "## " in line]

    assert headings == ["## Web", "### Input", "## Web", "## Other"]
    assert read_again(web, goals=["Mail"]) == steps(web, goals=["Mail"])


def test_a_skill_at_the_top_of_the_map_stands_under_the_title():
    top = snapshot("""
        # Web
        - HTTP
        ## APIs
        - REST
    """)

    assert "## Web\n\n- [ ] HTTP (4h)\n" in checklist(top, goals=["HTTP"])


def test_topics_that_are_too_deep_for_headings_share_the_last_one():
    deep = snapshot("""
        # Map
        ## A
        ### B
        #### C
        ##### D
        - E
          - F
            - G
    """)

    assert "###### E / F\n\n- [ ] G (4h)\n" in checklist(deep)


def test_whoever_knows_everything_has_nothing_to_tick():
    web = snapshot("- HTTP")

    assert checklist(web, known=["HTTP"]) == (
        "# Roadmap: Skill map\n\n**Goal:** the whole map\n\nThere is nothing left to learn.\n"
    )


def test_dates_stand_beside_the_steps_and_are_no_part_of_their_names():
    web = stated("""
        # Web
        ## APIs
        - HTTP (2h)
        - REST (8h) (requires: HTTP)
    """)

    text = checklist(web, **WEEKLY)

    assert "**Effort:** 10 h, 2 skills, 4\u201315 Jan 2027\n" in text
    assert "- [ ] HTTP (2h) — 4\u20136 Jan 2027\n" in text
    assert "- [ ] REST (8h) — 6\u201315 Jan 2027; builds on HTTP\n" in text
    assert read_again(web, **WEEKLY) == steps(web)


def test_what_was_ticked_is_known_when_the_checklist_is_imported():
    seed = build(SEED_MAP.read_bytes())
    lines = checklist(seed, **WEEKLY).splitlines()
    boxes = [number for number, line in enumerate(lines) if line.startswith("- [ ] ")]
    ticked = boxes[::3]
    for number in ticked:
        lines[number] = lines[number].replace("[ ]", "[x]", 1)

    again = parse_skill_map("\n".join(lines))

    planned = [step.id for step in plan_roadmap(seed).steps]
    known = {skill.id for skill in again.skills if skill.known}
    assert known == {planned[boxes.index(number)] for number in ticked}


def test_one_skill_is_one_skill():
    assert "4 h, 1 skill\n" in checklist(snapshot("- HTTP"))


def test_the_roadmap_of_the_seed_map_reads_as_a_map_with_the_same_ids():
    seed = build(SEED_MAP.read_bytes())

    again = parse_skill_map(checklist(seed))

    assert {skill.id for skill in again.skills} == set(seed.graph)
    assert read_again(seed) == steps(seed)


@pytest.mark.parametrize(
    ("bullet", "name", "effort"),
    [
        ("**CI - CD:** how it works", "CI - CD", 4.0),
        ("Sprint (2h) (8h)", "Sprint (8h)", 2.0),
        ("(30 min)", "(30 min)", 0.5),
        (":", ":", 4.0),
        ("C::", "C::", 4.0),
        ("Ready 🚀:", "Ready 🚀", 4.0),
        ("Broken (requires: it", "Broken (requires: it", 4.0),
        ("1️⃣ 1️⃣ First", "1️⃣ First", 4.0),
        ("&amp;amp; \\&lt; &", "&amp; &lt; &", 4.0),
        ("\\*a\\* \\_b\\_ \\[c](d) `e` \\`f\\` \\<g> ~h~", "*a* _b_ [c](d) e `f` <g> ~h~", 4.0),
        ("C# \\\\ $x$ F#", "C# \\ $x$ F#", 4.0),
        ("[ ] [x] 1. + > # =", "[x] 1. + > # =", 4.0),
    ],
)
def test_a_name_that_looks_like_something_else_is_read_again_as_it_is(bullet, name, effort):
    one = build(f"## Other )\n- Base )\n## Area #\n- {bullet}\n")

    assert steps(one)[-1] == (name, effort)
    assert read_again(one) == steps(one)


_TOKENS = (
    *"\"'`*_~[](){}<>#&;:%|\\!$^=+-",
    *("a", "Foo", "é", "日本", "C#", " ", " - ", "::", "**", "~~", "1.", "1)", "end", "%%", "-->"),
    *("<b>", "<!--", "&amp;", "[x]", "(http://b)", "<http://a.b>", "\u202eא", "\u200b", "\x07"),
)
_bullets = st.lists(st.sampled_from(_TOKENS), min_size=1, max_size=7).map("".join)


@given(st.lists(_bullets, min_size=1, max_size=4))
def test_every_name_and_effort_is_read_again_in_order(bullets):
    try:
        one = build("".join(f"- {bullet} (3h)\n" for bullet in ["Base", *bullets]))
    except CycleError:
        assume(False)  # noqa: FBT003 - a bullet named itself as its prerequisite

    assert read_again(one) == steps(one)
