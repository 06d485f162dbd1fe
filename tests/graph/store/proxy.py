"""Proxy: what breaks the connection between a store and its Neo4j server, at the worst moment."""

import socket
import threading
import time
from contextlib import suppress


class Proxy:
    """Stands between a store and its server, and cuts connections when it is told to."""

    def __init__(self, bolt):
        host, port = bolt.removeprefix("bolt://").split(":")
        self._server = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cuts = 0
        self._before_cut = None
        self._open = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_next_commit(self, before_cut=lambda: time.sleep(0.2)):
        """Let the next COMMIT reach the server, call this, and cut before its answer is seen."""
        self._before_cut = before_cut

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._server)
            self._open += [client, server]
            muted = threading.Event()
            for pump, source, target in (
                (self._requests, client, server),
                (self._answers, server, client),
            ):
                threading.Thread(
                    target=self._pump, args=(pump, source, target, muted), daemon=True
                ).start()

    def _requests(self, data, source, target, muted):
        # COMMIT is the Bolt message 0x12. The server gets it, its answer is never seen.
        if self._before_cut and b"\x00\x02\xb0\x12\x00\x00" in data:
            before_cut, self._before_cut = self._before_cut, None
            self.cuts += 1
            muted.set()
            target.sendall(data)
            before_cut()
            source.shutdown(socket.SHUT_RDWR)
        else:
            target.sendall(data)

    def _answers(self, data, _, target, muted):
        if not muted.is_set():
            target.sendall(data)

    def _pump(self, pump, source, target, muted):
        try:
            while data := source.recv(65536):
                pump(data, source, target, muted)
        except OSError:
            pass
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def refuse(self):
        """Take no connection any more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def close(self):
        self._listener.close()
        for end in self._open:
            end.close()
