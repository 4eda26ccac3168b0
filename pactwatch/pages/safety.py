"""Who may read, and what each answer forbids: the layer around all of Datasette, its own pages and errors included."""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import datasette

from pactwatch.archive.serve import is_address, is_loopback

# ASGI's own shapes are plain mappings and callables, hence `Any`.
Scope = dict[str, Any]
Asgi = Callable[[Scope, Any, Any], Awaitable[None]]

# No script but ours, no style but ours, nothing from anywhere else, and nobody may frame us.
STRICT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer carries besides its content security policy."""
_CACHE = "private, no-cache"
# Files that come with the program; their addresses change with Datasette's version, or they are small.
_STATIC = ("/-/static/", "/-/static-plugins/", "/pactwatch/")
# Datasette's templates with scripts inside the page; what they hold never changes with the data.
_WITH_SCRIPTS = ("_close_open_menus.html", "_codemirror_foot.html")
_FACET_SCRIPTS = ("DATASETTE_ALLOW_FACET = true;", "DATASETTE_ALLOW_FACET = false;")


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in. Without a token or a header, whoever reaches the port may read."""

    token: str = ""
    """Must come as a bearer token, or as the password of a browser's login (any user name)."""
    user_header: str = ""
    """A header that a reverse proxy on this machine sets for whoever has logged in, such as `X-Forwarded-User`."""
    hosts: tuple[str, ...] = ()
    """Names, besides `localhost` and addresses, under which the pages may be asked for."""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Door:
        """Read `PACTWATCH_SERVE_TOKEN`, `PACTWATCH_SERVE_USER_HEADER` and `PACTWATCH_SERVE_HOSTS`."""
        names = re.split(r"[\s,]+", environ.get("PACTWATCH_SERVE_HOSTS", "").strip().lower())
        return cls(
            environ.get("PACTWATCH_SERVE_TOKEN", "").strip(),
            environ.get("PACTWATCH_SERVE_USER_HEADER", "").strip().lower(),
            tuple(name for name in names if name),
        )

    def refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Say with which status, and why, a request is not let in; None: it is."""
        headers: dict[str, str] = {}
        for key, value in scope["headers"]:
            name = key.decode("latin-1").lower()
            # A second Host, or a second user, is somebody's trick.
            headers[name] = (
                f"{headers[name]}\n{value.decode('latin-1')}" if name in headers else value.decode("latin-1")
            )
        local = is_loopback(str((scope.get("server") or ("",))[0]))
        if scope["method"] not in ("GET", "HEAD"):
            return 405, "This archive is for reading only."
        if not self._knows(headers.get("host", ""), local):
            return 421, "These pages are not served under this name; add it to PACTWATCH_SERVE_HOSTS if it is yours."
        if self.user_header and not (local and headers.get(self.user_header, "").strip()):
            return 403, "These pages are for those who come through the reverse proxy and have logged in there."
        if self.token and not _shows(self.token, headers.get("authorization", "")):
            return 401, "These pages ask for a token: give it as the password, with any user name."
        return None

    def _knows(self, host: str, local: bool) -> bool:
        """Tell whether the pages may be asked for under *host*.

        A page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding); then the browser sends that name. An
        address cannot be rebound. Beyond loopback any name will do, unless some are listed.
        """
        name = host.lower().rsplit("@")[-1]
        name = name[: name.find("]") + 1] if name.startswith("[") else name.partition(":")[0]
        if name in self.hosts or (not local and not self.hosts and name):
            return True
        return is_loopback(name.strip("[]")) if local else name == "localhost" or is_address(name.strip("[]"))


def _shows(token: str, authorization: str) -> bool:
    """Tell whether the header carries the token, in a time that tells nothing of it."""
    kind, _, given = authorization.partition(" ")
    given = given.strip()
    if kind.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8", "replace").partition(":")[2]
        except (binascii.Error, ValueError):
            return False
    elif kind.lower() != "bearer":
        return False
    return hmac.compare_digest(given.encode(), token.encode())


@functools.cache
def datasette_policy() -> str:
    """Give the policy of Datasette's own pages: their few scripts by hash, inline styles, nothing from elsewhere.

    The hashes are taken from the templates of the Datasette that is installed, never from a page with data in it.
    """
    scripts = list(_FACET_SCRIPTS)
    folder = Path(datasette.__file__).parent / "templates"
    for name in _WITH_SCRIPTS:
        template = (folder / name).read_text(encoding="utf-8")
        scripts += re.findall(r"<script>(.*?)</script>", template, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def guarded(app: Asgi, door: Door) -> Asgi:
    """Put the door before *app*, and the headers on whatever it answers."""

    async def answer(scope: Scope, receive: Any, send: Any) -> None:
        """Let in or refuse."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_safely(message: dict[str, Any]) -> None:
            """Add the headers to the beginning of an answer."""
            if message["type"] == "http.response.start":
                message = message | {"headers": _headers(scope["path"], message["status"], message["headers"])}
            await send(message)

        refused = door.refusal(scope)
        if refused is None:
            await app(scope, receive, send_safely)
            return
        status, told = refused
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        if status == 405:
            headers.append((b"allow", b"GET, HEAD"))
        if status == 401:
            headers.append((b"www-authenticate", b'Basic realm="Pactwatch", charset="UTF-8"'))
        await send_safely({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": told.encode() + b"\n"})

    return answer


def _headers(path: str, status: int, given: Any) -> list[tuple[bytes, bytes]]:
    """Complete an answer's headers. Our pages bring their own policy; no other site's script may read any answer."""
    found = [(key.lower(), value) for key, value in given if not key.lower().startswith(b"access-control-")]
    found = [(key, _here(value) if key == b"location" else value) for key, value in found]
    names = {key for key, _ in found}
    kind = next((value for key, value in found if key == b"content-type"), b"")
    extra = dict(HEADERS)
    extra["content-security-policy"] = datasette_policy() if kind.startswith(b"text/html") else STRICT
    extra["cache-control"] = "max-age=3600" if path.startswith(_STATIC) and status == 200 else _CACHE
    return found + [(key.encode(), value.encode()) for key, value in extra.items() if key.encode() not in names]


def _here(location: bytes) -> bytes:
    r"""Keep a redirect on this site: a browser reads `//host` and `/\host` as another one's address.

    >>> _here(b"/\\\\elsewhere.example"), _here(b"https://elsewhere.example/a"), _here(b"/seeds?a=/b")
    (b'/elsewhere.example', b'/', b'/seeds?a=/b')
    """
    return re.sub(rb"^[/\\\s]+", b"/", location) if re.match(rb"[/\\\s]", location) else b"/"
