import json

import pytest

from tests.waypath.commands import call

# Words that no knowledge pack knows.
MAP = "# Team\n## Blorp\n- Zibbing\n- one\n## Grunt\n- two\n- zibbing\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "team.md").write_text(MAP)
    assert call(tmp_path, "import", tmp_path / "team.md").exit_code == 0
    return tmp_path


def ids(folder):
    """Return the skills of the name, as the command lists them."""
    (shared,) = json.loads(call(folder, "review", "names", "--json").stdout)["names"]
    return shared["ids"]


def test_names_under_several_topics_are_listed_with_what_they_are_and_why(folder):
    done = call(folder, "review", "names")

    assert done.exit_code == 0
    assert "1 name under several topics. Revision 1." in done.stdout
    assert "split  Zibbing" in done.stdout
    assert "the name alone does not say that both mean" in done.stdout


def test_a_name_is_merged_split_and_left_to_itself_again(folder):
    merged = call(folder, "review", "merge", "zibbing", "--note", "One lesson.")

    assert merged.exit_code == 0
    assert "merged  Zibbing" in merged.stdout
    assert "A person says that it is one skill: One lesson." in merged.stdout
    assert "Revision 2." in merged.stdout
    assert ids(folder) == ["blorp/zibbing"]

    split = call(folder, "review", "split", "Zibbing", "--json")

    assert json.loads(split.stdout)["names"][0]["verdict"] == "split"
    assert ids(folder) == ["blorp/zibbing", "grunt/zibbing"]

    undone = call(folder, "review", "undo-name", "Zibbing")

    assert undone.exit_code == 0
    assert "the name alone does not say" in undone.stdout
    again = call(folder, "review", "undo-name", "Zibbing")
    assert (again.exit_code, "nobody decided" in str(again.exception)) == (1, True)


def test_a_name_that_cannot_be_decided_is_refused_with_those_that_can(folder):
    unknown = call(folder, "review", "merge", "Zebbing")
    single = call(folder, "review", "split", "one")

    assert (unknown.exit_code, single.exit_code) == (1, 1)
    assert "Closest: blorp/zibbing, grunt/zibbing" in str(unknown.exception)
    assert "Names that are: Zibbing" in str(single.exception)


def test_a_merge_of_an_empty_store_says_that_there_is_no_map(tmp_path):
    done = call(tmp_path, "review", "merge", "Session Management")

    assert done.exit_code == 1
    assert not (tmp_path / "waypath.db").exists()


def test_an_import_tells_which_decisions_about_names_wait(folder):
    call(folder, "review", "merge", "Zibbing")
    (folder / "team.md").write_text("# Team\n## Blorp\n- one\n")

    done = call(folder, "import", folder / "team.md")

    assert "waits  merged: Zibbing, until several topics have it again" in done.stdout
