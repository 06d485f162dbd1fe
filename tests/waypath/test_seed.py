import graph.seeds
from tests.builders import SEED_MAP
from waypath.seed import seed_map


def test_in_a_checkout_the_seed_map_is_the_file_of_the_repository():
    assert seed_map() == SEED_MAP.read_bytes()


def test_in_an_installed_package_the_seed_map_is_the_packaged_one(tmp_path, monkeypatch):
    packaged = tmp_path / "_seeds" / SEED_MAP.name
    packaged.parent.mkdir()
    packaged.write_bytes(b"# Packaged\n- Skill\n")
    monkeypatch.setattr(graph.seeds, "files", lambda _package: tmp_path)

    assert seed_map() == b"# Packaged\n- Skill\n"
