"""What a topic file may say, and how its mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.config import load_topic, shipped_topics
from pactwatch.errors import TopicError, UsageError
from pactwatch.model import AlertRule, FetchRules, Relevance, SourceSpec, Topic

SMALLEST = """\
name = "bench"
title = "Every page on a test server"
languages = ["en"]

[relevance]
mode = "all"                       # every article is on topic; default "terms"

[fetch]
allow_private_hosts = ["127.0.0.1"]
per_host_delay_s = 0
per_host_concurrency = 16
recheck = "always"                 # every pass checks every article; default "adaptive"

[[sources]]
kind = "url"                       # feed, sitemap, listing, gdelt, search, url, warc, memento
url = "http://127.0.0.1:8000/a/1"

[[sources]]
kind = "feed"
url = "http://127.0.0.1:8000/feed.xml"
outlet = "Example"
"""

# A file with one of everything; the tables below break one line of it at a time.
FULL = """\
name = "strike"
title = "The dockers' strike"
languages = ["en", "fr"]
[relevance]
all_of = [["strike", "grève"], ["docker", "docks"]]
none_of = ["baseball"]
[fetch]
attempts = 2
total_timeout_s = 12.5
robots = true
contact = "https://example.org/bot"
[[entities]]
id = "union"
kind = "organisation"
label = "Dockers' Union"
aliases = ["the union", "Syndicat des dockers"]
[[entities]]
id = "leader"
kind = "person"
label = "Ann Lee"
offices = ["president of the union"]
[[questions]]
id = "start"
label = "When does it start?"
value = "date"
triggers.en = ["starts on"]
[[questions]]
id = "office_leader"
label = "What is Ann Lee?"
value = "role"
about = "leader"
[[sources]]
kind = "listing"
url = "https://example.org/news"
outlet = "Example"
language = "en"
pattern = "/news/[0-9]+"
pages = 3
[[sources]]
kind = "listing"
url = "https://example.org/more"
options = { pattern = "/more/[^/]+$", selector = "main a" }
[[sources]]
kind = "gdelt"
[[alerts]]
name = "desk"
on = ["material", "conflict"]
to = ["$DESK", "stdout:"]
facets = ["number", "date"]
outlets = ["Example"]
"""


def load(folder: Path, text: str) -> Topic:
    """Write a topic file and read it."""
    file = folder / "topic.toml"
    file.write_text(text, encoding="utf-8")
    return load_topic(str(file))


def complaint(folder: Path, text: str) -> str:
    """Give what is said of a topic file, without the folder's name."""
    with pytest.raises(TopicError) as caught:
        load(folder, text)
    return str(caught.value).replace(f"{folder}/", "")


def test_smallest_topic(tmp_path: Path) -> None:
    """The smallest topic file that other people write loads as it is."""
    assert load(tmp_path, SMALLEST) == Topic(
        name="bench",
        title="Every page on a test server",
        languages=("en",),
        relevance=Relevance(mode="all"),
        fetch=FetchRules(
            allow_private_hosts=("127.0.0.1",), per_host_delay_s=0, per_host_concurrency=16, recheck="always"
        ),
        sources=(
            SourceSpec("url", "http://127.0.0.1:8000/a/1"),
            SourceSpec("feed", "http://127.0.0.1:8000/feed.xml", "Example"),
        ),
        file=str(tmp_path / "topic.toml"),
    )


def test_full_topic(tmp_path: Path) -> None:
    """Every key of a topic file arrives in its field, options beside a source's keys or in a table of their own."""
    topic = load(tmp_path, FULL)
    assert topic.relevance == Relevance("terms", (("strike", "grève"), ("docker", "docks")), ("baseball",))
    assert topic.fetch == FetchRules(attempts=2, total_timeout_s=12.5, contact="https://example.org/bot")
    assert [entity.aliases for entity in topic.entities] == [("the union", "Syndicat des dockers"), ()]
    assert topic.questions[0].triggers == {"en": ("starts on",)}
    assert topic.sources[0].options == {"pattern": "/news/[0-9]+", "pages": 3}
    assert topic.sources[1].options == {"pattern": "/more/[^/]+$", "selector": "main a"}
    assert topic.sources[2].url == ""
    assert topic.alerts == (
        AlertRule("desk", ("material", "conflict"), ("$DESK", "stdout:"), ("number", "date"), ("Example",)),
    )


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        pytest.param('name = "strike"', "", 'name: is missing; add name = "…"', id="no name"),
        pytest.param(
            'name = "strike"',
            "name = 3",
            "name: is a whole number, text is wanted; put it in quotes (line 1)",
            id="name is a number",
        ),
        pytest.param(
            'name = "strike"',
            'name = "a/b"',
            "name: 'a/b' may hold only letters, digits, blanks, '.', '_' and '-' (line 1)",
            id="slash in name",
        ),
        pytest.param(
            'name = "strike"',
            'nmae = "strike"',
            "nmae: is not known here; did you mean 'name'? (line 1); 1 more to mend: name",
            id="key misspelled",
        ),
        pytest.param(
            '["en", "fr"]',
            '["en-GB"]',
            "languages[1]: 'en-GB' is not a language code; write 'en' (line 3)",
            id="language with region",
        ),
        pytest.param(
            '["en", "fr"]',
            '["english"]',
            "languages[1]: 'english' is not a language code;"
            " write two letters of ISO 639-1, such as 'en' or 'ja' (line 3)",
            id="language in full",
        ),
        pytest.param(
            'none_of = ["baseball"]',
            'none_of = "baseball"',
            'relevance.none_of: is text, a list of texts is wanted; write ["baseball"] (line 6)',
            id="text for a list",
        ),
        pytest.param(
            'all_of = [["strike", "grève"], ["docker", "docks"]]',
            'all_of = ["strike"]',
            'relevance.all_of: wants a list of lists of texts, e.g. [["Japan", "Tokyo"], ["security pact"]] (line 5)',
            id="list for a list of lists",
        ),
        pytest.param(
            "attempts = 2",
            "attempts = -1",
            "fetch.attempts: is -1; write a whole number from 1 to 20 (line 8)",
            id="negative bound",
        ),
        pytest.param(
            "attempts = 2",
            "attempts = true",
            "fetch.attempts: is true/false; write a whole number from 1 to 20 (line 8)",
            id="true for a number",
        ),
        pytest.param(
            "attempts = 2",
            "attempts = 2.5",
            "fetch.attempts: is a number; write a whole number from 1 to 20 (line 8)",
            id="half an attempt",
        ),
        pytest.param(
            "total_timeout_s = 12.5",
            "total_timeout_s = inf",
            "fetch.total_timeout_s: is inf; write a number from 0.01 to 3,600 (line 9)",
            id="endless",
        ),
        pytest.param(
            "total_timeout_s = 12.5",
            'recheck = "often"',
            "fetch.recheck: 'often' is not known; known are adaptive, always (line 9)",
            id="unknown choice",
        ),
        pytest.param(
            "robots = true",
            'robots = "yes"',
            "fetch.robots: is text; write true or false, without quotes (line 10)",
            id="text for a flag",
        ),
        pytest.param(
            "robots = true",
            'allow_private_hosts = ["http://localhost/"]',
            "fetch.allow_private_hosts[1]: 'http://localhost/' is not a host;"
            " write a name or an address only (line 10)",
            id="URL for a host",
        ),
        pytest.param(
            '"https://example.org/bot"',
            '"http://日本"',
            "fetch.contact: goes into an HTTP header; write it in plain ASCII (line 11)",
            id="contact not ASCII",
        ),
        pytest.param(
            'kind = "organisation"',
            'kind = "organization"',
            "entities[1].kind: 'organization' is not known; did you mean 'organisation'? (line 14)",
            id="kind of entity",
        ),
        pytest.param(
            'id = "leader"',
            'id = "union"',
            "entities[2].id: 'union' is already the id of entities[1]; give each its own (line 18);"
            " 1 more to mend: questions[2].about",
            id="id twice",
        ),
        pytest.param(
            'offices = ["president of the union"]',
            'aliases = ["The  Union"]',
            "entities[2].aliases[1]: 'The  Union' already belongs to the entity 'union';"
            " a name may have one owner only (line 21)",
            id="alias of two",
        ),
        pytest.param(
            'triggers.en = ["starts on"]',
            "",
            "questions[1].triggers: names no words that mark an answer;"
            ' write e.g. triggers.en = ["signed by"] (line 22)',
            id="no triggers",
        ),
        pytest.param(
            "triggers.en",
            "triggers.eng",
            "questions[1].triggers.eng: 'eng' is not a language code;"
            " write two letters of ISO 639-1, such as 'en' or 'ja' (line 26)",
            id="language of triggers",
        ),
        pytest.param(
            'value = "date"',
            'value = "dates"',
            "questions[1].value: 'dates' is not known; did you mean 'date'? (line 25)",
            id="kind of question",
        ),
        pytest.param(
            'triggers.en = ["starts on"]',
            'triggers.en = ["(starts|begins)+ on"]',
            "questions[1].triggers.en[1]: '(starts|begins)+ on' looks like a regular expression; triggers are plain"
            " phrases, * at the end for the rest of a word (line 26)",
            id="a pattern as a trigger",
        ),
        pytest.param(
            'triggers.en = ["starts on"]',
            'triggers.en = ["st*rts on"]',
            "questions[1].triggers.en[1]: 'st*rts on' has a * before its end; it stands for the rest of the last word"
            " only (line 26)",
            id="a star within a trigger",
        ),
        pytest.param(
            'triggers.en = ["starts on"]',
            'event = "announced"',
            "questions[1].event: 'announced' is no class of event that is known by itself; did you mean 'announce'?;"
            " or add triggers (line 26)",
            id="unknown class of event",
        ),
        pytest.param(
            'triggers.en = ["starts on"]',
            'event = "sign"\ncompare = "tolerance"',
            "questions[1].compare: 'tolerance' compares amount or count, not date; leave it out or write 'exact'"
            " (line 27)",
            id="a way to compare that does not fit",
        ),
        pytest.param(
            'about = "leader"',
            'about = "lee"',
            "questions[2].about: 'lee' is not the id of an entity; did you mean 'leader'? (line 31)",
            id="about nobody",
        ),
        pytest.param(
            'kind = "gdelt"',
            'kind = "gdlet"',
            "sources[3].kind: 'gdlet' is not known; did you mean 'gdelt'? (line 44)",
            id="kind of source",
        ),
        pytest.param(
            '"https://example.org/more"',
            '"ftp://example.org/more"',
            "sources[2].url: not an http or https URL: 'ftp://example.org/more';"
            " write it in full, such as https://example.org/feed.xml (line 41)",
            id="scheme",
        ),
        pytest.param(
            '"https://example.org/more"',
            '"example.org"',
            "sources[2].url: not a URL: 'example.org';"
            " write it in full, such as https://example.org/feed.xml (line 41)",
            id="no scheme",
        ),
        pytest.param(
            '"https://example.org/more"',
            '"https://me:pw@example.org/more"',
            "sources[2].url: holds a user name or password;"
            " pages behind a login cannot be watched, so leave it out (line 41)",
            id="password in URL",
        ),
        pytest.param(
            '"https://example.org/more"',
            '"https://example.org/news#top"',
            "sources[2].url: 'https://example.org/news' is already the listing of sources[1];"
            " keep one of them (line 41)",
            id="source twice",
        ),
        pytest.param(
            'pattern = "/news/[0-9]+"',
            'pattern = "/news/("',
            "sources[1].pattern: is not a regular expression: missing ), unterminated subpattern at position 6"
            " (line 37)",
            id="bad pattern",
        ),
        pytest.param(
            "pages = 3",
            "pages = 0",
            "sources[1].pages: is 0; write a whole number from 1 to 1,000 (line 38)",
            id="no pages",
        ),
        pytest.param(
            "pages = 3",
            "pagse = 3",
            "sources[1].pagse: is not known for a source of kind 'listing'; did you mean 'pages'? (line 38)",
            id="option misspelled",
        ),
        pytest.param(
            'selector = "main a"',
            'timespan = "3d"',
            "sources[2].options.timespan: is not known for a source of kind 'listing';"
            " known are date, exclude, limit, next, pages, pattern, selector, title (line 42)",
            id="another kind's option",
        ),
        pytest.param(
            '"$DESK"',
            '"desk@example.org"',
            "alerts[1].to[1]: is not a channel; write stdout:, an Apprise URL such as mailto://… or $NAME (line 48)",
            id="not a channel",
        ),
        pytest.param(
            'on = ["material", "conflict"]',
            'on = ["materiel"]',
            "alerts[1].on[1]: 'materiel' is not known; did you mean 'material'? (line 47)",
            id="unknown event",
        ),
        pytest.param(
            'facets = ["number", "date"]',
            'facets = ["numbers"]',
            "alerts[1].facets[1]: 'numbers' is not known; did you mean 'number'? (line 49)",
            id="unknown facet",
        ),
        pytest.param(
            'name = "desk"',
            'name = "desk, night"',
            "alerts[1].name: 'desk, night' holds a comma; write the name without it (line 46)",
            id="comma in rule name",
        ),
        pytest.param(
            "[[alerts]]",
            "[alerts]",
            "alerts: is a table; write [[alerts]], with two brackets, before each of them (line 45)",
            id="one bracket",
        ),
        pytest.param(
            'outlet = "Example"',
            'outlet = ""',
            "sources[1].outlet: is empty; write something or leave it out (line 35)",
            id="empty text",
        ),
        pytest.param(
            'outlet = "Example"',
            'outlet = "a\\nb"',
            "sources[1].outlet: holds a line break or a control character; write it in one line (line 35)",
            id="line break",
        ),
    ],
)
def test_mistake(tmp_path: Path, line: str, instead: str, said: str) -> None:
    """A mistake is told with the file, the key, what is wrong, what to do, and the line."""
    assert line in FULL
    assert complaint(tmp_path, FULL.replace(line, instead, 1)) == f"topic.toml: {said}"


def test_all_mistakes_are_counted(tmp_path: Path) -> None:
    """The first mistake of a file is told in full, the others by their keys."""
    text = FULL.replace("attempts = 2", "attempts = 0").replace("robots = true", "robots = 1").replace('"gdelt"', '"x"')
    assert complaint(tmp_path, text) == (
        "topic.toml: fetch.attempts: is 0; write a whole number from 1 to 20 (line 8);"
        " 2 more to mend: fetch.robots, sources[3].kind"
    )


def test_channels_are_never_quoted(tmp_path: Path) -> None:
    """A channel that is wrong is not repeated in the message: it may hold a token."""
    assert "SECRET" not in complaint(tmp_path, FULL.replace("$DESK", "slack:SECRET"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b'name = "x', "is not valid TOML: Unterminated string (at end of document)", id="not TOML"),
        pytest.param(
            b"name = 1\nname = 2", "is not valid TOML: Cannot overwrite a value (at end of document)", id="key twice"
        ),
        pytest.param(b'name = "\xff"', "is not UTF-8 text (byte 8); save it as UTF-8", id="Latin-1"),
        pytest.param(
            b"x = " + b"[" * 5_000, "is nested too deeply; a topic file has tables of tables at most", id="deep"
        ),
        pytest.param(b"#" * 2_000_001, "has over 2,000,000 bytes; is this a topic file?", id="huge"),
        pytest.param(
            b"x = " + b"9" * 5_000,
            "is not valid TOML: Exceeds the limit (4300 digits) for integer string conversion: value has 5000"
            " digits; use sys.set_int_max_str_digits() to increase the limit",
            id="long number",
        ),
    ],
)
def test_unreadable_file(tmp_path: Path, content: bytes, said: str) -> None:
    """A file that is no TOML ends in one sentence, whatever it holds."""
    file = tmp_path / "topic.toml"
    file.write_bytes(content)
    with pytest.raises(TopicError) as caught:
        load_topic(str(file))
    assert str(caught.value) == f"{file}: {said}"


@pytest.mark.parametrize(
    "value",
    [
        "0",
        "-1.5",
        "nan",
        "true",
        '""',
        '"x"',
        "[]",
        "[1]",
        '[""]',
        "[[]]",
        "[[1]]",
        "{}",
        "{ a = 1 }",
        "[{}]",
        "1979-05-27",
        "07:32:00",
    ],
)
def test_any_value_anywhere(tmp_path: Path, value: str) -> None:
    """Whatever stands behind a key, the file loads or its mistake is told in one sentence."""
    lines = FULL.splitlines()
    for number, line in enumerate(lines):
        key, equals, _ = line.partition(" = ")
        if not equals:
            continue
        changed = [*lines[:number], f"{key} = {value}", *lines[number + 1 :]]
        try:
            load(tmp_path, "\n".join(changed))
        except TopicError as error:
            assert str(error).isprintable()


@pytest.mark.parametrize("table", ["relevance", "fetch", "entities", "questions", "sources", "alerts", "languages"])
def test_any_table_of_another_kind(tmp_path: Path, table: str) -> None:
    """A table written as a value is a mistake like any other."""
    for value in ("1", '"x"', "[1]", "[[]]", "[{}]", "{ x = 1 }"):
        with pytest.raises(TopicError) as caught:
            load(tmp_path, f'name = "a"\n{table} = {value}\n')
        assert str(caught.value).isprintable()


def test_byte_order_mark(tmp_path: Path) -> None:
    """A file saved by a Windows editor with a byte order mark loads."""
    file = tmp_path / "topic.toml"
    file.write_text(SMALLEST, encoding="utf-8-sig")
    assert load_topic(str(file)).name == "bench"


def test_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere, or to a folder, is told in one sentence."""
    with pytest.raises(TopicError, match="there is no such file; check the path"):
        load_topic(str(tmp_path / "none.toml"))
    with pytest.raises(TopicError, match="is a folder; give the path of a TOML file"):
        load_topic(str(tmp_path))


def test_unknown_topic() -> None:
    """The name of no shipped topic is answered with those that there are."""
    with pytest.raises(UsageError) as caught:
        load_topic("japan-eu-pakt")
    assert str(caught.value) == (
        f"there is no topic called 'japan-eu-pakt'; shipped are: {', '.join(shipped_topics())}; or give a TOML file"
    )


def test_rule_without_channel(tmp_path: Path) -> None:
    """A rule that names no channel and no event tells everything to standard output: it is never silent."""
    topic = load(tmp_path, SMALLEST + '[[alerts]]\nname = "me"\n')
    assert topic.alerts == (AlertRule("me", ("material", "conflict", "article", "health"), ("stdout:",)),)


def test_template_keeps_its_braces(tmp_path: Path) -> None:
    """The address of a search may hold `{query}`; it is not percent-encoded away."""
    url = "https://example.org/search/{query}?from={start}"
    text = SMALLEST + f'[[sources]]\nkind = "search"\nurl = "{url}"\n'
    assert load(tmp_path, text).sources[-1].url == url
