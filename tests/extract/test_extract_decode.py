"""Bytes to text: labels, declarations, and what happens when they are wrong."""

from __future__ import annotations

import pytest

from pactwatch.extract import decode
from pactwatch.extract.labels import encoding_named
from pactwatch.extract.prescan import declared_encoding

JAPANESE = "日本と欧州連合は、安全保障に関する協定に署名した。カタカナと漢字が混ざる文章。"
CHINESE = "两国星期二签署了一项新的渔业协定，规定每年的捕捞配额。"
TAIWANESE = "兩國星期二簽署了一項新的漁業協定，規定每年的捕撈配額。"
RUSSIAN = "Две страны подписали во вторник новое соглашение о рыболовстве после долгих переговоров."


@pytest.mark.parametrize(
    ("label", "name"),
    [
        pytest.param("utf-8", "utf-8", id="itself"),
        pytest.param("UTF8", "utf-8", id="capitals"),
        pytest.param("  latin1\t", "windows-1252", id="latin1 is windows-1252"),
        pytest.param("iso-8859-1", "windows-1252", id="iso-8859-1 is windows-1252"),
        pytest.param("us-ascii", "windows-1252", id="ascii is windows-1252"),
        pytest.param("iso-8859-9", "windows-1254", id="turkish"),
        pytest.param("x-sjis", "shift_jis", id="shift_jis"),
        pytest.param("windows-31j", "shift_jis", id="windows-31j"),
        pytest.param("gb2312", "gbk", id="gb2312 is gbk"),
        pytest.param("ks_c_5601-1987", "euc-kr", id="korean"),
        pytest.param("big5-hkscs", "big5", id="hong kong"),
        pytest.param("tis-620", "windows-874", id="thai"),
        pytest.param("unicode", "utf-16le", id="unicode is utf-16le"),
        pytest.param("rot13", None, id="rot13 is Python's alone"),
        pytest.param("zlib_codec", None, id="zlib is Python's alone"),
        pytest.param("utf-7", None, id="utf-7 is no encoding of the web"),
        pytest.param("idna", None, id="idna is Python's alone"),
        pytest.param("raw_unicode_escape", None, id="escapes are Python's alone"),
        pytest.param("hz-gb-2312", None, id="the replacement encoding is read by its bytes"),
        pytest.param("", None, id="empty"),
    ],
)
def test_labels_are_those_of_the_standard(label: str, name: str | None) -> None:
    """A label names what browsers take it for, or nothing."""
    assert encoding_named(label) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        pytest.param(b"<meta charset=koi8-r>", "koi8-r", id="unquoted"),
        pytest.param(b'<META CHARSET = "Shift_JIS" >', "shift_jis", id="capitals and spaces"),
        pytest.param(b"<meta charset='big5'/>", "big5", id="single quotes"),
        pytest.param(b'<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">', "euc-jp", id="pragma"),
        pytest.param(
            b"<meta content='text/html;charset=\"gbk\"' http-equiv=content-type>", "gbk", id="pragma reversed"
        ),
        pytest.param(b'<meta content="text/html; charset=gbk">', None, id="content without the pragma"),
        pytest.param(b'<meta name=x content="charset=gbk">', None, id="another meta"),
        pytest.param(b"<!-- <meta charset=gbk> -->", None, id="in a comment"),
        pytest.param(b"<!--><meta charset=gbk>", "gbk", id="the shortest comment"),
        pytest.param(b"<!-- <meta charset=gbk> --><meta charset=big5>", "big5", id="after a comment"),
        pytest.param(b'<a title="<meta charset=gbk>"><meta charset=big5>', "big5", id="in an attribute"),
        pytest.param(b"<meta charset=utf-16le>", "utf-8", id="utf-16 cannot be read as ASCII"),
        pytest.param(b"<meta charset=x-user-defined>", "windows-1252", id="user defined"),
        pytest.param(b"<meta charset=nonsense><meta charset=big5>", "big5", id="unknown label is passed over"),
        pytest.param(b"<meta charset=gbk charset=big5>", "gbk", id="the first of two attributes"),
        pytest.param(b"<metacharset=gbk>", None, id="not a meta"),
        pytest.param(b"</meta charset=gbk>", None, id="an end tag"),
        pytest.param(b'<meta charset="gbk', None, id="a quote that never ends"),
        pytest.param(b"<?xml version='1.0' encoding='koi8-u'?><html>", "koi8-u", id="XML declaration"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_a_page_declares_its_encoding_as_browsers_see_it(head: bytes, name: str | None) -> None:
    """The prescan finds the declaration that counts, and no other."""
    assert declared_encoding(head) == name


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        pytest.param(JAPANESE, "cp932", "shift_jis", id="Shift_JIS"),
        pytest.param(JAPANESE, "euc_jp", "euc-jp", id="EUC-JP"),
        pytest.param(JAPANESE, "iso2022_jp", "iso-2022-jp", id="ISO-2022-JP"),
        pytest.param(CHINESE, "gb18030", "gbk", id="GBK"),
        pytest.param(TAIWANESE, "big5", "big5", id="Big5"),
        pytest.param(RUSSIAN, "cp1251", "windows-1251", id="windows-1251"),
        pytest.param(RUSSIAN, "koi8-r", "koi8-r", id="KOI8-R"),
        pytest.param("Žluťoučký kůň pěl ďábelské ódy", "cp1250", "windows-1250", id="windows-1250"),
        pytest.param("Η συμφωνία υπεγράφη την Τρίτη", "cp1253", "windows-1253", id="windows-1253"),
        pytest.param("Anlaşma salı günü imzalandı", "cp1254", "windows-1254", id="windows-1254"),
        pytest.param("ההסכם נחתם ביום שלישי", "cp1255", "windows-1255", id="windows-1255"),
        pytest.param("“Ça va” – déjà 40 €", "cp1252", "windows-1252", id="windows-1252"),
        pytest.param("협정은 화요일에 서명되었다", "cp949", "euc-kr", id="EUC-KR"),
    ],
)
def test_a_stated_encoding_is_read(text: str, codec: str, name: str) -> None:
    """What the header states is how the bytes are read, and a `meta` serves as well."""
    assert decode(text.encode(codec), f"text/html; charset={name}") == (text, name)
    head = f"<meta charset={name}>"
    assert decode(head.encode() + text.encode(codec)) == (head + text, name)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        pytest.param(JAPANESE, "cp932", "shift_jis", id="Shift_JIS"),
        pytest.param(JAPANESE, "euc_jp", "euc-jp", id="EUC-JP"),
        pytest.param(JAPANESE, "iso2022_jp", "iso-2022-jp", id="ISO-2022-JP"),
        pytest.param(JAPANESE, "utf-8", "utf-8", id="UTF-8"),
        pytest.param(TAIWANESE, "big5", "big5", id="Big5"),
        pytest.param(RUSSIAN, "cp1251", "windows-1251", id="windows-1251"),
        pytest.param("It’s a “test” of cafés", "cp1252", "windows-1252", id="windows-1252"),
    ],
)
def test_an_unstated_encoding_is_found(text: str, codec: str, name: str) -> None:
    """Without a declaration the bytes speak."""
    assert decode(text.encode(codec)) == (text, name)


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        *(("cp932", label) for label in ("utf-8", "rot13", "nonsense")),
        *(("euc_jp", label) for label in ("utf-8", "rot13", "nonsense")),
        # Any bytes are windows-1252 and most pairs are GBK, but only UTF-8 is valid UTF-8.
        *(("utf-8", label) for label in ("utf-8", "iso-8859-1", "gbk", "rot13", "nonsense")),
    ],
)
def test_a_wrong_label_loses_no_text(codec: str, label: str) -> None:
    """Japanese under another label stays whole where the bytes give the label away."""
    assert decode(JAPANESE.encode(codec), f"text/html; charset={label}")[0] == JAPANESE


def test_one_stray_byte_does_not_undo_utf8() -> None:
    """A windows-1252 quotation mark pasted into UTF-8 is read for what it is."""
    body = "« Été » à Saint-Aubry, ".encode() * 3 + b"l\x92hiver."
    assert decode(body) == ("« Été » à Saint-Aubry, " * 3 + "l’hiver.", "utf-8")


def test_characters_that_python_lacks_are_read() -> None:
    """NEC's row 13 is on Japanese pages, whatever Python says; holes in windows-1252 are control characters."""
    assert decode(b"\xad\xa1\xad\xea" + JAPANESE.encode("euc_jp"), "text/html; charset=euc-jp")[0] == "①㈱" + JAPANESE
    assert decode(b"\x1b$B-!\x1b(B", "text/html; charset=iso-2022-jp")[0] == "①"
    assert decode(b"a\x81b", "text/html; charset=windows-1252")[0] == "a\x81b"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        pytest.param(b"\xef\xbb\xbfcaf\xc3\xa9", "utf-8", id="UTF-8"),
        pytest.param("café".encode("utf-16"), "utf-16le", id="UTF-16 little"),
        pytest.param(b"\xfe\xff" + "café".encode("utf-16-be"), "utf-16be", id="UTF-16 big"),
    ],
)
def test_a_byte_order_mark_beats_every_label(body: bytes, name: str) -> None:
    """The mark decides, and is not part of the text."""
    assert decode(body, "text/html; charset=koi8-r") == ("café", name)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        pytest.param(JAPANESE, "cp932", id="Shift_JIS"),
        pytest.param(JAPANESE, "euc_jp", id="EUC-JP"),
        pytest.param(JAPANESE, "iso2022_jp", id="ISO-2022-JP"),
        pytest.param(CHINESE * 3, "gb18030", id="GBK"),
        pytest.param(TAIWANESE * 2, "big5", id="Big5"),
        pytest.param("협정은 화요일에 서명되었다. 두 장관이 참석했다. " * 4, "cp949", id="EUC-KR"),
        pytest.param(RUSSIAN * 2, "cp1251", id="windows-1251"),
        pytest.param(RUSSIAN * 2, "koi8-r", id="KOI8-R"),
    ],
)
@pytest.mark.parametrize("meta", [True, False], ids=["stated in the page", "stated nowhere"])
@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii"])
def test_a_servers_default_label_does_not_garble_other_scripts(text: str, codec: str, meta: bool, label: str) -> None:
    """Many a server calls whatever it sends Latin: bytes that are hardly Latin letters are not read so."""
    names = {"cp932": "shift_jis", "iso2022_jp": "iso-2022-jp", "cp949": "euc-kr", "cp1251": "windows-1251"}
    head = f"<meta charset={names.get(codec, codec).replace('_jp', '-jp')}>" if meta else "<title>x</title>"
    body = head.encode() + b"<p>" + text.encode(codec)
    assert decode(body, f"text/html; charset={label}")[0].endswith(text)


@pytest.mark.parametrize("text", ["“Ça va” – déjà 40 €", "Größe, Öl, Übel, Ärger: ÄÖÜäöüß", "Žluťoučký kůň"])
def test_latin_text_stays_latin(text: str) -> None:
    """Accents, however many, make no other script."""
    codec = "cp1252" if text[0] != "Ž" else "cp1250"
    label = "iso-8859-1" if codec == "cp1252" else "windows-1250"
    assert decode(f"<p>{text}".encode(codec), f"text/html; charset={label}")[0] == f"<p>{text}"


@pytest.mark.parametrize("end", ["le", "be"])
def test_utf16_without_its_mark_is_known_by_how_markup_begins(end: str) -> None:
    """As XML has it: a bracket and a NUL, in one order or the other."""
    text = f"<!doctype html><p>{JAPANESE}</p>"
    assert decode(text.encode(f"utf-16-{end}"), "text/html") == (text, f"utf-16{end}")
