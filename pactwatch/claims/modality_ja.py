from __future__ import annotations
def mood_ja(text: str) -> tuple[str, str]:
    return "done", "positive"
