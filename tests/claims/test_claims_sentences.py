"""Sentences: where one ends, by language."""

from __future__ import annotations

import pytest

from pactwatch.claims import sentences


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        pytest.param(
            "en",
            ["“I am here. You are there,” said Mr. Smith.", "Then the U.S. Army left."],
            id="en quotation of two sentences",
        ),
        pytest.param("en", ["He came at 5 p.m. on Monday.", "She left."], id="en p.m."),
        pytest.param("en", ["Gen. Li met Sen. J. R. Brown on Nov. 5.", "They talked."], id="en titles and initials"),
        pytest.param("en", ["It costs $1.5 million.", "Nobody paid."], id="en decimals"),
        pytest.param("en", ["It was made in the U.S.", "The deal holds."], id="en acronym at the end"),
        pytest.param("en", ["“Go.”", "He left."], id="en quotation that is a sentence"),
        pytest.param(
            "de", ["Am 1. November kam Dr. Meyer.", "„Das ist gut. Sehr gut“, sagte er."], id="de ordinal and title"
        ),
        pytest.param("de", ["Rund 3 Mio. Menschen kamen, z. B. aus Bayern.", "Viele blieben."], id="de abbreviations"),
        pytest.param("fr", ["« Oui. Non », a dit M. Dupont.", "Il est parti."], id="fr monsieur"),
        pytest.param("fr", ["« C’est bien. Très bien. »", "Elle a ri."], id="fr quotation that is a sentence"),
        pytest.param("es", ["El Sr. Pérez llegó a EE. UU. ayer.", "¿Qué pasó?", "Nada."], id="es abbreviations"),
        pytest.param("it", ["Il sig. Rossi è qui.", "L'on. Bianchi no."], id="it titles"),
        pytest.param(
            "ja", ["外相は「来る。見る。」と述べた。", "次だ。", "「そうだ。」", "彼は言った。"], id="ja brackets"
        ),
        pytest.param(None, ["One is here.", "Two went."], id="unknown language"),
    ],
)
def test_paragraph_is_cut(language: str | None, parts: list[str]) -> None:
    """A paragraph is cut at the ends of its sentences and nowhere else."""
    paragraph = "".join(parts) if language == "ja" else " ".join(parts)
    assert sentences(paragraph, language) == parts


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "\ud800", "“" * 500, "." * 500, "\x00\x01"])
def test_rubbish_raises_nothing(text: str) -> None:
    """Empty, broken and endless text gives a list."""
    assert isinstance(sentences(text, "en"), list)


def test_an_endless_sentence_is_cut() -> None:
    """What has no full stop is cut at spaces, so that no sentence is longer than a page."""
    parts = sentences("word " * 20_000, "en")
    assert max(map(len, parts)) <= 6_000
    assert " ".join(parts).split() == ["word"] * 20_000


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        ("en", "She fell ill. “It began in May,” she said.", 2),
        ("en", "Nobody told me. Opposition leaders knew.", 2),
        ("en", "He came at 5 p.m. “It is over,” he said.", 2),
        ("en", "“Tell me. Opposition leaders knew,” he said.", 1),
        ("es", "Votó en contra. Oposición y mayoría hablaron.", 2),
        ("it", "È successo due anni fa. Opposizione e maggioranza tacciono.", 2),
        ("de", "Er rief mich. Opposition und Regierung schwiegen.", 2),
    ],
)
def test_everyday_words_end_sentences(language: str, text: str, pieces: int) -> None:
    """Words that look like abbreviations end a sentence, but not a speech."""
    assert len(sentences(text, language)) == pieces
