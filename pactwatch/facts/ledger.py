"""What is said, kept ready for one more article: conflicts without reading everything again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pactwatch.facts.accounts import (
    Account,
    Camp,
    Camps,
    accounts_of_voice,
    conflict_of,
    join,
    leave,
    outdated,
    sides_of_camps,
    sure,
)
from pactwatch.model import Conflict, Question, Said


class Ledger:
    """Who says what to each question. One more article costs what its own voice and outlet have said, not all of it."""

    # not a dataclass: it hands out answers, never its books.
    def __init__(self, questions: Sequence[Question], said: Iterable[Said] = ()) -> None:
        self._pages = {question.id: _Page(question) for question in questions}
        by_question: dict[str, dict[str, list[Said]]] = {}
        for one in said:
            by_question.setdefault(one.fact.question, {}).setdefault(one.article_url, []).append(one)
        for name, page in self._pages.items():
            page.fill(by_question.get(name, {}))

    def put(self, url: str, said: Sequence[Said]) -> list[str]:
        """Let an article say this and nothing else; give the ids of the questions on which that changes something."""
        by_question: dict[str, list[Said]] = {}
        for one in said:
            by_question.setdefault(one.fact.question, []).append(one)
        return [name for name, page in self._pages.items() if page.put(url, by_question.get(name, []))]

    def values(self, question: str) -> tuple[tuple[str, ...], ...]:
        """Give the values of each side of the conflict over a question; empty: there is none."""
        sides = self._pages[question].sides()
        return tuple(sorted(tuple(sorted({v for camp in side for v in camp.values})) for side in sides))

    def conflict(self, question: str) -> Conflict | None:
        """Give the conflict over a question with all that is said on its sides; None: there is none."""
        page = self._pages[question]
        sides = [
            tuple(one for camp in side for account in camp.accounts.values() for one in account.said)
            for side in page.sides()
        ]
        return conflict_of(page.question, sides) if sides else None


class _Page:
    """One question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._articles: dict[str, list[Said]] = {}
        self._outlets: dict[str, dict[str, None]] = {}
        self._voices: dict[str, dict[str, None]] = {}
        self._accounts: dict[str, list[Account]] = {}
        self._camps: Camps = {}
        self._old: set[str] = set()
        """Articles that a later one of their outlet has replaced."""

    def fill(self, articles: Mapping[str, list[Said]]) -> None:
        """Begin with what these articles say; each outlet and voice is looked at once."""
        for url, said in articles.items():
            self._note(url, said)
        for outlet in self._outlets:
            self._date(outlet)
        for voice in self._voices:
            self._hear(voice)

    def put(self, url: str, said: list[Said]) -> bool:
        """Let an article say this; whether that is anything new."""
        before = self._articles.get(url, [])
        if said == before:
            return False
        stirred = self._forget(url, before) | self._note(url, said)
        for outlet in {one.outlet for one in (*before, *said)}:
            stirred |= self._date(outlet)
        for voice in stirred:
            self._hear(voice)
        return True

    def sides(self) -> list[list[Camp]]:
        """Give the camps on each side of a conflict."""
        return sides_of_camps(list(self._camps.values()), self.question)

    def _forget(self, url: str, said: Sequence[Said]) -> set[str]:
        """Take out what an article said; give the voices that this touches."""
        self._articles.pop(url, None)
        self._old.discard(url)
        for one in said:
            self._outlets.get(one.outlet, {}).pop(url, None)
            self._voices.get(_voice(one), {}).pop(url, None)
        return {_voice(one) for one in said}

    def _note(self, url: str, said: list[Said]) -> set[str]:
        """Put in what an article says; give the voices that this touches."""
        if said:
            self._articles[url] = said
        for one in said:
            self._outlets.setdefault(one.outlet, {})[url] = None
            self._voices.setdefault(_voice(one), {})[url] = None
        return {_voice(one) for one in said}

    def _date(self, outlet: str) -> set[str]:
        """Find out again which articles of an outlet are replaced; give the voices that this touches."""
        urls = self._outlets.get(outlet, {})
        if len(urls) < 2 and not self._old:
            return set()
        mine = [one for url in urls for one in self._articles[url]]
        old = {one.article_url for one in outdated(mine, self.question)} if len(urls) > 1 else set()
        changed = {url for url in urls if (url in self._old) != (url in old)}
        self._old.difference_update(urls)
        self._old |= old
        return {_voice(one) for url in changed for one in self._articles[url]}

    def _hear(self, voice: str) -> None:
        """Work out one voice's accounts again."""
        for account in self._accounts.pop(voice, ()):
            leave(self._camps, account)
        heard = [
            one
            for url in self._voices.get(voice, {})
            if url not in self._old
            for one in self._articles[url]
            if sure(one) and _voice(one) == voice
        ]
        accounts = accounts_of_voice(voice, heard, self.question) if heard else []
        for account in accounts:
            join(self._camps, account)
        if accounts:
            self._accounts[voice] = accounts


def _voice(one: Said) -> str:
    return one.voice or one.article_url
