"""What `prefect.yaml` names is there, and the flows that keep an archive do their work; without any server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from newsroom import HARBOUR, Answer, edited, page, serving, story
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.logging import disable_run_logger

from pactwatch.errors import ArchiveError

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
URL = "https://ledger.example/a/3"


def flow(name: str) -> Callable[..., object]:
    """Load the function of a deployment's flow as a worker does."""
    (deployment,) = (one for one in DEPLOYMENTS if one["name"] == name)
    path, _, function = deployment["entrypoint"].partition(":")
    loaded: Flow[..., object] = load_flow_from_entrypoint(f"{ROOT / path}:{function}", use_placeholder_flow=False)
    work: Callable[..., object] = loaded.fn
    return work


@pytest.mark.parametrize("name", [one["name"] for one in DEPLOYMENTS])
def test_a_deployment_names_a_flow(name: str) -> None:
    """Its entry point can be loaded, and takes a topic and an archive."""
    parameters = flow(name).__annotations__
    assert {"topic", "archive"} <= set(parameters)


def test_every_flow_has_a_deployment() -> None:
    """No file of `flows/` is left out of `prefect.yaml`."""
    named = {one["entrypoint"].partition(":")[0] for one in DEPLOYMENTS}
    assert named == {f"flows/{path.name}" for path in (ROOT / "flows").glob("*.py")}


class WebArchive:
    """Two captures of one page, listed by a TimeMap."""

    def answer(self, target: str, asked_with: dict[str, str]) -> Answer:
        """Answer one request."""
        base = f"http://{asked_with['host']}"
        if target == f"/timemap/{URL}":
            listed = [
                f'<{base}/web/{day}/{URL}>; rel="memento"; datetime="{name}, 0{n} Mar 2026 08:00:00 GMT"'
                for n, day, name in ((2, "20260302080000", "Mon"), (4, "20260304080000", "Wed"))
            ]
            text = ",\n".join([f'<{URL}>; rel="original"', *listed])
            return 200, {"Content-Type": "application/link-format"}, text.encode()
        if not target.startswith("/web/"):
            return 404, {}, b""
        told = story(3) if "20260302" in target else edited(story(3), "number")
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page(told, 1).encode()


def test_the_flows_that_keep_an_archive_do_their_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Backfill fills one, reextract reads it again, maintain tidies and verifies it, and fails when it is damaged."""
    topic, archive = tmp_path / "harbour.toml", tmp_path / "archive.db"
    topic.write_text(HARBOUR, encoding="utf-8")
    where = {"topic": str(topic), "archive": str(archive)}
    with disable_run_logger(), serving(WebArchive()) as base:
        flow("backfill")(url=URL, timemap=f"{base}/timemap/", **where)
        assert "2 new versions, 1 change" in capsys.readouterr().out
        flow("reextract")(**where)
        assert "No past change would be judged otherwise." in capsys.readouterr().out
        assert "free pages" in str(flow("maintain")(**where))
        with closing(sqlite3.connect(archive)) as db:
            db.execute("UPDATE versions SET headline = 'Spoilt' WHERE number = 1")
            db.commit()
        with pytest.raises(ArchiveError, match="problems, the first: "):
            flow("maintain")(**where)
