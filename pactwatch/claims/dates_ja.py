from __future__ import annotations
from datetime import date
from pactwatch.claims.reading import Reading
from pactwatch.model import Moment
def find_dates_ja(reading: Reading, today: date | None) -> list[Moment]:
    return []
