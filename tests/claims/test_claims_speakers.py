"""Quotations and who says them, in one sentence and over several."""

from __future__ import annotations

import pytest

from pactwatch.claims import find_claims, read_wording


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "“It is done,” Borrell said.", "Borrell"),
        ("en", "“It is done,” said EU foreign policy chief Josep Borrell, who visited Tokyo.", "Josep Borrell"),
        ("en", "Borrell said: “It is done.”", "Borrell"),
        ("en", "Borrell told reporters in Tokyo that the deal was done.", "Borrell"),
        ("en", "In Tokyo, Iwaya said on Friday the pact was signed.", "Iwaya"),
        ("en", "Josep Borrell, the EU's top diplomat, said it was done.", "Josep Borrell"),
        ("en", "Her lawyer, Larry Otter, argued that he should go.", "Larry Otter"),
        ("en", "“It is done,” the ministry's spokesman, Kimihiro Ishikane, told reporters.", "Kimihiro Ishikane"),
        ("en", "According to NHK, two died.", "NHK"),
        ("en", "Two people died, police said.", "police"),
        ("en", "A spokesman for Borrell said it was done.", "spokesman for Borrell"),
        ("en", "The Russian president criticized it as “ridiculous and unfair”.", "Russian president"),
        ("en", "Kishida also reaffirmed his stance: “There is no room for doubt.”", "Kishida"),
        ("en", "He described it as “historic and timely”.", "He"),
        ("en", "“They were freed,” Yazar, a colleague, was quoted as saying.", "Yazar"),
        ("en", "This echoed Jaubert's words in his speech: “Without support they would not exist.”", "Jaubert"),
        ("en", "“It is very bad there,” the pilot John Funnell said to reporters.", "John Funnell"),
        ("en", "Officials state that it is done.", "Officials"),
        ("en", "It is in the Gulf state of Bahrain.", None),
        ("en", "Officials have not confirmed the deaths.", None),
        ("en", "The reports came late.", None),
        ("en", "A woman, reported to be an expert, was shot.", None),
        ("en", "The pact was signed on Friday.", None),
        ("de", "„Das ist historisch“, sagte Außenministerin Annalena Baerbock.", "Annalena Baerbock"),
        ("de", "Bundeskanzler Olaf Scholz erklärte, das gelte nicht.", "Olaf Scholz"),
        ("de", "Laut dem Ministerium soll er kommen.", "Ministerium"),
        ("de", "Nach Angaben der Polizei wurden 12 Menschen verletzt.", "Polizei"),
        ("fr", "« C’est historique », a déclaré le chef de la diplomatie, Josep Borrell, à Tokyo.", "Josep Borrell"),
        ("fr", "Le président Emmanuel Macron a annoncé que cela suffit.", "Emmanuel Macron"),
        ("fr", "Selon le ministère, l'accord est signé.", "ministère"),
        ("es", '"Es histórico", dijo el alto representante Josep Borrell en Tokio.', "Josep Borrell"),
        ("es", "Según el Ministerio de Exteriores, el pacto sigue.", "Ministerio de Exteriores"),
        ("it", "«È storico», ha detto l'alto rappresentante Josep Borrell a Tokyo.", "Josep Borrell"),
        ("it", "Secondo il ministero, il patto resta.", "ministero"),
        ("ja", "岩屋外相は「歴史的だ」と述べた。", "岩屋"),
        ("ja", "外務省によると、協定は発効した。", "外務省"),
        ("ja", "ロイター通信は、大統領が署名したと報じた。", "ロイター通信"),
        ("ja", "協定は署名された。", None),
    ],
)
def test_speaker_of_a_sentence(language: str, text: str, speaker: str | None) -> None:
    """The speaker is whom the verb of saying or the source belongs to; None: the outlet itself."""
    assert read_wording(text, language=language).speaker == speaker


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He called it “timely”.", ["timely"]),
        ('He called it "timely" and "good".', ["timely", "good"]),
        ("Er nannte es „richtig“.", ["richtig"]),
        ("Il a dit « oui ».", ["oui"]),
        ("Er sagte »ja«.", ["ja"]),
        ("外相は「歓迎する『今』」と述べた。", ["歓迎する『今』"]),
        ("The workers' union didn't say 'no deal'.", ["no deal"]),
        ("It isn't O'Brien’s.", []),
        ("“It goes on.", ["It goes on."]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    """Words in quotation marks of any kind are found; apostrophes are none."""
    assert [quote.text for quote in read_wording(text, language="en").quotes] == quoted


def speakers(text: str) -> list[str | None]:
    """Give the speakers of a text's sentences."""
    return [wording.speaker for wording in find_claims(text, language="en")]


def test_pronoun_means_the_last_who_fits() -> None:
    """`She` is the woman named, `he` the man, whoever stands nearer."""
    text = "Ursula von der Leyen met Fumio Kishida. She said it was good. He said it was late."
    assert speakers(text) == [None, "Ursula von der Leyen", "Fumio Kishida"]


def test_pronouns_go_on_over_sentences() -> None:
    """A chain of pronouns keeps its speaker."""
    text = "Josep Borrell said it was done. He added that it was timely. He also said it was late."
    assert speakers(text) == ["Josep Borrell"] * 3


def test_surname_is_completed() -> None:
    """Borrell is Josep Borrell once the article has named him so."""
    assert speakers("Josep Borrell arrived. “It is done,” Borrell said.")[-1] == "Josep Borrell"


def test_a_shared_surname_is_not_completed() -> None:
    """Where two persons share a surname nobody is guessed."""
    text = "Bill Clinton arrived. Hillary Clinton left. Clinton said it was done."
    assert speakers(text)[-1] == "Clinton"


def test_a_speech_keeps_its_speaker() -> None:
    """A quotation without a speaker of its own belongs to whoever spoke before."""
    text = "“It is done,” Kishida said.\n\n“We will go on. Nobody can stop us.”\n\nThe pact was signed on Friday."
    assert speakers(text) == ["Kishida", "Kishida", None]


def test_whoever_a_sentence_is_about_speaks_next() -> None:
    """A bare quotation belongs to the person the sentence before it was about."""
    assert speakers("Prime Minister Kishida praised the pact. “It is historic for both of us.”")[-1] == "Kishida"


def test_quotes_carry_their_speaker() -> None:
    """Each quotation of an attributed sentence names its speaker."""
    (wording,) = find_claims("“It is done,” Kishida said, “and it is good.”", language="en")
    assert [quote.speaker for quote in wording.quotes] == ["Kishida", "Kishida"]
