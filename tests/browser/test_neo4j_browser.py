"""People open Neo4j Browser, and the graph is coloured, captioned, and answers at a click."""

from collections import Counter

import pytest

from graph import recommend_next
from graph.export.neo4j_browser import QUERIES
from graph.export.neo4j_browser.style import HUES, RULES
from graph.export.neo4j_browser.values import filled, values_of
from tests.browser.workbench import DESKTOP, PARTS, PHONE, captions, drawn_nodes
from tests.graph.export.neo4j_browser.drawing import looks

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.xdist_group("browser")]

QUERY = {query.slug: query for query in QUERIES}
LOOK = ("color", "border-color", "border-width", "diameter", "text-color-internal")
PICTURES = {
    *("whole-map", "prerequisites", "one-area", "know", "want", "next", "colour", "path"),
    *("doubtful", "unlocks"),
}


def told(bench, condition="true"):
    """Return how often nodes of each look should be drawn, by the labels that Neo4j has."""
    rows = bench.neo4j.ask(
        "MATCH (n:SkillMap|Area|Topic|Skill) WHERE "
        f"{condition} RETURN labels(n) AS labels, count(*) AS count"
    )
    counts = Counter()
    for row in rows:
        look = looks(*row["labels"])
        counts[tuple(look[name] for name in LOOK)] += row["count"]
    return counts


def by_fill(counts):
    fills = Counter()
    for (fill, *_), count in counts.items():
        fills[fill] += count
    return fills


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_map_is_coloured_from_the_start_by_area_and_kind(visit, bench, size):
    frame = visit(size).click(QUERY["whole-map"])

    drawn = drawn_nodes(frame, 237)

    assert drawn == told(bench)
    skill_map = bench.snapshot.skill_map
    areas = [entry.id for entry in skill_map if entry.kind == "area"]
    skills = Counter(skill.id.partition("/")[0] for skill in skill_map.skills)
    fills = by_fill(drawn)
    assert {areas[n]: fills[HUES[n].skill] for n in range(len(areas))} == skills


def test_every_node_bears_its_name_and_every_prerequisite_how_sure_it_is(visit, bench):
    frame = visit().click(QUERY["one-area"])
    drawn_nodes(frame, 17)
    frame.locator("svg g.relationship text", has_text="%").first.wait_for()

    names = [entry.name for entry in bench.snapshot.skill_map.entries_under("python-core")]
    shown = captions(frame, "node")
    assert len(shown) == len(names)
    for caption in shown:
        assert any(name.startswith(caption.rstrip("…").strip()) for name in names), caption
    rows = bench.neo4j.ask(
        "MATCH (a:Skill)-[r:PREREQUISITE_OF]->(b:Skill) "
        "WHERE a.path[0] = 'Python Core' AND b.path[0] = 'Python Core' RETURN r.percent AS percent"
    )
    percents = Counter(f"{row['percent']} %" for row in rows)
    assert Counter(captions(frame, "relationship")) == percents


def test_the_guide_stands_beside_the_graph_from_the_start(visit, bench):
    visitor = visit()

    assert "Backend Development Skill Map 2.0: 178 skills" in visitor.guide.inner_text()
    values = values_of(bench.snapshot)
    for part in PARTS:
        shown = [pre.inner_text().strip() for pre in visitor.slide(part)]
        assert shown == [filled(query, values) for query in QUERIES if query.part == part]


def test_every_query_of_the_guide_runs_at_a_click(visit):
    visitor = visit()

    for query in QUERIES:
        frame = visitor.click(query)
        picture = frame.locator("svg g.node")
        if query.slug not in PICTURES:  # there it depends on the map whether there is one
            picture = picture.or_(frame.get_by_text("completed after"))
            picture = picture.or_(frame.get_by_text("no changes"))
        picture.first.wait_for()
        assert "ERROR" not in frame.inner_text(), query.slug


def test_what_a_learner_knows_and_can_learn_stands_out(visit, bench):
    visitor = visit()
    for slug in ("know", "want"):
        visitor.click(QUERY[slug]).locator("svg g.node").first.wait_for()
    frame = visitor.click(QUERY["colour"])

    drawn = drawn_nodes(frame, 237)

    assert drawn == told(bench)
    values = values_of(bench.snapshot)
    answer = recommend_next(bench.snapshot, values["known"])
    fills = by_fill(drawn)
    assert fills[RULES["node.Known"]["color"]] == len(answer.state)
    assert fills[RULES["node.Ready"]["color"]] == answer.ready_total
    assert fills[RULES["node.Goal"]["color"]] == 1

    visitor.click(QUERY["uncolour"]).get_by_text("completed after").first.wait_for()
    assert drawn_nodes(visitor.click(QUERY["whole-map"]), 237) == told(bench)


def test_the_path_to_the_goal_shows_what_is_missing_and_nothing_else(visit, bench):
    visitor = visit()
    for slug in ("know", "want"):
        visitor.click(QUERY[slug]).locator("svg g.node").first.wait_for()

    frame = visitor.click(QUERY["path"])

    missing = [
        row["id"]
        for row in bench.neo4j.ask(
            QUERY["roadmap-by-ids"].cypher,
            **{
                name: values_of(bench.snapshot)[name] for name in QUERY["roadmap-by-ids"].parameters
            },
        )
    ]
    drawn = drawn_nodes(frame, len(missing))
    assert drawn == told(bench, f"n:Skill AND n.id IN {missing}")


def test_the_favourites_can_be_dropped_on_the_page(visit):
    visitor = visit()

    visitor.drop("neo4j/favourites.zip", "waypath-favourites.zip")

    visitor.page.get_by_test_id("navigationFavorites").click()
    visitor.page.get_by_text("Waypath", exact=True).click()
    for number, query in enumerate(QUERIES, start=1):
        visitor.page.get_by_text(f"{number:02} {query.title}").wait_for()


def test_the_style_can_be_loaded_from_its_address_instead(visit, bench):
    visitor = visit()
    visitor.run(":style reset")
    visitor.run(f":style {bench.service}neo4j/style.grass")
    visitor.page.get_by_text("node.Topic.Area12").first.wait_for()

    assert drawn_nodes(visitor.click(QUERY["whole-map"]), 237) == told(bench)


def test_the_guide_can_be_played_in_the_stream_too(visit, bench):
    frame = visit().run(f":play {bench.guide}")

    frame.get_by_text("Backend Development Skill Map 2.0: 178 skills").wait_for()
