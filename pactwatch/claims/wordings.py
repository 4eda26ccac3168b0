"""What does one sentence say? Every reader's answer, put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from pactwatch.claims.dates import find_dates
from pactwatch.claims.figures import find_figures
from pactwatch.claims.language import language_of
from pactwatch.claims.modality import mood
from pactwatch.claims.names import find_names
from pactwatch.claims.periods import day_of
from pactwatch.claims.quotes import Quoted, as_quotes, find_quoted
from pactwatch.claims.reading import Reading
from pactwatch.claims.speakers import find_speaker
from pactwatch.claims.speech import Speaker
from pactwatch.claims.words import words_for
from pactwatch.model import Wording

# Only this much of a "sentence" is read: the readers compare what they find with one another, and a table or a dump of
# megabytes must not take minutes. Real sentences have 20-600 characters.
LONGEST_READ = 20_000


@dataclass(frozen=True, slots=True)
class Read:
    """A wording with what is needed to find its speaker from the sentences round it."""

    wording: Wording
    speaker: Speaker | None
    quoted: tuple[Quoted, ...]


# Most of a page's sentences stay as they were from version to version: 32,768 of them (some 1,100 articles) take 40 MB.
@lru_cache(maxsize=32_768)
def read(text: str, language: str | None, today: date | None) -> Read:
    """Read one sentence in a language already decided on."""
    seen = text[:LONGEST_READ]
    reading = Reading(seen, words_for(language), language)
    dates = find_dates(reading, today)
    names = find_names(reading, dates)
    quoted = find_quoted(seen)
    speaker = find_speaker(reading, quoted, names)
    modality, polarity = mood(reading)
    speech = speaker.text or None if speaker is not None else None
    wording = Wording(
        text,
        speaker=speech,
        quotes=as_quotes(seen, quoted, speech),
        figures=tuple(find_figures(reading, dates)),
        dates=tuple(dates),
        names=tuple(names),
        modality=modality,
        polarity=polarity,
        language=language,
    )
    return Read(wording, speaker, tuple(quoted))


def read_wording(
    text: str, *, language: str | None = None, published_at: datetime | date | str | None = None
) -> Wording:
    """Read one sentence or headline as it stands, unsplit.

    *language* (ISO 639-1) None: it is guessed, and stays None where it cannot be told; such text is read with the
    English tables. *published_at* None: relative dates stay `relative:…`. Never raises, whatever the text.

    >>> wording = read_wording("More than 40 ships will sail on 1 January 2025, Borrell said.")
    >>> wording.figures[0].key, wording.dates[0].key, wording.speaker, wording.modality
    ('>40', '2025-01-01', 'Borrell', 'planned')
    """
    return read(text, language_of(text, language), day_of(published_at)).wording
