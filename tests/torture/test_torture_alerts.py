"""Killed anywhere in a pass or in delivery: every alert that is owed arrives, and none again once that is recorded.

`make torture` does it with 1,000 alerts (`PACTWATCH_TORTURE_ALERTS=1000`), the tests with 30.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from newsroom import Answer, Newsroom, page, serving, story, topic_toml
from victims import Death, Fate, Nursery

ALERTS = int(os.environ.get("PACTWATCH_TORTURE_ALERTS", "30"))
KILLS = int(os.environ.get("PACTWATCH_TORTURE_ALERT_KILLS", str(max(7, ALERTS // 8))))
"""Of the pass, and as many again of delivery."""
SEED = int(os.environ.get("PACTWATCH_TORTURE_SEED", "1"))

RUN, SEND = ("run", "--engine", "local"), ("alerts", "send", "--now")


class Registry(Newsroom):
    """A newsroom in whose second round every article has a figure of its own changed."""

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """Answer one request."""
        status, fields, body = super().answer(path, headers)
        if self.round == 1 or not path.startswith("/a/") or status not in (200, 304):
            return status, fields, body
        number = int(path.removeprefix("/a/"))
        rows = [list(row) for row in story(number).paragraphs]
        homes = rows[2][0].split("that ")[1].split(" homes")[0]
        rows[2][0] = rows[2][0].replace(f"{homes} homes", f"{10_000 + number} homes")
        told = replace(story(number), paragraphs=tuple(tuple(row) for row in rows))
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page(told, 1).encode()


@dataclass
class Desk:
    """A receiver of web hooks: the key of each message that came in whole, in order."""

    port: int = 0
    keys: list[str] = field(default_factory=list)


@contextmanager
def desk() -> Iterator[Desk]:
    """Run a real receiver."""
    found = Desk()

    class Handler(BaseHTTPRequestHandler):
        """Keeps the keys, and does not mind a sender that dies."""

        def do_POST(self) -> None:
            """Take one message."""
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) == length:
                found.keys.append(json.loads(body)["key"])
            try:
                self.send_response(204)
                self.end_headers()
            except ConnectionError:
                return

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        """A server to which a killed sender is no news."""

        def handle_error(self, request: object, client_address: object) -> None:
            """Keep quiet: a message that did not come in whole is not counted."""

    server = Server(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def keys_in(path: Path, sql: str) -> set[str]:
    """Ask an archive for a column of keys."""
    with closing(sqlite3.connect(path)) as db:
        return {str(row[0]) for row in db.execute(sql)}


OWED = "SELECT dedupe_key FROM alerts"
RECORDED = "SELECT message FROM deliveries WHERE outcome = 'delivered'"


@pytest.mark.slow
def test_every_owed_alert_arrives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What an undisturbed pass owes arrives whatever is killed; the repeats are those killed before their record."""
    dice = random.Random(SEED)
    newsroom = Registry(dict.fromkeys(range(1, ALERTS + 1), "same"))
    with serving(newsroom) as base, desk() as receiver, Nursery() as nursery:
        rule = (
            f'\n[[alerts]]\nname = "all"\non = ["material"]\nto = ["webhook+http://127.0.0.1:{receiver.port}/in#k3y"]\n'
        )
        (tmp_path / "topic.toml").write_text(topic_toml(base, list(newsroom.plan)) + rule, encoding="utf-8")

        def run(words: tuple[str, ...], archive: str, death: Death | None = None) -> Fate:
            fate = nursery.run(tmp_path, [*words, "--topic", "topic.toml", "--archive", archive], death)
            assert fate.killed or fate.code == 0, fate.said
            return fate

        run(RUN, "a.db")
        newsroom.round = 2
        shutil.copy(tmp_path / "a.db", tmp_path / "calm.db")
        calm = {RUN: run(RUN, "calm.db").writes, SEND: run(SEND, "calm.db").writes}
        idle = run(SEND, "calm.db").writes
        owed = keys_in(tmp_path / "calm.db", OWED)
        assert len(owed) == ALERTS and Counter(receiver.keys) == Counter(owed)
        receiver.keys.clear()

        killed: Counter[tuple[str, ...]] = Counter()
        after_some = 0
        recorded: set[str] = set()
        again: list[str] = []
        passed, turn = False, -1
        while recorded != owed:
            # A pass that has got somewhere is followed by two deliveries, so that those have something to lose.
            words = SEND if passed or (turn := turn + 1) % 3 else RUN
            seen = len(receiver.keys)
            death = _death(idle, calm[words], dice) if killed[words] < KILLS else None
            fate = run(words, "a.db", death)
            again += [key for key in receiver.keys[seen:] if key in recorded]
            recorded = keys_in(tmp_path / "a.db", RECORDED)
            killed[words] += fate.killed
            after_some += fate.killed and len(receiver.keys) > seen
            passed = passed or (words == RUN and not fate.killed)
            assert passed or not fate.killed or killed[words] <= KILLS
            assert fate.killed or words == RUN or not passed or recorded == owed, "a whole delivery left something"
        assert keys_in(tmp_path / "a.db", OWED) == owed
        counted = Counter(receiver.keys)
        assert set(counted) == owed, "an owed alert did not arrive"
        assert again == [], "an alert came again after its delivery was recorded"
        repeats = len(receiver.keys) - len(owed)
        # A process that dies has at most one message under way.
        assert repeats <= killed[SEND]
        if ALERTS > 100:
            passes, sends = killed[RUN], killed[SEND]
            died = f"{passes} passes and {sends} deliveries killed, {after_some} of these after some sending"
            with capsys.disabled():
                print(f"\n{len(owed)} alerts, {died}: all arrived, {repeats} twice, none after its record", end="")
        assert killed[RUN] and killed[SEND]


def _death(idle: int, calm: int, dice: random.Random) -> Death:
    """Throw the dice for one death: after a time, once in five; else before or after one of the writes that come first.

    *idle* writes are made where there is nothing to do, *calm* by an undisturbed run. A process may die at any of the
    idle ones and twice its share of the others, so that on the whole all of the work is done between two deaths.
    """
    if dice.random() < 0.2:
        return Death(delay_s=dice.uniform(0.001, 0.5))
    return Death(write=dice.randint(1, idle + 2 * (calm - idle) // KILLS), after=dice.random() < 0.5)
