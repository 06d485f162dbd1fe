"""The compose files: they follow the specification, and Neo4j takes every setting in them.

`python -m tests.test_compose` writes what Neo4j Browser does after login into them, after the style
has changed.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from ruamel.yaml import YAML

from graph.export.neo4j_browser.style import post_connect_command
from tests.neo4j_servers import own_server
from waypath.local_neo4j import LTS

ROOT = Path(__file__).resolve().parent.parent
FILES = ["docker-compose.yml", "docker-compose.neo4j.yml"]

NOT_SETTINGS = {"NEO4J_AUTH"}
"""What the image reads itself and does not hand on to the server."""

SIZES = {"m": 2**20, "g": 2**30}


COMMAND = post_connect_command("http://localhost:8000/neo4j/guide.html")
"""The address is the one at which the compose file publishes Waypath."""


def loaded(file, **environment):
    """Return a file as compose reads it, in an environment in which a password is set."""
    known = {"NEO4J_PASSWORD": "secret"} | environment
    text = re.sub(
        r"\$\{(\w+):[-?](.*?)\}", lambda use: known.get(use[1], use[2]), (ROOT / file).read_text()
    )
    return YAML(typ="safe").load(text)


def services(file, **environment):
    return loaded(file, **environment)["services"]


def neo4j(**environment):
    return services("docker-compose.neo4j.yml", **environment)["neo4j"]


def settings(**environment):
    """Return the server's settings, translated back as the image does it."""
    return {
        name.removeprefix("NEO4J_").replace("_", ".").replace("..", "_"): value
        for name, value in neo4j(**environment)["environment"].items()
        if name not in NOT_SETTINGS
    }


def size(text):
    return int(text[:-1]) * SIZES[text[-1]]


def example(comment=""):
    """Return what .env.example sets, or would set if these lines were no comments."""
    return dict(
        re.findall(
            rf"^{comment}([A-Z0-9_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE
        )
    )


@pytest.mark.parametrize("file", FILES)
def test_a_compose_file_follows_the_compose_specification(file):
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_server_starts_with_every_setting_of_the_compose_file(tmp_path):
    # In its container the server believes to be at `localhost`, where Waypath cannot reach it.
    elsewhere = {"server.bolt.advertised_address": "elsewhere.invalid:7687"}
    # A setting that the server does not know stops it.
    with own_server(tmp_path / "neo4j", settings=settings() | elsewhere) as server:
        running = server.running()
        with GraphDatabase.driver(running.bolt, auth=(running.user, running.password)) as driver:
            found = driver.execute_query("SHOW SETTINGS YIELD name, value RETURN name, value")
        by_name = running.bolt.replace("bolt://127.0.0.1", "neo4j://localhost")
        with GraphDatabase.driver(by_name, auth=(running.user, running.password)) as driver:
            driver.verify_connectivity()

    values = {record["name"]: record["value"] for record in found.records}
    wanted = settings()
    sizes = {name for name in wanted if name.startswith("server.memory.")}
    assert {name: values[name] for name in wanted.keys() - sizes} == {
        name: wanted[name] for name in wanted.keys() - sizes
    }
    assert sizes <= values.keys()


def test_neo4j_browser_gets_the_style_of_the_code_and_the_guide_from_where_waypath_is_published():
    (port,) = services("docker-compose.yml")["waypath"]["ports"]

    assert settings()["browser.post_connect_cmd"] == COMMAND
    assert port.startswith("127.0.0.1:8000:")


def test_the_server_of_the_image_is_the_version_that_the_tests_run():
    assert neo4j()["image"] == f"neo4j:{LTS}-community"


@pytest.mark.parametrize("chosen", [{}, example("#")], ids=["default", "large map"])
def test_the_memory_of_the_server_fits_into_its_limit_and_leaves_a_quarter(chosen):
    found = settings(**chosen)
    taken = size(found["server.memory.heap.max_size"]) + size(found["server.memory.pagecache.size"])

    assert taken <= size(neo4j(**chosen)["mem_limit"]) * 3 / 4


def test_the_heap_is_one_gigabyte_unless_the_environment_names_another():
    assert settings()["server.memory.heap.max_size"] == "1g"
    assert settings(NEO4J_HEAP="4g")["server.memory.heap.max_size"] == "4g"
    assert example("#").keys() == {"NEO4J_HEAP", "NEO4J_MEMORY"}


@pytest.mark.parametrize(
    "service", [services("docker-compose.yml")["waypath"], neo4j()], ids=["waypath", "neo4j"]
)
def test_a_service_has_limits_and_offers_its_ports_to_this_machine_only(service):
    assert size(service["mem_limit"]) <= 2 * SIZES["g"]
    assert service["pids_limit"] > 0
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "no-new-privileges:true" in service["security_opt"]


def test_what_the_server_keeps_is_in_named_volumes():
    volumes = loaded("docker-compose.neo4j.yml")["volumes"]
    mounts = dict(reversed(mount.split(":")) for mount in neo4j()["volumes"])

    assert mounts.keys() == {"/data", "/logs"}
    assert set(mounts.values()) <= volumes.keys()


def test_waypath_waits_until_the_server_is_healthy():
    assert services("docker-compose.neo4j.yml")["waypath"]["depends_on"] == {
        "neo4j": {"condition": "service_healthy"}
    }
    assert neo4j()["healthcheck"]["test"][:2] == ["CMD", "wget"]


def test_without_a_password_compose_refuses_and_says_what_to_do():
    text = (ROOT / "docker-compose.neo4j.yml").read_text()
    uses = re.findall(r"\$\{NEO4J_PASSWORD(.*?)\}", text)

    assert uses == [":?is missing. Copy .env.example to .env and set it there."] * 2
    assert example()["NEO4J_PASSWORD"] == ""


def test_the_example_of_the_environment_makes_compose_read_both_files():
    told = example()

    assert told["COMPOSE_FILE"].split(told["COMPOSE_PATH_SEPARATOR"]) == FILES
    assert "$" not in (ROOT / "docker-compose.yml").read_text()


def test_waypath_reads_every_variable_that_the_compose_file_sets():
    code = "".join(
        path.read_text()
        for package in ("graph", "waypath")
        for path in ROOT.glob(f"{package}/**/*.py")
    )

    given = services("docker-compose.neo4j.yml")["waypath"]["environment"]
    assert [name for name in given if f'"{name}"' not in code] == []


if __name__ == "__main__":
    FILE = ROOT / "docker-compose.neo4j.yml"
    NAME = "NEO4J_browser_post__connect__cmd"
    LINE = f"      {NAME}: '{COMMAND}'\n"
    FILE.write_text(
        re.sub(rf"^ +{NAME}: .*\n", lambda _: LINE, FILE.read_text(), flags=re.MULTILINE)
    )
