"""Ports of this machine: which ones a server can have."""

import secrets
import socket

from waypath.neo4j_settings import HOST


def is_free(port: int) -> bool:
    """Say whether a server can have a port."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True


def free_ports(*ports: int) -> list[int]:
    """Return the ports, with free ones for those that are 0.

    These are below the range from which Linux takes ports for outgoing connections: there, a client
    that tries again and again while the server is away would take the port in the end, and be
    connected to itself.
    """
    found: list[int] = []
    for port in ports:
        while port == 0 or port in found:
            candidate = 20_000 + secrets.randbelow(12_000)
            port = candidate if is_free(candidate) else 0  # noqa: PLW2901 - until one fits
        found.append(port)
    return found
