"""The documents speak of what is there: no more, no less."""

import contextlib
import io
import re
from pathlib import Path

import pytest
import typer.main

from api.app import create_app
from api.problems import PROBLEMS
from graph import SqliteStore
from graph.export.neo4j_browser.queries import QUERIES
from waypath.__main__ import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("seeds/README.md")])
COMMANDS = typer.main.get_command(app)


def blocks(document: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", document.read_text(), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_inside_the_project_leads_somewhere(document):
    targets = re.findall(r"\]\((?!\w+:)([^)#\s]+)", document.read_text())

    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_operation_of_the_service_stands_in_the_table_and_nothing_else():
    store = SqliteStore(":memory:")
    document = create_app(store).openapi()
    store.close()
    offered = {
        f"{method.upper()} {path.replace('_id}', '}')}"
        for path, methods in document["paths"].items()
        for method in methods
    }

    rows = re.findall(r"^\| (`[A-Z]+ /.*?) \|", (ROOT / "docs/api.md").read_text(), re.MULTILINE)
    told = {
        operation.partition("?")[0]
        for row in rows
        for operation in re.findall(r"`([A-Z]+ /[^`]*)`", row)
    }

    assert told == offered


def test_every_problem_stands_in_the_table_with_its_status():
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", (ROOT / "docs/api.md").read_text(), re.MULTILINE)

    assert {code: int(status) for code, status in rows} == {
        code: kind.status for code, kind in PROBLEMS.items()
    }


@pytest.mark.parametrize("command", sorted(COMMANDS.commands))
def test_every_command_and_option_is_documented(command):
    text = (ROOT / "docs/cli.md").read_text()
    section = re.search(
        rf"^## `?(?:waypath )?{command}`?.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE
    )

    assert section
    for parameter in COMMANDS.commands[command].params:
        assert any(name in section[0] for name in parameter.opts if name.startswith("--")) or (
            parameter.param_type_name == "argument"
        ), parameter.opts


def test_no_command_is_documented_that_is_not_there():
    told = set(re.findall(r"waypath ([a-z0-9]+)\b", (ROOT / "docs/cli.md").read_text()))

    assert told <= set(COMMANDS.commands)


def test_every_query_for_neo4j_stands_in_its_document_and_no_other():
    assert blocks(ROOT / "docs/neo4j.md", "cypher") == [f"{query.cypher}\n" for query in QUERIES]


def test_the_python_in_the_readme_runs_and_answers():
    for code in blocks(ROOT / "README.md", "python"):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - it is ours
        assert output.getvalue().startswith("REST ")


def test_every_decision_stands_in_the_index():
    records = {path.name for path in ROOT.glob("docs/decisions/0*.md")}
    index = (ROOT / "docs/decisions/README.md").read_text()

    assert records == set(re.findall(r"\]\((0.*?\.md)\)", index))
