from io import StringIO

from rich.console import Console

from graph import Learner, Mark, Merged, RecordNotes, Statement, mark_names, understand
from tests.builders import stated
from waypath.learner_tables import changes_table, record_table, understanding_table
from waypath.wording import counted

AT = "2027-01-04T09:00:00.000Z"
MANY = stated("# Many\n## All\n" + "".join(f"- Skill {n}\n" for n in range(30)))
ANA = Learner("ana")


def shown(table):
    """Return what a terminal of 100 columns shows."""
    console = Console(file=StringIO(), width=100)
    with console.capture() as text:
        console.print(table)
    return text.get()


def test_a_long_list_ends_with_how_many_more_there_are():
    marked = mark_names(ANA, MANY, [Statement(("All",), "known")], AT)

    text = shown(changes_table(marked, ANA, marked.learner, MANY, dry_run=True))

    assert "30 skills. Dry run: nothing is written." in text
    assert text.count("known") == 20
    assert "... and 10 more" in text


def test_a_change_says_how_it_was_before():
    known = mark_names(ANA, MANY, [Statement(("Skill 1",), "known")], AT).learner
    marked = mark_names(known, MANY, [Statement(("Skill 1",), None)], AT)

    text = shown(changes_table(marked, known, marked.learner, MANY, dry_run=False))

    assert "no mark  Skill 1  All  was known" in text


def test_saying_nothing_new_says_so():
    marked = mark_names(ANA, MANY, [], AT)

    text = shown(changes_table(marked, ANA, ANA, MANY, dry_run=False))

    assert text.startswith("Nothing new. ")


def test_each_part_of_what_was_understood_has_a_heading_with_its_number():
    text = "Skill 1, Skill 2\nI know All of it\nI have never done Skill 3"

    read = shown(understanding_table(understand(MANY, text), MANY))

    assert "Understood (2)" in read
    assert "Named, but not as known (1)" in read
    assert "Ambiguous" not in read


def test_text_of_a_map_is_never_read_as_markup():
    merged = Merged(ANA, (Mark("web", "x", "[red]X[/red]", "known", AT),), (), (), ())

    text = shown(record_table(merged, ANA, RecordNotes({}, ("cooking",)), dry_run=False))

    assert "[red]X[/red]" in text
    assert "There is no map cooking here." in text


def test_one_is_not_many():
    assert [counted(number, "mark") for number in (0, 1, 1200)] == [
        "0 marks",
        "1 mark",
        "1,200 marks",
    ]
