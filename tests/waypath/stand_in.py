"""A process that looks like a local Neo4j from outside, without the seconds that one takes."""

import json
import subprocess
import sys
from contextlib import contextmanager

from waypath.local_neo4j import LTS

_ANSWERS = """
from http.server import BaseHTTPRequestHandler, HTTPServer
class Ok(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass
server = HTTPServer(("127.0.0.1", 0), Ok)
print(server.server_port, flush=True)
server.serve_forever()
"""


def seem_started(folder, *, version=LTS, pid, ports=(7687, 7474), **more):
    """Leave behind what a start would have left."""
    folder.mkdir(exist_ok=True)
    ports = dict(zip(("bolt_port", "http_port"), ports, strict=True))
    (folder / "server.json").write_text(json.dumps({"version": version, "pid": pid} | ports | more))


@contextmanager
def stand_in(folder, *, password="secret", **more):  # noqa: S107 - it opens nothing
    """Let a server seem to run in a folder; yield the process."""
    command = [sys.executable, "-c", _ANSWERS, f"--home-dir={folder}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = int(process.stdout.readline())
            seem_started(folder, pid=process.pid, ports=(port, port), **more)
            if password:
                (folder / "password").write_text(password)
            yield process
        finally:
            process.kill()
