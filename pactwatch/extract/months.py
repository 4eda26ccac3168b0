"""Names of months, eras and zones as newsrooms print them: the tables behind `dates`."""

from __future__ import annotations

_MONTH_NAMES = {
    1: "january jan janvier janv januar jänner jän enero ene gennaio gen janeiro januari janúar siječnja leden "
    "ledna stycznia styczeń января янв січня ocak tammikuuta ιανουαρίου ianuarie január januára januarja sausio "
    "janvāris gener يناير",
    2: "february feb février fevrier févr fév februar febrero febbraio febb fevereiro fev februari veljače únor "
    "února lutego luty февраля фев лютого şubat helmikuuta φεβρουαρίου februarie február februára februarja "
    "vasario februāris febrer فبراير",
    3: "march mar mars märz maerz mrz marzo março marco maart mrt ožujka březen března marca marec maret mac марта "
    "мар березня mart maaliskuuta μαρτίου martie március kovo març مارس",
    4: "april apr avril avr abril aprile abr travnja duben dubna kwietnia kwiecień апреля апр квітня nisan "
    "huhtikuuta απριλίου aprilie április apríla aprila balandžio aprīlis أبريل ابريل",
    5: "may mai mayo maggio mag maio mei maj mayıs svibnja květen května maja мая травня toukokuuta μαΐου μαίου "
    "május mája gegužės maijs maig مايو",
    6: "june jun juin juni junio giugno giu junho lipnja červen června czerwca czerwiec июня июн червня haziran "
    "kesäkuuta ιουνίου iunie június júna junija birželio jūnijs juny يونيو",
    7: "july jul juillet juil juli julio luglio lug julho srpnja červenec července lipca lipiec июля июл липня "
    "temmuz heinäkuuta ιουλίου iulie július júla julija liepos jūlijs juliol julai يوليو",
    8: "august aug août aout agosto ago augustus augusti kolovoza srpen srpna sierpnia sierpień августа авг серпня "
    "ağustos elokuuta αυγούστου augusztus augusta avgusta agustus ogos rugpjūčio augusts agost أغسطس اغسطس",
    9: "september sep sept septembre septiembre setiembre settembre sett set setembro rujna září wrzesnia września "
    "wrzesień сентября сен вересня eylül syyskuuta σεπτεμβρίου septembrie szeptember septembra rugsėjo "
    "septembris setembre سبتمبر",
    10: "october oct octobre oktober okt octubre ottobre ott outubro out říjen října października październik "
    "октября окт жовтня ekim lokakuuta οκτωβρίου octombrie október októbra oktobra spalio oktobris أكتوبر "
    "اكتوبر",
    11: "november nov novembre noviembre novembro listopada listopad listopadu studenoga studenog ноября ноя "
    "листопада kasım marraskuuta νοεμβρίου noiembrie novembra lapkričio novembris نوفمبر",
    12: "december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro desember des prosinca "
    "prosince prosinec grudnia grudzień декабря дек грудня aralık joulukuuta δεκεμβρίου decembrie decembra "
    "gruodžio decembris disember desembre ديسمبر",
}
MONTHS = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
"""Name in lower case -> number. *listopada* is read as the Polish November; Croatian papers print numbers."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""Era -> the year before its first."""

# Zones that newsrooms print. CST is Chicago or Shanghai, IST India or Israel or Ireland: not read.
ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120,
    "eest": 180, "msk": 180, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300,
    "edt": -240, "pst": -480, "pdt": -420, "mst": -420, "mdt": -360, "cdt": -300, "sgt": 480, "hkt": 480, "wib": 420,
}  # fmt: skip
"""Name in lower case -> minutes east of Greenwich."""
