"""Labelled maps are read as they are meant, and those of the repository hold together."""

import networkx as nx
import pytest

from bench.fit_inference import MAPS, TAUGHT
from bench.labelled import read
from graph import AmbiguousNameError, UnknownSkillError

COLUMNS = ("prerequisite", "target", "label", "kind")

MAP = """\
# M
## T
- a
- b
- c
## U
- d
- b
"""


def labelled(folder, *rows):
    """Return the map above with rows of prerequisite, target and kind."""
    table = [COLUMNS, *((source, target, "1", kind) for source, target, kind in rows)]
    (folder / "m.md").write_text(MAP)
    (folder / "m.gold.tsv").write_text("\n".join("\t".join(row) for row in table) + "\n")
    (found,) = read(folder)
    return found


# Reading


def test_a_map_without_labels_is_passed_over(tmp_path):
    (tmp_path / "m.md").write_text(MAP)

    assert read(tmp_path) == []


def test_labels_are_read_by_name(tmp_path):
    found = labelled(
        tmp_path, ("", "c", "target"), ("a", "c", "direct"), ("T/b", "c", "transitive")
    )

    assert found.name == "m"
    assert found.targets == {"t/c"}
    assert found.gold == {("t/a", "t/c"): "direct", ("t/b", "t/c"): "transitive"}
    assert found.direct == [("t/a", "t/c")]


def test_direct_and_implied_prerequisites_are_right_and_the_rest_is_not(tmp_path):
    found = labelled(
        tmp_path, ("a", "c", "direct"), ("T/b", "c", "transitive"), ("d", "c", "ignore")
    )

    right = {pair for pair in found.pairs() if found.is_prerequisite(pair)}
    assert right == {("t/a", "t/c"), ("t/b", "t/c")}


def test_every_pair_of_a_labelled_skill_is_judged_but_what_is_arguable(tmp_path):
    found = labelled(tmp_path, ("", "c", "target"), ("a", "c", "ignore"))

    assert set(found.pairs()) == {("t/b", "t/c"), ("u/d", "t/c"), ("u/b", "t/c")}


def test_edges_are_counted_by_what_the_labels_say_of_labelled_skills(tmp_path):
    found = labelled(tmp_path, ("a", "c", "direct"), ("d", "c", "ignore"))

    counted = found.score([("t/a", "t/c"), ("u/d", "t/c"), ("t/b", "t/c"), ("t/a", "u/d")])

    assert counted == {"direct": 1, "ignore": 1, "wrong": 1}


def test_a_label_for_no_skill_of_the_map_is_refused(tmp_path):
    with pytest.raises(UnknownSkillError):
        labelled(tmp_path, ("z", "c", "direct"))


def test_a_label_that_can_mean_two_skills_is_refused(tmp_path):
    with pytest.raises(AmbiguousNameError):
        labelled(tmp_path, ("b", "c", "direct"))


# The maps of the repository

FOLDERS = (MAPS, TAUGHT)
NAMES = [path.stem for folder in FOLDERS for path in sorted(folder.glob("*.md"))]

every_map = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def maps():
    """Return the maps by name; a label for what is not in its map would have been refused."""
    return {found.name: found for folder in FOLDERS for found in read(folder)}


def test_every_map_of_the_folders_is_labelled(maps):
    assert list(maps) == NAMES


@every_map
def test_every_label_is_about_skills_of_its_map(maps, name):
    skills = {skill.id for skill in maps[name].snapshot.skill_map.skills}

    assert maps[name].targets <= skills
    assert {skill for pair in maps[name].gold for skill in pair} <= skills


@every_map
def test_every_label_is_about_two_skills_of_which_the_target_is_labelled_completely(maps, name):
    assert len(maps[name].targets) >= 30
    assert all(source != target for source, target in maps[name].gold)
    assert {target for _, target in maps[name].gold} <= maps[name].targets
    assert set(maps[name].gold.values()) <= {"direct", "transitive", "ignore"}


@every_map
def test_the_direct_labels_run_in_no_circle(maps, name):
    assert maps[name].direct
    assert nx.is_directed_acyclic_graph(nx.DiGraph(maps[name].direct))
