"""What stands around the code keeps its word: locks, wheel and source distribution."""

import json
import re
import shutil
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import distributions
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement

from tests.project import ROOT, run_module
from tests.waypath.commands import serving

RUN_LOCK = ROOT / "locks" / "run.lock"
DEV_LOCK = ROOT / "locks" / "dev.lock"
PAGE_LOCK = ROOT / "locks" / "page.lock"
PIN = re.compile(r"^([a-z0-9-]+)(?:\[([a-z0-9,-]+)\])?==(\S+)(?: ; ([^\\]+?))? \\$")

every_lock = pytest.mark.parametrize(
    "lock", [RUN_LOCK, DEV_LOCK, PAGE_LOCK], ids=lambda path: path.name
)


def pins(lock):
    """Return {(name, marker): version} of a lock; some names stand once for each marker."""
    found = (PIN.match(line) for line in lock.read_text().splitlines())
    return {(pin[1], pin[4] or ""): pin[3] for pin in found if pin}


def distribution_name(requirement):
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-").replace(".", "-")


# The locks


@every_lock
def test_every_line_of_a_lock_is_a_pinned_version_or_one_of_its_hashes(lock):
    lines = lock.read_text().splitlines()

    strange = [
        line
        for line in lines
        if not PIN.match(line) and not re.match(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$", line)
    ]
    assert strange == []


@every_lock
def test_a_lock_holds_a_hash_for_every_pin(lock):
    lines = lock.read_text().splitlines()

    without_hash = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.match(line) and "--hash=" not in following
    ]
    assert pins(lock)
    assert without_hash == []


def test_an_extra_that_a_package_asks_for_stands_beside_its_pin():
    # Without it, pip takes the package with its extra for another one that is not pinned, and
    # refuses all as soon as a newer version is published.
    pinned = {
        pin[1]: set((pin[2] or "").split(","))
        for pin in map(PIN.match, DEV_LOCK.read_text().splitlines())
        if pin
    }
    needed = [
        Requirement(text)
        for name in pinned
        if (found := next(iter(distributions(name=name)), None))
        for text in found.requires or []
    ]
    asked = [
        needs for needs in needed if needs.extras and (not needs.marker or needs.marker.evaluate())
    ]

    assert asked
    assert [str(needs) for needs in asked if not needs.extras <= pinned[needs.name]] == []


@every_lock
def test_a_lock_says_nothing_of_where_the_packages_come_from(lock):
    assert "://" not in lock.read_text()


def test_every_package_that_waypath_needs_is_pinned_for_a_run():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    needed = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]

    assert {distribution_name(one) for one in needed} <= {name for name, _ in pins(RUN_LOCK)}


def test_every_package_that_the_checks_need_is_pinned_for_development():
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["dev"]

    assert {distribution_name(one) for one in needed} <= {name for name, _ in pins(DEV_LOCK)}


def test_the_checks_run_with_the_versions_that_people_run():
    assert pins(RUN_LOCK).items() <= pins(DEV_LOCK).items()


def test_every_package_that_builds_the_page_is_pinned_and_none_of_them_runs_waypath():
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["page"]
    pinned = {name for name, _ in pins(PAGE_LOCK)}

    assert {distribution_name(one) for one in needed} <= pinned
    assert pinned.isdisjoint(name for name, _ in pins(RUN_LOCK))


def test_the_lock_of_the_page_holds_hashes_and_says_nothing_of_where_packages_come_from():
    project = json.loads((ROOT / "web" / "package.json").read_text())
    locked = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]

    groups = ("dependencies", "devDependencies")
    assert {group: locked[""][group] for group in groups} == {
        group: project[group] for group in groups
    }
    assert [name for name, one in locked.items() if name and "integrity" not in one] == []
    assert [name for name, one in locked.items() if "resolved" in one] == []


# The wheel and the source distribution


def build(kind, folder, *, source=ROOT):
    """Return what is built of Waypath: a wheel, its source distribution, or an error."""
    built = run_module("hatchling", "build", "-t", kind, "-d", folder, cwd=source)
    if built.returncode:
        return built.stdout + built.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def wheel_files(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def unpacked_sdist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build("sdist", folder / "packed")) as archive:
        # Early 3.11 releases have no filters; where there are some, this is the safe one.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)  # noqa: S202 - it was built a moment ago
    (unpacked,) = folder.glob("waypath-*")
    return unpacked


def test_the_wheel_holds_nothing_but_the_three_packages(wheel_files):
    top = {name.split("/")[0] for name in wheel_files}

    assert {name for name in top if not name.endswith(".dist-info")} == {"graph", "api", "waypath"}


def test_the_wheel_says_that_its_packages_are_typed(wheel_files):
    assert {"graph/py.typed", "api/py.typed"} <= wheel_files.keys()


def test_the_wheel_holds_the_seed_map_byte_for_byte(wheel_files):
    seed = (ROOT / "seeds" / "backend-skill-map.md").read_bytes()

    assert wheel_files["graph/_seeds/backend-skill-map.md"] == seed


def test_the_wheel_holds_every_file_of_the_page(wheel_files):
    static = ROOT / "api" / "static"
    page = {path.relative_to(ROOT).as_posix() for path in static.rglob("*") if path.is_file()}

    assert "api/static/index.html" in page
    assert page <= wheel_files.keys()


@pytest.mark.parametrize("file", ["LICENSE", "api/static/third-party-licenses.txt"])
def test_the_wheel_holds_the_licences_of_waypath_and_of_what_its_page_is_made_of(wheel_files, file):
    (name,) = [name for name in wheel_files if name.endswith(f".dist-info/licenses/{file}")]

    assert wheel_files[name] == (ROOT / file).read_bytes()


def test_the_wheel_serves_the_whole_page_where_there_is_no_node(wheel, tmp_path):
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    pip = ["pip", "--python", python, "--disable-pip-version-check"]
    installed = run_module(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel)
    assert installed.returncode == 0, installed.stderr
    # The packages that the wheel needs are lent from here, but not the checkout.
    (site,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))

    page = site / "api" / "static"
    built = json.loads((page / "manifest.json").read_text()).values()
    files = {name for one in built for name in (one["file"], *one.get("css", ()))}
    files |= set(re.findall(r' (?:src|href)="([^"]+)"', (page / "index.html").read_text()))
    command = [tmp_path / "venv" / "bin" / "waypath"]
    with serving(tmp_path, command=command, limit_s=60, PATH="", PYTHONPATH="") as (_, address, _):
        for name in {"index.html", *files} - {"docs"}:
            url = urljoin(f"{address}/", name.replace("index.html", ""))
            with urlopen(url, timeout=10) as answer:  # noqa: S310 - our own service
                assert answer.read() == (page / name).read_bytes()


def test_the_source_distribution_holds_the_source_of_the_page_and_what_it_is_built_into(
    unpacked_sdist,
):
    files = {
        path.relative_to(unpacked_sdist).as_posix()
        for path in unpacked_sdist.rglob("*")
        if path.is_file()
    }

    assert {"web/package-lock.json", "web/.npmrc", "web/src/main.tsx"} <= files
    assert "api/static/index.html" in files
    assert [name for name in files if "node_modules" in name] == []


def test_a_wheel_that_is_built_from_the_source_distribution_is_the_same(
    unpacked_sdist, wheel_files, tmp_path
):
    with zipfile.ZipFile(build("wheel", tmp_path, source=unpacked_sdist)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == wheel_files


def test_without_its_page_waypath_can_be_worked_on_but_not_packed(unpacked_sdist, tmp_path):
    source = shutil.copytree(unpacked_sdist, tmp_path / "source")
    shutil.rmtree(source / "api" / "static")

    for kind in ("wheel", "sdist"):
        assert "First: make page" in build(kind, tmp_path / kind, source=source)
    assert build("wheel:editable", tmp_path / "editable", source=source).suffix == ".whl"
