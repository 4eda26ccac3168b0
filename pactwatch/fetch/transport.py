"""httpx's way to the network, but only to where the guard says, and with a count of what comes unasked."""

from __future__ import annotations

import contextlib
import functools
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx
from httpcore import AnyIOBackend
from httpcore._async.interfaces import AsyncConnectionInterface
from httpcore._utils import is_socket_readable

from pactwatch.fetch.guard import Guard
from pactwatch.fetch.stop import Stopped
from pactwatch.model import FetchRules

# Of a host's addresses, so many are tried; the connect time-out is shared among them.
_MAX_ADDRESSES = 4
# Idle connections are given up after this time; servers close theirs after 5 to 75 s.
_KEEPALIVE_S = 5.0
# One read gives at most 64 KiB, and the read that completes the headers may carry the beginning of the body.
_READ = 65_536


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Connects to addresses that the guard has checked, and to nothing else."""

    def __init__(self, guard: Guard, max_header_bytes: int) -> None:
        self._guard = guard
        self._backend = AnyIOBackend()
        self._max_silent_bytes = max_header_bytes + 4 * _READ

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,  # Any: httpcore's union of socket options, passed on unseen
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers."""
        try:
            addresses = (await self._guard.addresses(host))[:_MAX_ADDRESSES]
        except Stopped as stop:
            raise Refused(stop) from None
        for index, address in enumerate(addresses):
            share = timeout / (len(addresses) - index) if timeout is not None else None
            try:
                stream = await self._backend.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if index + 1 == len(addresses):
                    raise
                if timeout is not None and share is not None:
                    timeout -= share
            else:
                return _CountingStream(stream, self._max_silent_bytes)
        raise httpcore.ConnectError("no address")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise httpcore.ConnectError("local sockets are not for the web")

    async def sleep(self, seconds: float) -> None:
        """Wait; httpcore asks for it between retries, of which there are none."""
        await self._backend.sleep(seconds)


class Refused(httpcore.ConnectError):
    """The guard refused the host while it was being connected to."""

    def __init__(self, stop: Stopped) -> None:
        self.stop = stop
        super().__init__(str(stop))


class _CountingStream(httpcore.AsyncNetworkStream):
    """A connection that ends when it brings too much without an answer beginning, or going on.

    httpcore reads interim answers (1xx) for as long as they come; so the bytes read since the last sign of progress are
    counted. `AnyIOBackend` also lets `ssl.SSLError` through from a read: here it becomes a read error like others.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream, max_silent_bytes: int) -> None:
        self._stream = stream
        self._max_silent_bytes = max_silent_bytes
        self._silent_bytes = 0
        self._unread = False
        self._spoilt = False
        self._socket: Any = None  # Any: a socket, or what stands in for one

    def progress(self) -> None:
        """Note that an answer began, or a part of its body came."""
        self._silent_bytes = 0

    def is_early(self) -> bool:
        """Whether nothing has been read since the last request went out; if so, the connection is not used again.

        An answer seen now lay in the parser before its question: a server sent it behind the last answer, by mistake or
        for it to be taken for another page.
        """
        self._spoilt = self._spoilt or self._unread
        return self._unread

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes."""
        if self._silent_bytes > self._max_silent_bytes:
            raise httpcore.ReadError(f"flood: {self._silent_bytes} bytes and no answer")
        try:
            data = await self._stream.read(max_bytes, timeout)
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        self._silent_bytes += len(data)
        self._unread = False
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of *buffer*."""
        if len(buffer) > 100:  # a request; HTTP/2's acknowledgements are smaller and show no progress
            self._silent_bytes = 0
            self._unread = True
        try:
            await self._stream.write(buffer, timeout)
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close the connection."""
        with contextlib.suppress(OSError):  # it is over either way; a peer that broke TLS hears no goodbye
            await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Begin TLS, and go on counting."""
        try:
            stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:  # httpcore 1.0.9 closes it after an error, but not when our time is over
            await self.aclose()
            raise
        return _CountingStream(stream, self._max_silent_bytes)

    def get_extra_info(self, info: str) -> Any:  # Any: as httpcore has it
        """Pass on what httpcore asks, and give ourselves to those who report progress."""
        if info == "is_readable":
            # httpcore asks this of every idle connection for every request, and anyio gathers all that it knows of a
            # socket for each answer: a quarter of a request's CPU time with 16 connections.
            self._socket = self._socket or self._stream.get_extra_info("socket")
            return self._spoilt or is_socket_readable(self._socket)
        return self if info == "pactwatch" else self._stream.get_extra_info(info)


def note_progress(response: httpx.Response) -> None:
    """Tell the connection that its answer goes on; a transport that is not ours has none."""
    ours = _connection(response)
    if ours is not None:
        ours.progress()


def is_early(response: httpx.Response) -> bool:
    """Whether an answer was there before its question; HTTP/2 has numbers on both, and needs no look."""
    ours = _connection(response) if response.extensions.get("http_version") != b"HTTP/2" else None
    return ours is not None and ours.is_early()


def _connection(response: httpx.Response) -> _CountingStream | None:
    """Give the connection that an answer came by, if it is ours."""
    stream = response.extensions.get("network_stream")
    ours = stream.get_extra_info("pactwatch") if stream is not None else None
    return ours if isinstance(ours, _CountingStream) else None


@functools.cache
def tls() -> ssl.SSLContext:
    """Load the certificates once: it costs 70 ms, and each client would do it again."""
    return httpx.create_ssl_context(trust_env=False)


class _Pool(httpcore.AsyncConnectionPool):
    """httpcore's pool, which is given the certificates with the first connection that needs them."""

    def create_connection(self, origin: httpcore.Origin) -> AsyncConnectionInterface:
        """Make a connection to *origin*."""
        if origin.scheme != b"http" and self._ssl_context is None:
            self._ssl_context = tls()
        return super().create_connection(origin)


class PinnedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a pool that uses our backend, which httpx has no argument for."""

    def __init__(self, rules: FetchRules, guard: Guard) -> None:
        self._pool = _Pool(
            max_connections=rules.concurrency + 8,
            max_keepalive_connections=rules.concurrency,
            keepalive_expiry=_KEEPALIVE_S,
            http1=True,
            http2=True,
            network_backend=PinnedBackend(guard, rules.max_header_bytes),
        )
