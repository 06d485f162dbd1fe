import json

import pytest

from tests.waypath.commands import call

OLD = "# Team\n## A\n- Zibbing\n- HTML & CSS\n- Zab\n- Order\n"
NEW = "# Team\n## A\n- Introduction to Zibbing\n- HTML\n- CSS\n- Blorp\n- Order\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "team.md").write_text(OLD)
    assert call(tmp_path, "import", tmp_path / "team.md").exit_code == 0
    (tmp_path / "team.md").write_text(NEW)
    return tmp_path


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_an_import_tells_what_became_of_entries_and_how_to_overrule_it(folder, options):
    done = call(folder, "import", folder / "team.md", *options)

    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert "renamed  Zibbing  a/zibbing" in lines
    assert "         → Introduction to Zibbing  A" in lines
    assert "split    HTML & CSS  a/html-css" in lines
    assert "-        a/zab" in lines
    assert any("waypath review move OLD [NEW ...] --map team" in line for line in lines)


def test_an_import_in_which_nothing_left_says_nothing_of_it(folder):
    (folder / "team.md").write_text(OLD + "- More\n")

    assert "waypath review move" not in call(folder, "import", folder / "team.md").stdout


def test_what_became_of_entries_is_listed(folder):
    call(folder, "import", folder / "team.md")

    done = call(folder, "review", "moves")
    told = json.loads(call(folder, "review", "moves", "--json").stdout)

    assert "3 entries left the map. Revision 2." in done.stdout
    assert "removed  Zab  a/zab" in done.stdout
    assert [move["id"] for move in told["moves"]] == ["a/zab", "a/html-css", "a/zibbing"]
    assert (told["revision"], told["total"], told["next_cursor"]) == (2, 3, None)


def test_a_person_says_what_became_of_an_entry_and_takes_it_back(folder):
    call(folder, "import", folder / "team.md")

    said = call(folder, "review", "move", "Zab", "blorp")

    assert "renamed  Zab  a/zab" in said.stdout
    assert "A person said so." in said.stdout
    again = call(folder, "review", "move", "Zab", "Blorp")
    assert "That has been said already." in again.stderr

    gone = json.loads(call(folder, "review", "move", "HTML & CSS", "--json").stdout)
    assert (gone["moves"][0]["how"], gone["moves"][0]["found"]) == ("removed", ["a/html", "a/css"])

    undone = call(folder, "review", "undo-move", "html & css")
    assert "split  HTML & CSS" in undone.stdout
    assert "A person said so." not in undone.stdout


def test_what_cannot_be_said_is_refused(folder):
    call(folder, "import", folder / "team.md")

    there = call(folder, "review", "move", "Blorp")
    unknown = call(folder, "review", "move", "Zabb", "Blorp")
    undone = call(folder, "review", "undo-move", "Zab")

    assert "is in the map" in str(there.exception)
    assert "Closest: a/zab" in str(unknown.exception)
    assert "nobody decided" in str(undone.exception)


def test_a_long_import_lists_the_first_moves_and_counts_the_rest(folder):
    old = "# Many\n## A\n" + "".join(f"- Zib{n:02}bing Basics\n" for n in range(30))
    (folder / "many.md").write_text(old)
    call(folder, "import", folder / "many.md")
    (folder / "many.md").write_text(old.replace(" Basics", ""))

    done = call(folder, "import", folder / "many.md")

    assert done.stdout.count("renamed") == 20
    assert "... and 10 more" in done.stdout
