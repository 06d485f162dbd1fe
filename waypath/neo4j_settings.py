"""What a local Neo4j is told at its start: its settings, Java's arguments, its first password.

Values in, values and text out. The two lines of versions, 5 and 2026, differ here and nowhere else.

Not its job: where these stand, and which ports are free (`waypath.local_neo4j`).
"""

import hashlib
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

USER = "neo4j"
HOST = "127.0.0.1"

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
"""What Neo4j reaches into; its own start script opens the same packages."""

# Without these a server that nobody uses takes 10 s to stop: it waits twice for late requests.
_SETTINGS_5 = {"internal.dbms.bolt.netty_server_shutdown_quiet_period": "0"}
_SETTINGS_2026 = {
    "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    # It is alone on this machine: it need not be found, managed or reached through a proxy.
    "dbms.fleet_manager.enabled": "false",
    "server.fleet_discovery.enabled": "false",
    "server.http.x_forward.enabled": "false",
}


def line_of(version: str) -> str:
    """Return the part of a version that says which data it can read."""
    return version.partition(".")[0]


def main_class(version: str) -> str:
    """Return what Java starts."""
    name = "CommunityEntryPoint" if line_of(version) == "5" else "Neo4jCommunity"
    return f"org.neo4j.server.{name}"


def conf_text(
    version: str, ports: tuple[int, int], guide_url: str | None, more: Mapping[str, str]
) -> str:
    """Return the settings of a server that only this machine reaches, as the server reads them.

    Those of `more` are stronger; an empty value there leaves a setting to the server.
    """
    from graph.export.neo4j_browser.style import post_connect_command

    bolt, web = (f"{HOST}:{port}" for port in ports)
    settings = {
        "server.default_listen_address": HOST,
        "server.bolt.listen_address": bolt,
        "server.bolt.advertised_address": bolt,
        "server.http.listen_address": web,
        "server.http.advertised_address": web,
        "server.https.enabled": "false",
        "server.memory.pagecache.size": "256m",
        "db.tx_log.preallocate": "false",  # a new folder would take 500 MB at once
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "browser.remote_content_hostname_whitelist": ",".join(_hosts(guide_url)),
        "browser.post_connect_cmd": post_connect_command(guide_url),
    }
    settings |= _SETTINGS_5 if line_of(version) == "5" else _SETTINGS_2026
    settings |= more
    return "".join(
        f"{name}={value}\n".replace("\\", "\\\\") for name, value in settings.items() if value
    )


def _hosts(guide_url: str | None) -> list[str]:
    """Return the hosts from which Neo4j Browser may load guides and styles."""
    hosts = ["localhost", HOST]
    if (host := urlsplit(guide_url or "").hostname) and host not in hosts:
        hosts.append(f"[{host}]" if ":" in host else host)
    return hosts


def default_heap() -> str:
    """Return a quarter of the memory of the machine, 256 MB to 1 GB, as Java reads it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{min(1024, max(256, memory // 2**22))}m"


def arguments_text(folder: Path, heap: str, options: Sequence[str], jars: str) -> str:
    """Return what Java is told beside the class that it starts, as it reads that from a file."""
    arguments = [
        f"-Xmx{heap}",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        f"-XX:ErrorFile={folder}/logs/java-error-%p.log",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
        *options,
        "-cp",
        jars,
    ]
    return "".join(f"{_quoted(argument)}\n" for argument in arguments)


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def auth_ini(password: str) -> str:
    """Return the file that `neo4j-admin dbms set-initial-password` would write.

    So the server never listens with the password that everyone knows, and the password stands in no
    command line.
    """
    salt = secrets.token_bytes(32)
    rounds = 1024
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(rounds - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{rounds}:\n"
