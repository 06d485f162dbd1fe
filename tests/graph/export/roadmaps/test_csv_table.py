import csv
from io import StringIO

from hypothesis import given

from graph.export.roadmaps.csv_table import COLUMNS, write_csv
from graph.export.roadmaps.plan import Plan
from tests.builders import stated
from tests.graph.export.roadmaps.plans import WEEKLY, plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import nasty_names

FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def rows(plan: Plan) -> list[dict[str, str]]:
    text = write_csv(plan)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:], newline=""), strict=True))


def test_a_step_is_a_row_with_all_that_is_known_about_it():
    web = stated("""
        # Web
        ## APIs
        ### Styles
        - HTTP (1.5h)
        - [REST](https://example.org) (requires: HTTP)
    """)

    _, rest = rows(plan_of(web, "REST", **WEEKLY))

    assert rest == {
        "Step": "2",
        "Done": "",
        "Skill": "REST",
        "Area": "APIs",
        "Topic": "Styles",
        "Hours": "4.0",
        "Stage": "2",
        "Starts": "2027-01-05",
        "Ends": "2027-01-10",
        "Builds on": "HTTP",
        "Goals": "REST",
        "Critical path": "yes",
        "Links": "https://example.org",
        "Id": "apis/styles/rest",
    }


def test_dates_are_empty_as_long_as_there_are_none():
    assert [(row["Starts"], row["Ends"]) for row in rows(two_skills())] == [("", ""), ("", "")]


def test_the_seed_map_has_a_row_for_each_step_in_order():
    found = rows(seed_plan())

    assert [row["Id"] for row in found] == [step.id for step in seed_plan().steps]
    assert all(len(row) == len(COLUMNS) for row in found)


@given(nasty_names, nasty_names, nasty_names)
def test_every_name_comes_back_and_none_is_a_formula(area, first, second):
    found = rows(two_skills(first, second, area))

    cells = [(row["Area"], row["Skill"]) for row in found]
    assert not any(cell.startswith(FORMULA) for row in found for cell in row.values())
    for cell, name in zip(sum(cells, ()), (area, first, area, second), strict=True):
        assert cell == (f"'{name}" if name.startswith(FORMULA) else name)
