"""`pactwatch scan`: nothing that the full test finds is passed over, and everything that is passed over is counted."""

from __future__ import annotations

import gzip
import html
import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from warcs import members, record, response

from pactwatch.config import load_topic
from pactwatch.extract import extract
from pactwatch.extract.decode import decode
from pactwatch.model import Relevance
from pactwatch.scan import listed, scan, scan_file
from pactwatch.sources import prefilter, score
from pactwatch.sources.prefilter import Prefilter

PACT = load_topic("japan-eu-pact")
ENGLISH = "Japan and the European Union signed a security partnership in Tokyo. The agreement covers defence."
JAPANESE = "日本と欧州連合は安全保障・防衛のパートナーシップに合意した。岩屋外相が発表した。日本政府の協定である。"
FRENCH = (
    "Le Japon et l’Union européenne ont signé un partenariat de sécurité et de défense à Bruxelles, selon l’accord."
)
SPANISH = "Japón y la Unión Europea firmaron un acuerdo de seguridad y defensa, una asociación nueva."
OTHER = "The town council voted to rebuild the harbour wall after a debate that went on for nine hours."


def page(text: str, charset: str | None = "utf-8", escaped: str | None = None) -> bytes:
    """Write a page."""
    meta = f'<meta charset="{charset}">' if charset else ""
    text = " ".join([text] * 3)
    source = (
        f"<html><head>{meta}<title>News</title></head><body><article><h1>News</h1><p>{escaped or text}</p></article>"
    )
    return (source + "</body></html>").encode(charset or "utf-8", "xmlcharrefreplace")


def references(text: str, base: str) -> str:
    """Write what is not ASCII as numeric references."""
    return "".join(s if s.isascii() else f"&#{ord(s)};" if base == "decimal" else f"&#x{ord(s):x};" for s in text)


PAGES = [
    pytest.param(page(ENGLISH), id="english"),
    pytest.param(page(ENGLISH.upper()), id="capitals"),
    pytest.param(page(ENGLISH.replace("Japan", "Tōkyō")), id="macrons"),
    pytest.param(
        page(ENGLISH, escaped='<span class="cap">J</span>' + ENGLISH[1:].replace("Tokyo", "town")), id="drop cap"
    ),
    pytest.param(
        page(ENGLISH, escaped=ENGLISH.replace("Japan", "Ja&shy;pan").replace("Tokyo", "it")), id="soft hyphen"
    ),
    pytest.param(page(ENGLISH, escaped=ENGLISH.replace("Japan", "&#74;ap&#97;n").replace("Tokyo", "it")), id="letters"),
    pytest.param(page(ENGLISH.replace("Japan", "Ｊａｐａｎ").replace("Tokyo", "it")), id="wide"),
    *(
        pytest.param(page(JAPANESE, name), id=f"japanese {name}")
        for name in ("utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16")
    ),
    pytest.param(page(JAPANESE.replace("日本", "日\n本")), id="japanese over two lines"),
    pytest.param(page(JAPANESE, "us-ascii"), id="japanese decimal"),
    pytest.param(page(JAPANESE, escaped=references(JAPANESE, "hex")), id="japanese hex"),
    pytest.param(page(FRENCH, "windows-1252"), id="french windows-1252"),
    pytest.param(page(FRENCH, escaped=html.escape(FRENCH).replace("é", "&eacute;")), id="french named"),
    pytest.param(page(SPANISH), id="spanish"),
    pytest.param(page(SPANISH, escaped=SPANISH.replace("ó", "&oacute;")), id="spanish named"),
    pytest.param(page(SPANISH, "iso-8859-1"), id="spanish latin"),
    pytest.param(page(SPANISH.upper()), id="spanish capitals"),
    pytest.param(page(SPANISH, escaped=SPANISH.replace("ó", "o\u0301")), id="spanish decomposed"),
    pytest.param(page(ENGLISH.replace("Japan", "Jápan").replace("Tokyo", "it")), id="stray accent"),
    pytest.param(
        page(ENGLISH, escaped=ENGLISH.replace("Japan", "J&#225;p&aacute;n").replace("Tokyo", "it")),
        id="stray references",
    ),
    pytest.param(page(ENGLISH.replace("the European Union", "the E.U.")), id="initials with stops"),
    pytest.param(page(ENGLISH.replace("Japan", "Ja\u200bpan").replace("Tokyo", "it")), id="zero width"),
    pytest.param(page(ENGLISH, escaped=ENGLISH.replace("Japan", "Ja<wbr>pan").replace("Tokyo", "it")), id="line break"),
    pytest.param(page(ENGLISH.replace("Japan", "𝐉𝐚𝐩𝐚𝐧").replace("Tokyo", "it")), id="mathematical bold"),
    pytest.param(page(JAPANESE, escaped=JAPANESE.replace("日本", "日<b>本</b>")), id="japanese over elements"),
    pytest.param(
        page(JAPANESE, escaped=JAPANESE.replace("日本", "<ruby>日<rt>に</rt>本<rt>ほん</rt></ruby>")),
        id="japanese ruby",
    ),
    pytest.param(page(JAPANESE.replace("日本", "日　本")), id="japanese spaced"),
    pytest.param(page(JAPANESE.replace("パートナーシップ", "ﾊﾟｰﾄﾅｰｼｯﾌﾟ"), "shift_jis"), id="japanese half width"),
]


def may_meet(body: bytes) -> bool:
    """Ask the prefilter."""
    return Prefilter(PACT.relevance).may_meet(body, lambda found: decode(found)[0])


@pytest.mark.parametrize("body", PAGES)
def test_what_is_on_topic_passes(body: bytes) -> None:
    """A page that the full test finds on topic passes, however its letters are written."""
    article = extract(body)
    assert score(PACT, article.headline, article.text).on_topic
    assert may_meet(body)


@pytest.mark.parametrize(
    "term", ["Япония", "Ελλάδα", "Straße", "Türkiye", "ประเทศไทย", "한국", "台灣", "اليابان", "A5", "Île"]
)
@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
def test_terms_of_any_script_pass(term: str, case: Callable[[str], str]) -> None:
    """A term is met in each encoding that has it, in either case, and as references."""
    topic = Relevance(all_of=((term,),))
    wanted = Prefilter(topic)
    text = f"<html><body><p>about {case(term)} today</p>"
    met = [
        wanted.may_meet(references(text, base).encode("ascii", "ignore"), lambda b: b.decode())
        for base in ("decimal", "hex")
    ]
    for name in (
        "utf-8",
        "cp1251",
        "cp1253",
        "cp1252",
        "cp1256",
        "cp874",
        "cp949",
        "big5hkscs",
        "gb18030",
        "shift_jis",
        "koi8_r",
    ):
        try:
            body = text.encode(name)
        except UnicodeEncodeError:
            continue
        met.append(wanted.may_meet(body, partial(str, encoding=name)))
    assert all(met)
    assert not wanted.may_meet(b"<html><body><p>about nothing today</p>", bytes.decode)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_what_is_not_is_passed_over(charset: str) -> None:
    """A page about something else does not pass."""
    assert not may_meet(page(OTHER + " “Né à Arles”, she said.", charset))


def test_without_re2_the_same_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard library's patterns, which stand in where RE2 is missing, say the same."""
    monkeypatch.setattr(prefilter, "_HAS_RE2", False)
    wanted = Prefilter(Relevance(all_of=(("Japan", "日本"), ("EU", "欧州連合"))))
    for body in (page(ENGLISH), page(JAPANESE, "euc-jp"), page(FRENCH.replace("Japon", "Jap&aacute;n"))):
        assert wanted.may_meet(body, lambda found: decode(found)[0])
    assert not wanted.may_meet(page(OTHER), lambda found: decode(found)[0])


def crawl(folder: Path, name: str) -> Path:
    """Write a web archive with all that is passed over, and two hits at one address."""
    url = "https://ledger.example/pact"
    file = folder / name
    file.write_bytes(
        members(
            record("warcinfo", "urn:x", "2026-03-01T08:00:00Z", b"software: x\r\n"),
            response(url + "?utm_source=a", "2026-03-09T08:00:00Z", page(ENGLISH.replace("defence", "defence too"))),
            response(url, "2026-03-02T08:00:00Z", gzip.compress(page(ENGLISH)), headers="Content-Encoding: gzip\r\n"),
            response("https://ledger.example/wall", "2026-03-02T08:00:00Z", page(OTHER)),
            response("https://ledger.example/gone", "2026-03-02T08:00:00Z", page(ENGLISH), status=404),
            response(
                "https://ledger.example/bad",
                "2026-03-02T08:00:00Z",
                b"\x1f\x8b\x08bad",
                headers="Content-Encoding: gzip\r\n",
            ),
            record(
                "response",
                "https://ledger.example/i.png",
                "2026-03-02T08:00:00Z",
                b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx",
            ),
        )
    )
    return file


COUNTS = {"hits": 2, "off topic": 1, "no answer with 200": 1, "no pages": 1, "not to be decoded": 1, "no responses": 1}


def test_every_record_is_counted(tmp_path: Path) -> None:
    """Hits and reasons add up to the records of the file."""
    found = scan_file(PACT, crawl(tmp_path, "a.warc.gz"), tmp_path)
    assert found.counts == COUNTS
    assert found.problem is None


def test_a_file_that_is_done_is_not_read_again(tmp_path: Path) -> None:
    """A scan that was stopped goes on with the files that have no counts, and gives the same counts."""
    files = [crawl(tmp_path, f"{name}.warc.gz") for name in "abc"]
    first = scan(PACT, files[:1], tmp_path / "hits", lambda *_: None)
    (tmp_path / "hits" / "b.hits.warc.gz.part").write_bytes(b"killed here")
    told: list[int] = []
    again = scan(PACT, files, tmp_path / "hits", lambda stage, done, of: told.append(done), workers=2)
    assert told == [2, 3]
    assert again[0] == first[0]
    assert [one.counts for one in again] == [COUNTS] * 3


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """What can be read of a file that breaks off is kept, and the break is told."""
    file = crawl(tmp_path, "a.warc.gz")
    file.write_bytes(file.read_bytes()[:-90])
    found = scan_file(PACT, file, tmp_path)
    assert found.counts["hits"] == 2
    assert sum(found.counts.values()) in (6, 7)


def test_hits_become_history(tmp_path: Path) -> None:
    """The command takes hits up under one address, in order of time, and does nothing the second time."""
    crawl(tmp_path, "crawl.warc.gz")
    (tmp_path / "warc.paths").write_text("crawl-data/CC-NEWS/2026/03/crawl.warc.gz\n", encoding="utf-8")
    command = [sys.executable, "-m", "pactwatch.cli", "scan", "--cc-news", "warc.paths", "--archive", "a.db"]
    for known in (0, 2):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "1 file, 7 records, 2 hits" in done.stdout
        assert f"{known} in the archive already" in done.stdout
    query = [sys.executable, "-m", "pactwatch.cli", "query", "--archive", "a.db", "--json"]
    sql = "SELECT a.url, v.number, v.first_seen_at FROM versions v JOIN articles a ON a.id = v.article_id ORDER BY 2"
    rows = json.loads(subprocess.run([*query, sql], cwd=tmp_path, capture_output=True, text=True, check=True).stdout)
    assert [tuple(row.values()) for row in rows] == [
        ("https://ledger.example/pact", 1, "2026-03-02T08:00:00Z"),
        ("https://ledger.example/pact", 2, "2026-03-09T08:00:00Z"),
    ]


def test_a_list_names_what_is_missing(tmp_path: Path) -> None:
    """A file of the list that is not here is named."""
    (tmp_path / "l").write_text("x/y.warc.gz\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"names x/y\.warc\.gz, which is not here"):
        listed(tmp_path / "l")
