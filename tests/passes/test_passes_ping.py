"""The dead man's handle: asked for after a good pass, and never what makes a pass fail."""

from __future__ import annotations

import asyncio
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pactwatch.ping import ping


@pytest.mark.parametrize(("status", "said"), [(200, None), (503, "HTTP 503")])
def test_a_ping_says_what_came_back(status: int, said: str | None) -> None:
    """A monitor that answers is silence; one that does not is one sentence, without the address."""

    class Handler(BaseHTTPRequestHandler):
        """Answers as it is told."""

        def do_GET(self) -> None:
            """Take a ping."""
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        problem = asyncio.run(ping("$PING", {"PING": f"http://127.0.0.1:{server.server_port}/T0KEN"}))
        thread.join()
    assert (problem is None) if said is None else (problem is not None and said in problem and "T0KEN" not in problem)


def test_a_ping_that_is_not_answered_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A monitor that stalls, and a variable that is not set, are told as such."""
    monkeypatch.setattr("pactwatch.ping.DEADLINE_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        stalled = asyncio.run(ping(f"http://127.0.0.1:{silent.getsockname()[1]}/T0KEN", {}))
    assert stalled is not None and "no answer" in stalled and "T0KEN" not in stalled
    assert "not set" in str(asyncio.run(ping("$PING", {})))
