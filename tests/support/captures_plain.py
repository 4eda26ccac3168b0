"""More articles, written after the gate had met the others: announcements without metadata, headlines like walls'."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

from collections.abc import Sequence

from captures import bare, ps, story

PLAIN: dict[str, bytes] = {}
# Announced in the first person, or beside a password's form: doubted once.
DOUBTED = ("joint statement we", "joint statement 1 para", "elysee", "press with login footer")


def g(name: str, body: bytes, lang: str = "en") -> None:
    """Enter an article."""
    PLAIN[name] = body


def gov(title: str, texts: Sequence[str], lang: str = "en", extra: str = "") -> bytes:
    """Give an announcement on a ministry's site: no metadata, and a search form at the foot."""
    return bare(
        title,
        f"<header><a href='/'>Ministry</a></header><main><h1>{title}</h1>{ps(*texts)}{extra}</main><footer><form action='/search'><input name=q><button>Search</button></form></footer>",
        lang=lang,
    )


g(
    "joint statement we",
    gov(
        "Joint statement",
        [
            "We, the foreign ministers, met in Tokyo on 1 November 2024 and welcomed the progress of our partnership.",
            "We reaffirm our commitment to a free and open order, and we will continue our dialogue on security and defence.",
            "We look forward to our next meeting in Brussels in 2025.",
        ],
    ),
)
g(
    "joint statement 1 para",
    gov(
        "Joint press statement",
        ["We today launched our Security and Defence Partnership. We will meet again in spring."],
    ),
)
g(
    "eeas press",
    gov(
        "EU and Japan announce Security and Defence Partnership",
        [
            "The European Union and Japan announced today a Security and Defence Partnership.",
            "For more information, please see the factsheet.",
        ],
    ),
)
g(
    "mofa jp form",
    gov(
        "日EU外相戦略対話",
        [
            "11月1日、岩屋毅外務大臣は、ボレル上級代表と第1回日EU外相戦略対話を行いました。",
            "両者は、日EU安全保障・防衛パートナーシップを公表しました。",
        ],
        "ja",
    ),
    "ja",
)
g(
    "mofa jp with contact",
    gov(
        "会談の結果概要",
        [
            "双方は、海洋安全保障、宇宙、サイバー分野での協力を進めることで一致しました。",
            "詳細は以下のリンクをご覧ください。",
        ],
        "ja",
    ),
    "ja",
)
g(
    "bund",
    gov(
        "Deutschland und Japan vereinbaren Austausch",
        [
            "Bundesminister und Amtskollege haben heute in Tokio eine Vereinbarung unterzeichnet.",
            "Wir freuen uns über diesen Schritt, erklärte der Minister.",
        ],
        "de",
    ),
    "de",
)
g(
    "elysee",
    gov(
        "Déclaration conjointe",
        [
            "Nous nous sommes entretenus ce jour à Tokyo de notre partenariat et avons signé l'accord de défense.",
            "Nous poursuivrons nos échanges.",
        ],
        "fr",
    ),
    "fr",
)
g(
    "second person service",
    story(
        texts=[
            "You have until 15 November to change your health insurer. We explain what you need to know.",
            "If you want to leave, you must tell your insurer in writing. You can find the form on our website.",
            "Your new insurer cannot refuse you, and you do not pay twice.",
        ],
        headline="How to change your insurer",
    ),
)
g(
    "howto cookies",
    story(
        texts=[
            "You can delete cookies in your browser in three steps. Open the settings, choose privacy, and click on delete.",
            "If you accept all cookies on a site, the site may store information on your device for a year.",
            "The consumer office recommends to reject all cookies that are not needed.",
        ],
        headline="How to manage your cookie preferences",
    ),
)
g(
    "letter to readers",
    story(
        texts=[
            "Dear readers, from Monday our paper looks different. We have worked on it for a year.",
            "You will find the weather on page two, and your crossword where it always was.",
            "Please write to us if you miss something.",
        ],
        headline="To our readers",
    ),
)
g(
    "headline just a moment",
    story(
        headline="Just a moment",
        texts=[
            "In the hall of the old station there is a clock that stops for one second in every hour, and nobody knows why.",
            "The clockmaker who built it in 1911 left no papers. His granddaughter says that it was meant to be so.",
        ],
    ),
)
g(
    "headline access denied",
    story(
        headline="Access denied",
        texts=[
            "The documentary shows eleven border posts in one night, and what becomes of those who are turned back.",
            "It runs in six cinemas from Thursday.",
        ],
    ),
)
g(
    "headline maintenance",
    story(
        headline="Under maintenance",
        texts=[
            "The art museum shows its machines: for three months visitors can see how pumps, lifts and alarms are kept alive.",
            "Admission is 4 euros, children pay nothing.",
        ],
    ),
)
g(
    "headline page not found",
    story(
        headline="Page not found",
        texts=[
            "A library in Arden has found a novel that lacks its last page, and asks readers to write one.",
            "The best of the 311 endings will be printed in spring.",
        ],
    ),
)
g(
    "headline login",
    story(
        headline="Log in",
        texts=[
            "The new exhibition in the mill is about passwords, from Roman watchwords to face recognition.",
            "It is open until May.",
        ],
    ),
)
g(
    "headline 404",
    story(
        headline="Error 404",
        texts=[
            "The play Error 404 has its first night on Friday at the small house. It is about a man whom every register has forgotten.",
            "Tickets cost 18 euros.",
        ],
    ),
)
g(
    "headline are you a robot",
    story(
        headline="Are you a robot?",
        texts=[
            "A care home in Venn has bought two robots that ask residents how they slept.",
            "The residents find it funny, the union does not.",
        ],
    ),
)
g(
    "headline cookies",
    story(
        headline="We value your privacy",
        texts=[
            "The artist Lena Ortiz has printed the privacy policies of forty companies on one roll of paper, 1.4 kilometres long.",
            "It can be read at the harbour until Sunday.",
        ],
    ),
)
g(
    "trace tutorial",
    story(
        headline="The bug that grounded 200 planes",
        texts=[
            "The log that the airline published yesterday ends with one line: java.lang.NullPointerException at com.carrier.Plan.read(Plan.java:118).",
            "A programmer in Porto found the fault in an hour. The airline needed two days.",
            "It pays 600 euros to each of 31,000 passengers.",
        ],
    ),
)
g(
    "advisory",
    gov(
        "Advisory 2024-11: flaw in mail server",
        [
            "A flaw in the mail server lets strangers read files. Administrators should install version 4.2 without delay.",
            "Attacks have been seen since 29 October, the office for information security says.",
        ],
    ),
)
g(
    "nl",
    gov(
        "Raad keurt tweede stuwmeer goed",
        [
            "De raad van de vallei heeft donderdag een tweede stuwmeer goedgekeurd met 14 tegen 9 stemmen.",
            "De bouw begint in oktober 2025 en duurt vijf jaar.",
        ],
        "nl",
    ),
    "nl",
)
g(
    "pt",
    gov(
        "Conselho aprova segundo reservatório",
        [
            "O conselho do vale aprovou na quinta-feira um segundo reservatório por 14 votos a 9.",
            "As obras começam em outubro de 2025.",
        ],
        "pt",
    ),
    "pt",
)
g(
    "obit",
    story(
        texts=["Karin Holm, who chaired the island council for 22 years, has died at 81."],
        headline="Karin Holm, 1943-2024",
    ),
)
g(
    "list",
    story(
        texts=[
            "1. Water: 38 million cubic metres",
            "2. Height: 61 metres",
            "3. Cost: 290 million euros",
            "4. Families: 43",
        ],
        headline="The dam in numbers",
    ),
)
g(
    "qa",
    story(
        texts=[
            "What was decided? A second reservoir, by 14 votes to 9.",
            "Who pays? The national fund, 55 percent.",
            "Do I have to move? If you live in Lower Venn: yes.",
        ],
        headline="The dam: questions and answers",
    ),
)
g(
    "press with login footer",
    gov(
        "Council approves budget",
        [
            "The council approved the budget for 2025 on Monday. It spends 41 million euros, two million less than this year."
        ],
        extra="<section><h2>Log in</h2><form><input type=password></form></section>",
    ),
)
g(
    "strike outage",
    story(
        headline="Website of the railway is down",
        texts=[
            "The website of the railway is currently unavailable. The company speaks of technical problems and asks travellers to try again later.",
            "Tickets can be bought at the counter.",
        ],
    ),
)
g(
    "geo",
    story(
        headline="Streaming service blocks viewers",
        texts=[
            "The series is not available in your country: that is what viewers in eleven states have read since Friday.",
            "The company names legal reasons.",
        ],
    ),
)
g(
    "ja consent",
    story(
        "ja",
        [
            "クッキー規制の改正法が成立した。サイトは利用者の同意を得なければならない。",
            "違反した企業には最大1億円の罰金が科される。",
        ],
        headline="クッキーの利用に同意義務　改正法成立",
    ),
    "ja",
)
g(
    "ja error",
    story(
        "ja",
        [
            "銀行のシステム障害で、全国の現金自動預払機が一時利用できなくなった。",
            "銀行は午後3時に復旧したと発表した。原因はサーバーエラーとみられる。",
        ],
        headline="銀行でシステム障害　ATM利用できず",
    ),
    "ja",
)
g(
    "ja login",
    story(
        "ja",
        ["会員制サイトの利用者2万人のIDとパスワードが流出した。", "運営会社はログインの停止を発表した。"],
        headline="会員2万人のパスワード流出",
    ),
    "ja",
)
g(
    "de wartung",
    story(
        "de",
        [
            "Die Website der Finanzverwaltung war am Donnerstag wegen Wartungsarbeiten nicht erreichbar.",
            "Das Ministerium bat um Entschuldigung und verlängerte die Frist.",
        ],
        headline="Wartungsarbeiten legen Steuerportal lahm",
    ),
    "de",
)
g(
    "fr captcha",
    story(
        "fr",
        [
            "Les tests « Je ne suis pas un robot » ne servent plus à rien, selon une étude de l'école polytechnique publiée mardi.",
            "Les programmes réussissent 97 % des épreuves.",
        ],
        headline="Je ne suis pas un robot : la fin d'un test",
    ),
    "fr",
)
g(
    "es login",
    story(
        "es",
        [
            "El banco pidió a sus clientes cambiar la contraseña tras un robo de datos. Unos 31.000 clientes están afectados.",
            "La entidad no ha perdido dinero.",
        ],
        headline="Un banco obliga a cambiar la contraseña",
    ),
    "es",
)
