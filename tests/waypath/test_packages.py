import pytest

from tests.waypath.commands import ROOT, run
from waypath.packages import foreign_package


def test_our_own_packages_are_no_strangers():
    assert foreign_package() is None


@pytest.mark.parametrize("file", ["graph/__init__.py", "api/app.py"])
def test_a_package_of_another_distribution_stops_the_command_with_one_sentence(tmp_path, file):
    stranger = tmp_path / "other" / file
    stranger.parent.mkdir(parents=True)
    (stranger.parent / "__init__.py").touch()
    stranger.write_text("raise SystemExit('a stranger ran')\n")

    done = run(tmp_path, "--version", PYTHONPATH=f"{tmp_path / 'other'}:{ROOT}")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"error: {stranger} is not Waypath's")
    assert "environment of its own" in done.stderr
