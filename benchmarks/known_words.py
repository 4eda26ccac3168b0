"""Write the words that are no slip of another: `python benchmarks/known_words.py DATA …`.

DATA is a folder with `*.jsonl`, rows with `text`, an article, or with `classify_vitaminc.jsonl.gz`, rows with `old`, a
sentence. A word is known if enough texts have it, as a slip is rarely made twice. Only words that a slip could turn
into another known word are kept: they go, without the texts, into `pactwatch/diff/known_words.txt`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import textwrap
from collections import Counter, defaultdict
from pathlib import Path

from pactwatch.diff import residue
from pactwatch.diff.lexicon import guess_language

OUT = Path(residue.__file__).with_name("known_words.txt")
# In so many articles: of English there are 500, of German 60, of other languages too few to tell.
ENOUGH = {"en": 4, "de": 2}
# And in so many sentences, all in English; many are much alike.
ENOUGH_SENTENCES = 6
# So many words tell the language.
HEAD = 300


def main() -> None:
    """Count, pair and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="+", metavar="DATA")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sentences: Counter[str] = Counter()
    for folder in parser.parse_args().data:
        for file in sorted(folder.glob("*.jsonl")):
            with file.open(encoding="utf-8") as lines:
                for line in lines:
                    words = residue.words_of(json.loads(line).get("text") or "")
                    counts[guess_language(words[:HEAD])].update({word for word in words if word.isalpha()})
        for file in folder.glob("classify_vitaminc.jsonl.gz"):
            with gzip.open(file, "rt", encoding="utf-8") as lines:
                for text in {json.loads(line)["old"] for line in lines}:
                    sentences.update({word for word in residue.words_of(text) if word.isalpha()})
    counts["en"].update({word: ENOUGH["en"] for word, count in sentences.items() if count >= ENOUGH_SENTENCES})
    kept: set[str] = set()
    for language, enough in ENOUGH.items():
        kept |= with_neighbours(sorted(word for word, count in counts[language].items() if count >= enough))
    OUT.write_text(textwrap.fill(" ".join(sorted(kept)), 118, break_on_hyphens=False) + "\n", encoding="utf-8")
    print(f"{len(kept)} words, {OUT.stat().st_size / 1000:.0f} KB: {OUT.name}")


def with_neighbours(words: list[str]) -> set[str]:
    """Give those of *words* that look like a slip of another one of them, and are no form of it."""

    def slip(one: str, other: str) -> bool:
        return one != other and residue.one_slip_apart(one, other) and not residue.same_stem(one, other)

    alike: dict[str, list[str]] = defaultdict(list)
    for word in words:
        alike[word[0]].append(word)
    return {word for word in words if any(slip(word, other) for other in alike[word[0]])}


if __name__ == "__main__":
    main()
