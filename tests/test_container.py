"""The container image and the compose file keep their word."""

import json
import re
import tomllib

from ruamel.yaml import YAML

from tests.project import ROOT, run_module


def instructions(dockerfile):
    """Return the (word, rest) of each instruction, continued lines joined, in order."""
    text = re.sub(r"^#.*\n", "", dockerfile.read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [tuple(line.split(maxsplit=1)) for line in lines if line]


def last_stage():
    found = instructions(ROOT / "Dockerfile")
    start = max(index for index, (word, _) in enumerate(found) if word == "FROM")
    return {word: rest for word, rest in found[start:] if word not in {"COPY", "RUN"}}


def compose_service():
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")["services"]["waypath"]


def test_the_image_is_installed_from_the_lock_with_its_hashes_checked():
    installs = [
        rest
        for word, rest in instructions(ROOT / "Dockerfile")
        if word == "RUN" and "--requirement" in rest
    ]

    assert len(installs) == 2
    assert "--require-hashes --requirement ../locks/page.lock" in installs[0]
    assert "--require-hashes --requirement locks/run.lock" in installs[1]


def test_the_image_builds_its_page_from_the_lock_in_a_stage_of_its_own():
    found = instructions(ROOT / "Dockerfile")
    stages = [rest for word, rest in found if word == "FROM"]
    copies = [rest for word, rest in found if word == "COPY" and "--from" in rest]
    told = [rest for word, rest in found if word == "RUN" and rest.startswith("npm")]

    assert [stage.partition(" AS ")[2] for stage in stages] == ["page", "build", ""]
    assert told == ["npm ci --omit=dev", "npm run build"]
    assert copies == [
        "--from=page /src/api/static api/static",
        "--from=build /opt/waypath /opt/waypath",
    ]


def test_the_image_runs_as_a_numbered_user_who_is_not_root():
    user, group = last_stage()["USER"].split(":")

    assert int(user) > 0
    assert int(group) > 0


def test_the_image_asks_the_port_it_serves_whether_it_is_ready():
    stage = last_stage()
    command = json.loads(stage["CMD"])
    port = command[command.index("--port") + 1]

    assert stage["EXPOSE"] == port
    assert f"127.0.0.1:{port}/health/ready" in stage["HEALTHCHECK"]


def test_the_image_keeps_its_store_in_its_volume():
    stage = last_stage()

    assert f"WAYPATH_STORE={stage['VOLUME']}/" in stage["ENV"]


def test_the_image_starts_a_command_that_waypath_has():
    stage = last_stage()
    # An option that the command lacks is a fault of usage even where help is asked for.
    shown = run_module("waypath", *json.loads(stage["CMD"]), "--help")

    assert json.loads(stage["ENTRYPOINT"]) == ["waypath"]
    assert shown.returncode == 0, shown.stderr


def test_every_setting_of_the_image_and_of_the_compose_file_is_one_that_waypath_reads():
    settings = set(re.findall(r"(\w+)=", last_stage()["ENV"]))
    settings |= set(compose_service().get("environment", {}))
    of_waypath = {name for name in settings if name.startswith("WAYPATH_")}
    files = [
        path for package in ("graph", "api", "waypath") for path in ROOT.glob(f"{package}/**/*.py")
    ]
    code = "".join(path.read_text() for path in files)

    assert settings - of_waypath == {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    assert {name for name in of_waypath if f'"{name}"' not in code} == set()


def test_what_the_image_copies_is_let_through_to_the_build():
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line[0] == "!"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    read_by_the_build = {
        "pyproject.toml",
        "locks",
        project["project"]["readme"],
        project["tool"]["hatch"]["build"]["hooks"]["custom"]["path"],
        "web",
        *(file.split("/")[0] for file in project["project"]["license-files"]),
        *wheel["packages"],
        *(source.split("/")[0] for source in wheel["force-include"]),
    }

    assert allowed == read_by_the_build


def test_the_compose_file_follows_the_compose_specification():
    checked = run_module(
        "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_compose_file_offers_the_port_of_the_image_to_this_machine_only():
    port = last_stage()["EXPOSE"]

    assert compose_service()["ports"] == [f"127.0.0.1:{port}:{port}"]


def test_the_compose_file_mounts_a_named_volume_where_the_image_keeps_its_store():
    volumes = YAML(typ="safe").load(ROOT / "docker-compose.yml")["volumes"]
    (mount,) = compose_service()["volumes"]
    name, folder = mount.split(":")

    assert name in volumes
    assert folder == last_stage()["VOLUME"]


def test_the_compose_file_takes_from_the_service_what_it_does_not_need():
    service = compose_service()

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "user" not in service
    assert "privileged" not in service
