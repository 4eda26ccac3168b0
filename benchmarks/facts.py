"""How facts scale: `python benchmarks/facts.py [ARTICLES]` clusters synthetic articles and makes their fact sheet.

100,000 articles of 160 to 320 words from 4,000 outlets, every third a wire copy that a desk has cut and retouched, with
eight answers each to the questions of the shipped topic; seeded, so that every run reads the same. It prints the CPU
time of clustering and of the fact sheet, the peak memory, and what one more article costs: its voice, its place in the
ledger, and the conflicts it touches. Reading facts from text is timed apart, on real sentences.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator

from pactwatch.claims import find_claims
from pactwatch.config import load_topic
from pactwatch.facts import Ledger, Voices, read_facts, sheet
from pactwatch.model import Fact, Said

ARTICLES = 100_000
OUTLETS = 4_000
MORE = 300
WORDS = [
    a + b + c for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("n", "r", "lo", "ti", "sum", "ved", "gan", "pir")
]
ANSWERS = {
    "signatory": ("borrell", "iwaya", "kishida", "von-der-leyen"),
    "date_signed": ("2024-11-01", "2024-11", "2024-11-02"),
    "date_announced": ("2024-11-01", "2024-11"),
    "date_of_effect": ("2025-01-01", "2025", "2025-04-01"),
    "place": ("tokyo", "brussels"),
    "office_iwaya": ("foreign minister of japan", "defence minister of japan"),
    "first_of_its_kind": ("yes", "yes", "yes", "no"),
    "scope": ("cyber", "disinformation", "maritime security"),
}
TEXT = """Japan and the European Union announced a security and defence partnership on Friday in Tokyo.
Foreign Minister Takeshi Iwaya and the EU's top diplomat Josep Borrell signed it after talks on 1 November 2024.
It takes effect on 1 January 2025 and covers cyber threats, disinformation and maritime security."""


def texts(count: int, chooser: random.Random) -> Iterator[str]:
    """Make the texts: two in three of their own, one a retouched copy of one of the last hundred."""
    recent: list[list[str]] = []
    for number in range(count):
        if number % 3 == 2:
            words = list(chooser.choice(recent))[: chooser.randint(130, 200)]
            for _ in range(4):
                words[chooser.randrange(len(words))] = chooser.choice(WORDS)
        else:
            words = chooser.choices(WORDS, k=chooser.randint(160, 320))
            recent = [*recent[-99:], words]
        yield " ".join(words)


def answers(number: int, voice: str, chooser: random.Random) -> list[Said]:
    """Let an article answer eight questions; most say the first value."""
    said = []
    for question, values in ANSWERS.items():
        value = values[0] if chooser.random() < 0.8 else chooser.choice(values)
        fact = Fact(question, value, value, f"Article {number} on {question}.", modality="done")
        day = f"2024-11-{1 + number * 28 // ARTICLES:02}T00:00:00Z"
        said.append(Said(fact, f"outlet {number % OUTLETS}", f"https://{number}.example/", number, voice, day))
    return said


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    topic = load_topic("japan-eu-pact")
    chooser = random.Random(7)
    index, said, spent = Voices(), [], 0.0
    for number, text in enumerate(texts(count, chooser)):
        began = time.process_time()
        voice = index.add(f"https://{number}.example/", text)
        spent += time.process_time() - began
        said += answers(number, voice, chooser)
    voices = len({one.voice for one in said})
    print(f"clusters: {count:,} articles, {voices:,} voices, {spent:.0f} s CPU, {spent / count * 1000:.2f} ms each")

    began = time.process_time()
    found = sheet(said, topic)
    verdicts = {answer.question: answer.verdict for answer in found if answer.verdict != "unanswered"}
    print(f"fact sheet: {len(said):,} facts, {time.process_time() - began:.1f} s CPU: {verdicts}")

    began = time.process_time()
    ledger = Ledger(topic.questions, said)
    print(f"ledger: {time.process_time() - began:.1f} s CPU, once a pass")

    costs = []
    for number, text in enumerate(texts(MORE, chooser), start=count):
        began = time.process_time()
        voice = index.add(f"https://{number}.example/", text)
        for question in ledger.put(f"https://{number}.example/", answers(number, voice, chooser)):
            ledger.values(question)
        costs.append((time.process_time() - began) * 1000)
    costs.sort()
    print(f"one more article: {costs[MORE // 2]:.2f} ms CPU in the median, {costs[MORE * 99 // 100]:.2f} ms at p99")

    began = time.process_time()
    for _ in range(50):
        wordings = find_claims(TEXT, language="en", published_at="2024-11-02")
        read_facts(wordings, topic, published_at="2024-11-02", language="en")
    print(f"reading three sentences: {(time.process_time() - began) * 20:.1f} ms CPU, claims and facts")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
