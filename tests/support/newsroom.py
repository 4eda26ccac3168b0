"""An invented newsroom on loopback: a real HTTP server with articles that are edited between rounds.

Every article is made from its number alone, so two servers (or a killed pass and its successor) tell the same story.
Treatments cover what a monitor meets: material edits, cosmetic ones, none, refusals, walls, outages, moves, pages gone.
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

TOWNS = ["Arlen", "Brookhaven", "Castor", "Dunmore", "Elsted", "Farrow", "Glenside", "Harwick", "Ilford", "Juniper Bay"]
PEOPLE = ["Maria Keller", "Tom Okafor", "Ines Duarte", "Paul Lindqvist", "Aiko Mori", "Hanna Vogel", "Omar Haddad"]
THINGS = ["the harbour wall", "a new tram line", "flood defences", "the central library", "its water works"]
MONTHS = ["January", "February", "March", "April", "May", "June", "September", "October", "November"]

# A topic that takes every article, on loopback too, without waiting.
HARBOUR = """
name = "harbour"
title = "The harbour wall"
languages = ["en"]
[relevance]
mode = "all"
[fetch]
allow_private_hosts = ["127.0.0.1"]
per_host_delay_s = 0
"""


@dataclass(frozen=True)
class Story:
    """One article as a list of paragraphs, each a list of sentences."""

    number: int
    headline: str
    paragraphs: tuple[tuple[str, ...], ...]


def story(number: int) -> Story:
    """Make the article with this number."""
    dice = random.Random(number)
    town, other = dice.sample(TOWNS, 2)
    mayor, rival = dice.sample(PEOPLE, 2)
    thing = dice.choice(THINGS)
    cost, votes, homes = dice.randrange(12, 97), dice.randrange(21, 39), dice.randrange(210, 980)
    day, month = dice.randrange(2, 27), dice.choice(MONTHS)
    return Story(
        number,
        f"{town} council backs plan for {thing} after {dice.randrange(3, 19)}-hour debate",
        (
            (
                f"The council of {town} voted by {votes} to {votes - dice.randrange(3, 12)} to rebuild {thing}, "
                f"ending a dispute that has divided the town for years.",
                f"The work will cost {cost} million euros and is to be finished by {day} {month} 2027.",
            ),
            (
                f"Mayor {mayor} welcomed the decision and thanked residents for their patience during the hearings.",
                f"“We owe this to the families who lived through the storms,” {mayor.split()[1]} told reporters.",
                f"Opposition leader {rival} will challenge the vote before the regional court in {other}.",
            ),
            (
                f"Engineers say that {homes} homes near the river are at risk whenever the spring tides are high.",
                "Independent experts have reviewed the figures and found no fault with the method that was used.",
                f"Neighbouring {other} did not take part in the talks, though its own defences depend on the same dam.",
            ),
            (
                f"Construction firms can submit offers until the end of {dice.choice(MONTHS)}, the town hall said.",
                "A public exhibition of the drawings opens next week in the old market building.",
            ),
        ),
    )


def edited(original: Story, treatment: str) -> Story:
    """Apply one newsroom edit; each changes exactly one thing."""
    rows = [list(paragraph) for paragraph in original.paragraphs]
    dice = random.Random(original.number + 10_000)
    if treatment == "number":
        old = rows[0][1].split(" million")[0].split()[-1]
        rows[0][1] = rows[0][1].replace(f"{old} million", f"{int(old) + dice.randrange(1, 9)} million")
    elif treatment == "date":
        rows[0][1] = rows[0][1].replace(" 2027", " 2028")
    elif treatment == "name":
        rival = rows[1][2].split("leader ")[1].split(" will")[0]
        rows[1][2] = rows[1][2].replace(rival, next(name for name in PEOPLE if name not in str(rows)))
    elif treatment == "negation":
        rows[2][2] = rows[2][2].replace("did not take part", "took part")
    elif treatment == "quote":
        rows[1][1] = rows[1][1].replace("the families who lived through the storms", "everyone who pays taxes here")
    elif treatment == "softened":
        rows[1][2] = rows[1][2].replace("will challenge", "may challenge")
    elif treatment == "added":
        rows[3].append("Two council members resigned in protest shortly after the result had been announced.")
    elif treatment == "removed":
        del rows[2][1]
    elif treatment == "quotes straightened":
        rows[1][1] = rows[1][1].replace("“", '"').replace("”", '"')
    elif treatment == "spaces":
        rows[0][0] = rows[0][0].replace(" ", "  ", 3)
    elif treatment == "date style":
        day, month = rows[0][1].split("finished by ")[1].split()[:2]
        rows[0][1] = rows[0][1].replace(f"{day} {month} 2027", f"{month} {day}, 2027")
    elif treatment == "figure style":
        old = rows[0][1].split(" million")[0].split()[-1]
        rows[0][1] = rows[0][1].replace(f"{old} million euros", f"€{old}m")
    elif treatment == "moved":
        rows[2], rows[3] = rows[3], rows[2]
    elif treatment == "spelling":
        rows[2][2] = rows[2][2].replace("Neighbouring", "Neighboring").replace("defences", "defenses")
    else:
        raise ValueError(treatment)
    return Story(original.number, original.headline, tuple(tuple(row) for row in rows))


MATERIAL = ("number", "date", "name", "negation", "quote", "softened", "added", "removed")
COSMETIC = ("quotes straightened", "spaces", "date style", "figure style", "moved", "spelling")


def page(article: Story, round_number: int) -> str:
    """Put an article on a page with the chrome of a real site, different in each round."""
    dice = random.Random(article.number * 100 + round_number)
    links = "".join(
        f'<li><a href="/a/{dice.randrange(900, 999)}">{dice.choice(TOWNS)} reports {dice.randrange(2, 99)} new cases'
        f" of winter flu</a></li>"
        for _ in range(6)
    )
    body = "".join(f"<p>{' '.join(paragraph)}</p>\n" for paragraph in article.paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{article.headline} | The Ledger</title>
<meta property="og:title" content="{article.headline}"><meta property="og:site_name" content="The Ledger">
<meta property="article:published_time" content="2026-03-0{1 + article.number % 8}T08:00:00Z">
</head><body>
<header><nav><a href="/">Home</a> <a href="/politics">Politics</a> <a href="/sport">Sport</a></nav></header>
<div class="ad">Advertisement {dice.randrange(1000)}</div>
<main><article><h1>{article.headline}</h1>
<div class="meta"><span class="byline">By Clara Stein</span></div>
{body}
<div class="share"><span>{dice.randrange(10, 4000)} shares</span> <a href="#">Share on X</a></div>
</article></main>
<aside class="related"><h2>Related stories</h2><ul>{links}</ul></aside>
<div id="comments"><h3>{dice.randrange(200)} comments</h3></div>
<footer>© The Ledger. All rights reserved.</footer></body></html>"""


WALL = """<!doctype html><html lang="en"><head><title>Before you continue to The Ledger</title></head><body>
<div class="consent-dialog" role="dialog"><h1>Before you continue</h1>
<p>We and our 743 partners use cookies and data to deliver and measure ads and content.</p>
<p>If you choose “Accept all”, we will also use cookies to personalise content. You can change this at any time.</p>
<button>Accept all</button><button>Reject all</button><a href="/privacy">Privacy policy</a></div></body></html>"""

Answer = tuple[int, dict[str, str], bytes]


class Newsroom:
    """What the server says in each round."""

    def __init__(self, plan: dict[int, str]) -> None:
        self.plan = plan
        """Article number -> what happens to it in the second round (a treatment, or a fault)."""
        self.round = 1
        self.hits: list[str] = []
        self.on_hit: Callable[[int], None] | None = None
        self.failures: dict[int, int] = {}
        """Article number -> how many more times it answers with 500."""

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """Answer one request."""
        self.hits.append(path)
        if self.on_hit:
            self.on_hit(len(self.hits))
        html = {"Content-Type": "text/html; charset=utf-8"}
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\n"
        if path == "/":
            return 200, html, b"<title>The Ledger</title><h1>The Ledger</h1><a href=/a/1>one</a>"
        where = path.removeprefix("/moved").removeprefix("/a/")
        if not where.isdigit() or int(where) not in self.plan:
            return 404, html, b"<title>Not found</title><h1>Page not found</h1>"
        number = int(where)
        if self.failures.get(number, 0) > 0:
            self.failures[number] -= 1
            return 500, html, b"<h1>Internal server error</h1>"
        original = story(number)
        treatment = self.plan[number] if self.round > 1 else "same"
        if path.startswith("/moved") or treatment == "same":
            etag = f'"{number}-same"'
            if headers.get("if-none-match") == etag:
                return 304, {"ETag": etag}, b""
            return 200, html | {"ETag": etag}, page(original, 1).encode()
        if treatment == "chrome":
            return 200, html, page(original, self.round).encode()
        if treatment == "403":
            return 403, html, b"<title>Forbidden</title><h1>Access denied</h1>"
        if treatment == "wall":
            return 200, html, WALL.encode()
        if treatment == "503":
            return 503, html | {"Retry-After": "120"}, b"<h1>Service unavailable</h1>"
        if treatment == "301":
            return 301, html | {"Location": f"/moved/a/{number}"}, b""
        if treatment == "410":
            return 410, html, b"<title>Gone</title><h1>This page has been removed</h1>"
        return 200, html, page(edited(original, treatment), self.round).encode()


class Answers(Protocol):
    """What can be served: a newsroom, or an archive of the web."""

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """Answer one request; the names of headers are in lower case."""


class _Server(ThreadingHTTPServer):
    """A server to which a client that was killed is no news."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about connections that were cut, and about nothing else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(newsroom: Answers) -> Iterator[str]:
    """Serve *newsroom* on loopback; give its address, such as `http://127.0.0.1:40123`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, fields, body = newsroom.answer(self.path, headers)
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output clean."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def topic_toml(base: str, numbers: list[int]) -> str:
    """Write the smallest topic file that watches these articles."""
    sources = "\n".join(
        f'[[sources]]\nkind = "url"\nurl = "{base}/a/{number}"\noutlet = "The Ledger"\n' for number in numbers
    )
    return f"""name = "bench"
title = "Every page on a test server"
languages = ["en"]

[relevance]
mode = "all"

[fetch]
allow_private_hosts = ["127.0.0.1"]
per_host_delay_s = 0
per_host_concurrency = 16
recheck = "always"

{sources}"""
