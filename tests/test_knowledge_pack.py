"""The knowledge pack that ships keeps its rules, and the linter knows when one does not."""

import textwrap

import pytest
import yaml

from bench.pack import KNOWLEDGE, errors, main, read_field, read_fields, remarks
from graph.inference.shipped import read_texts


@pytest.fixture(scope="module")
def shipped():
    return read_fields()


def field(concepts, name="Things"):
    """Return a field with these concepts, a YAML list."""
    return read_field(
        f"field: {name}\nabout: This and that.\nconcepts:\n"
        + textwrap.indent(textwrap.dedent(concepts).strip("\n"), "  ")
    )


def wrong(*fields):
    """Return (rule, where, text) of what is wrong with fields."""
    return [tuple(finding) for finding in errors(fields)]


def rules(findings):
    return [finding.rule for finding in findings]


# The pack that ships


def test_the_pack_that_ships_has_no_errors(shipped):
    assert errors(shipped.values()) == []


def test_the_pack_that_ships_has_at_least_a_thousand_concepts(shipped):
    assert sum(len(document["concepts"]) for document in shipped.values()) >= 1_000


def test_the_basics_of_nothing_need_what_is_a_part_of_them(shipped):
    assert "direction" not in rules(remarks(shipped.values()))


def test_the_folder_holds_nothing_but_fields_that_have_a_name_and_concepts(shipped):
    assert sorted(path.name for path in KNOWLEDGE.iterdir()) == sorted(shipped)
    for name, document in shipped.items():
        assert document["field"].strip(), name
        assert document["about"].strip(), name
        assert document["concepts"], name


def test_what_ships_is_read_as_the_linter_reads_it(shipped):
    for name, document in shipped.items():
        assert read_texts((KNOWLEDGE / name).read_bytes()) == document, name


# A pack without errors


def test_a_pack_in_which_all_is_right_has_no_errors():
    first = field("""
        - name: Docker Basics
          aliases: [Docker]
          needs: [Containers, [Linux, Windows]]
          helps: [YAML]
        - name: Docker Volumes
          local: [Volumes]
          around: [Docker]
          needs: [Docker Basics]
          part_of: Docker Basics
          note: Some do without.
        - {name: Containers}
        - {name: YAML}
    """)
    second = field("- {name: Linux}\n- {name: Windows}", name="Systems")

    assert wrong(first, second) == []


# Form


def test_a_key_that_stands_twice_is_no_yaml():
    with pytest.raises(yaml.YAMLError, match="the key needs stands twice"):
        field("- name: P\n  needs: [B]\n  needs: [C]")


def test_a_key_that_nobody_reads_is_found():
    assert wrong(field("- {name: P, need: [B]}")) == [("unused key", "P", "nobody reads 'need'")]


def test_words_around_without_a_local_name_are_found():
    assert wrong(field("- {name: P, around: [B]}")) == [
        ("local name", "P", "around decides nothing without local")
    ]


@pytest.mark.parametrize(
    ("concept", "text"),
    [
        ("{aliases: [B]}", "name is missing"),
        ("{name: P, aliases: B}", "aliases is no list: 'B'"),
        ("{name: P, aliases: ['']}", "aliases holds '', which is no name"),
        ("{name: P, aliases: [2.0]}", "aliases holds 2.0, which is no name"),
        ("{name: P, needs: [no]}", "needs holds False, which is no name"),
        ("{name: P, needs: [[B, 3]]}", "needs holds 3, which is no name"),
        ("{name: P, helps: [[B, C]]}", "helps holds ['B', 'C'], which is no name"),
        ("{name: P, part_of: [B]}", "part_of is no str: ['B']"),
        ("P", "'P' is no concept"),
    ],
)
def test_what_has_not_the_form_of_a_concept_is_found(concept, text):
    assert [(rule, said) for rule, _, said in wrong(field(f"- {concept}"))] == [("form", text)]


def test_a_field_without_a_sentence_about_it_is_found():
    assert wrong({"field": "Things", "concepts": []}) == [("form", "Things", "about is missing")]


def test_a_name_without_a_word_is_found():
    assert wrong(field("- {name: P, aliases: [+]}")) == [("form", "P", "“+” holds no word")]


@pytest.mark.parametrize("choice", ["[B]", "[]"])
def test_a_choice_of_one_is_found(choice):
    assert rules(errors([field(f"- {{name: P, needs: [{choice}]}}\n- name: B")])) == [
        "choice of one"
    ]


# Names


def test_a_name_of_two_concepts_is_found_however_it_is_written():
    cooking = field("- {name: Reductions}", name="Cooking")
    algebra = field("- {name: Simplification, aliases: [The Reduction]}", name="Algebra")

    assert wrong(cooking, algebra) == [
        (
            "name used twice",
            "Simplification",
            "“The Reduction” is “Reductions” of “Reductions” (Cooking) as well",
        )
    ]


def test_two_concepts_of_one_name_in_one_field_are_found():
    assert rules(errors([field("- {name: P b}\n- {name: P b}")])) == ["name used twice"]


def test_a_field_of_two_files_is_found():
    assert wrong(field("- {name: X}"), field("- {name: Y}")) == [
        ("told twice", "Things", "is the field of more than one file")
    ]


@pytest.mark.parametrize(
    "key", ["needs: [Bee]", "needs: [[Bee, P]]", "helps: [Bee]", "part_of: Bee"]
)
def test_a_name_that_no_concept_has_is_found(key):
    found = wrong(field(f"- {{name: Zed, {key}}}\n- {{name: P, needs: [C]}}\n- {{name: C}}"))

    assert found == [("unknown name", "Zed", "no concept is called “Bee”")]


def test_an_alias_in_the_place_of_a_name_is_found_with_the_name():
    assert wrong(
        field("- {name: P, needs: [Docker]}\n- {name: Docker Basics, aliases: [docker]}")
    ) == [("unknown name", "P", "no concept is called “Docker”; that is “Docker Basics”")]


def test_a_local_name_without_words_around_is_found_and_whose_name_it_is():
    assert wrong(field("- {name: P, local: [Volume]}\n- {name: Sound, aliases: [Volumes]}")) == [
        (
            "local name",
            "P",
            "no words around say where “Volume” means it, and it is a name of “Sound”",
        )
    ]
    assert rules(errors([field("- {name: P, local: [Volume]}")])) == ["local name"]


def test_a_local_name_that_means_the_concept_everywhere_is_found():
    assert wrong(field("- {name: Volumes, local: [Volume], around: [Docker]}")) == [
        ("local name", "Volumes", "“Volume” means it everywhere, so it is no local name")
    ]


# Needs


@pytest.mark.parametrize("needs", ["[B, B]", "[B, [B, C]]", "[[B, B]]"])
def test_a_need_that_is_told_twice_is_found(needs):
    assert wrong(field(f"- {{name: P, needs: {needs}}}\n- {{name: B}}\n- {{name: C}}")) == [
        ("told twice", "P", "needs “B” more than once")
    ]


def test_a_concept_may_be_an_option_of_two_choices():
    concepts = "- {name: P, needs: [[B, C], [B, D]]}\n- {name: B}\n- {name: C}\n- {name: D}"

    assert wrong(field(concepts)) == []


def test_what_is_needed_and_helps_as_well_is_found():
    assert wrong(field("- {name: P, needs: [B], helps: [B]}\n- {name: B}")) == [
        ("told twice", "P", "needs “B”, which helps as well")
    ]


def test_needs_that_run_in_a_circle_are_found_with_the_circle():
    concepts = """
        - {name: Start, needs: [B]}
        - {name: P, needs: [B]}
        - {name: B, needs: [C]}
        - {name: C, needs: [End, P]}
        - {name: End}
    """

    assert wrong(field(concepts)) == [
        ("circle", "B", "needs “C”, which needs “P”, which needs “B”")
    ]


def test_each_knot_of_circles_is_told_by_its_shortest():
    concepts = """
        - {name: P, needs: [B, C]}
        - {name: B, needs: [C]}
        - {name: C, needs: [P]}
        - {name: X, needs: [X]}
    """

    assert sorted(wrong(field(concepts))) == [
        ("circle", "P", "needs “C”, which needs “P”"),
        ("circle", "X", "needs “X”"),
    ]


def test_one_of_a_choice_closes_a_circle_too():
    concepts = "- {name: P, needs: [[B, C]]}\n- {name: B, needs: [P]}\n- {name: C}"

    assert wrong(field(concepts)) == [("circle", "P", "needs “B”, which needs “P”")]


def test_wholes_that_are_parts_of_each_other_are_found():
    assert wrong(field("- {name: P, part_of: B}\n- {name: B, part_of: P}")) == [
        ("circle", "P", "is part of “B”, which is part of “P”")
    ]


def test_a_part_that_needs_its_whole_and_is_needed_by_it_is_found():
    concepts = "- {name: Whole, needs: [Part]}\n- {name: Part, part_of: Whole, needs: [Whole]}"

    assert wrong(field(concepts))[0] == (
        "whole and part",
        "Part",
        "needs its whole “Whole” and is needed by it",
    )


def test_a_part_may_need_its_whole():
    concepts = "- {name: Whole}\n- {name: Part, part_of: Whole, needs: [Whole]}"

    assert wrong(field(concepts)) == []


# Remarks


def test_basics_that_need_what_is_a_part_of_them_are_remarked_on():
    concepts = "- {name: Docker Basics, needs: [Images]}\n- {name: Images, part_of: Docker Basics}"

    assert [tuple(remark) for remark in remarks([field(concepts)])] == [
        ("direction", "Docker Basics", "needs “Images”, which is part of it")
    ]


def test_a_concept_that_nothing_reaches_is_remarked_on():
    concepts = """
        - {name: Alone}
        - {name: P, needs: [B], helps: [C]}
        - {name: B}
        - {name: C}
    """

    assert [remark.where for remark in remarks([field(concepts)])] == ["Alone"]


def test_an_alias_that_differs_only_in_what_is_not_compared_is_remarked_on():
    concepts = "- {name: CI/CD Pipelines, aliases: [ci cd pipeline], needs: [B]}\n- {name: B}"

    assert [(remark.rule, remark.where) for remark in remarks([field(concepts)])] == [
        ("needless alias", "CI/CD Pipelines")
    ]


# The command


def test_the_command_says_what_is_wrong_and_how_much_each_field_knows(capsys, shipped):
    assert main() == 0

    out = capsys.readouterr().out
    assert "Errors: 0" in out
    assert all(document["field"] in out for document in shipped.values())


def test_the_command_says_which_concepts_a_map_holds(tmp_path, capsys):
    path = tmp_path / "map.md"
    path.write_text("# Platform\n## Containers\n- Docker\n- Yodelling [now]\n- Kubernetes\n")

    assert main(str(path)) == 0

    out = capsys.readouterr().out
    assert "Docker Basics 0.9" in out
    assert "none" in out
    assert "Yodelling [now]" in out
    assert "2 of 3 skills are concepts of the pack." in out
