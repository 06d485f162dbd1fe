from pathlib import Path

import pytest
import typer

from tests.waypath.commands import call, run
from waypath.options import StoreAddress, default_store, store_address

TWO_DOCKERS = """\
# Two dockers
## Ports
### Docker
- Crane
- Ship
## Code
### Docker
- Image
- Kubernetes
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "map.md").write_text(TWO_DOCKERS)
    assert call(tmp_path, "import", tmp_path / "map.md").exit_code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("maps.db", "maps.db"),
        ("/data/maps.db", "/data/maps.db"),
        ("sqlite:maps.db", "maps.db"),
        ("sqlite:/data/maps.db", "/data/maps.db"),
        ("sqlite:///maps.db", "maps.db"),
        ("sqlite:////data/maps.db", "/data/maps.db"),
        ("C:maps.db", "C:maps.db"),
        (":memory:", ":memory:"),
    ],
)
def test_a_store_is_a_path_with_or_without_its_scheme(uri, path):
    assert store_address(uri).path == Path(path)


def test_a_store_in_the_home_folder_can_be_written_with_a_tilde():
    assert store_address("sqlite:~/maps.db").path == Path.home() / "maps.db"


@pytest.mark.parametrize(
    "uri", ["http://localhost", "postgresql:maps", "", "sqlite:", "sqlite://maps"]
)
def test_a_store_that_this_version_does_not_know_is_wrong_usage(uri):
    with pytest.raises(typer.BadParameter, match=r"no store|names no file"):
        store_address(uri)


def test_wrong_usage_of_the_store_names_the_option_and_exits_with_2(tmp_path):
    done = call(tmp_path, "next", "--store", "postgresql://localhost")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "--store" in done.stderr
    assert "postgresql:" in done.stderr


def test_without_a_setting_the_store_is_in_the_users_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert Path(default_store()).name == "waypath.db"
    assert Path(default_store()).parent.name == "waypath"


def test_the_option_outranks_the_variable(folder):
    other = folder / "other.db"

    done = call(folder, "next", "--store", other)

    assert "seed map" in done.stderr
    assert not other.exists()


def test_an_empty_variable_counts_as_none(tmp_path):
    done = run(tmp_path, "order", WAYPATH_STORE="", XDG_DATA_HOME=str(tmp_path))

    assert done.returncode == 0
    assert "seed map" in done.stderr


def test_all_names_that_mean_nothing_or_several_things_are_told_at_once(folder):
    done = call(folder, "next", "--know", "Docker", "--know", "Zymurgy", "--goal", "Kubernets!?")
    wrong = call(folder, "next", "--know", "Docker", "--goal", "Zymurgy", "--goal", "Docker")

    assert done.exit_code == wrong.exit_code == 1
    assert done.stdout == wrong.stdout == ""
    assert wrong.stderr.count("error: ") == 3
    assert "“Docker” can mean any of: ports/docker, code/docker" in wrong.stderr
    assert "nothing in the map is called “Zymurgy”" in wrong.stderr


def test_a_close_spelling_is_taken_and_told(folder):
    done = call(folder, "roadmap", "--goal", "kubernets", "--json")

    assert done.exit_code == 0
    assert done.stderr == "“kubernets” read as Kubernetes\n"
    assert '"code/docker/kubernetes"' in done.stdout


def test_a_name_that_is_spelt_right_needs_no_word(folder):
    done = call(folder, "roadmap", "--goal", "CODE / docker", "--json")

    assert done.exit_code == 0
    assert done.stderr == ""


@pytest.mark.parametrize(
    "uri", ["neo4j://host", "neo4j+s://a.b:7687", "bolt://127.0.0.1", "neo4j-local"]
)
def test_a_neo4j_server_is_a_store_without_a_file(uri):
    assert store_address(uri) == StoreAddress(uri)
