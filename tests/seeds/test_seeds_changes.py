"""From version to version, the pages yield the changes that their newsroom made: no more and no less."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from pactwatch.claims import claims_of
from pactwatch.diff import compare
from pactwatch.extract import extract
from pactwatch.fetch.seeds import read_manifest
from pactwatch.model import Article, Change
from pactwatch.paths import SEEDS

LATER = sorted(file.stem for file in SEEDS.glob("versions/*.toml") if not file.stem.endswith("-v1"))


@cache
def version(name: str) -> Mapping[str, Any]:
    """Read what a version must yield."""
    return tomllib.loads((SEEDS / "versions" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def article(name: str) -> Article:
    """Read a version's page as it is served."""
    answers = (answer for round_ in read_manifest(SEEDS).rounds for answer in round_.answers)
    answer = next(answer for answer in answers if answer.page and answer.page.stem == name)
    return extract(answer.body, url=answer.url, content_type="text/html; charset=utf-8")


@cache
def changes(name: str) -> tuple[Change, ...]:
    """Compare a version with the one before."""
    old, new = article(f"{name[:5]}{int(name[5:]) - 1}"), article(name)
    return compare(
        claims_of(old),
        claims_of(new),
        old_headline=old.headline,
        new_headline=new.headline,
        old_byline=old.byline,
        new_byline=new.byline,
        language=new.language,
        published_at=new.published_at,
    ).changes


def fits(change: Change, entry: Mapping[str, Any]) -> bool:
    """Say whether a change is the one that an entry describes."""
    return (
        change.kind == entry["kind"]
        and change.subject == entry.get("subject", change.subject)
        and change.verdict.material is entry["material"]
        and set(entry.get("facets", ())) <= set(change.verdict.facets)
        and entry.get("old_text", "") in (change.old_text or "")
        and entry.get("new_text", "") in (change.new_text or "")
    )


def shown(found: Sequence[Change]) -> list[tuple[object, ...]]:
    """Give changes in a form that a failing test prints whole."""
    return [
        (
            c.kind,
            c.subject,
            c.verdict.label,
            c.verdict.facets,
            c.verdict.rule,
            (c.old_text or "")[:90],
            (c.new_text or "")[:90],
        )
        for c in found
    ]


@pytest.mark.parametrize(("name", "entry"), [(name, entry) for name in LATER for entry in version(name)["must"]])
def test_a_newsrooms_edit_is_found_once(name: str, entry: Mapping[str, Any]) -> None:
    """With its kind, its facets and the words before and after."""
    assert len([change for change in changes(name) if fits(change, entry)]) == 1, shown(changes(name))


@pytest.mark.parametrize("name", LATER)
def test_nothing_else_is_found(name: str) -> None:
    """Every change is one that the newsroom made, or may be read from it."""
    entries = [*version(name)["must"], *version(name).get("may", ())]
    assert shown([change for change in changes(name) if not any(fits(change, entry) for entry in entries)]) == []


@pytest.mark.parametrize("name", LATER)
def test_the_site_round_the_article_is_never_a_change(name: str) -> None:
    """Date lines, banners and boxes are in no change's words."""
    words = "\n".join(f"{change.old_text}\n{change.new_text}" for change in changes(name))
    assert [entry["what"] for entry in version(name).get("must_not", ()) if entry["text"] in words] == []
