"""Units, currencies and abbreviations that are written alike in every language."""

from __future__ import annotations

from pactwatch.claims.words.shape import Unit, units, words

# ISO 4217 codes that are seen in news; three capitals that are also words (`ALL`, `TOP`, `CUP`) are left out.
CURRENCIES = words(
    "EUR USD JPY GBP CHF CNY RMB AUD CAD NZD HKD SGD INR KRW RUB BRL MXN ZAR SEK NOK DKK PLN CZK HUF RON BGN TRY "
    "UAH ILS AED "
    "SAR QAR KWD EGP NGN KES GHS THB IDR MYR PHP VND PKR BDT LKR TWD ARS CLP COP PEN ISK KZT GEL BTC"
)

# What stands before the sign: `US$`, `A$`. The plain sign is the currency that press agencies mean by it.
SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "₱": "PHP",
    "₦": "NGN",
    "₿": "BTC",
    "₸": "KZT",
    "₾": "GEL",
}
DOLLARS = {
    "US": "USD",
    "U.S.": "USD",
    "A": "AUD",
    "AU": "AUD",
    "C": "CAD",
    "CA": "CAD",
    "CAD": "CAD",
    "NZ": "NZD",
    "HK": "HKD",
    "S": "SGD",
    "SG": "SGD",
    "R": "BRL",
    "NT": "TWD",
    "MX": "MXN",
    "J": "JMD",
    "TT": "TTD",
    "BZ": "BZD",
    "AUD": "AUD",
}

SHORT_SCALES = {
    "k": 1_000,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "mrd": 10**9,
    "md": 10**9,
    "mds": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "tr": 10**12,
}
"""Abbreviations behind an amount of money."""

UNITS: dict[str, Unit] = {
    **units(
        "measure",
        {
            "km": "km",
            "m": "m",
            "cm": "cm",
            "mm": "mm",
            "nm": "nm",
            "mile": "mi",
            "foot": "ft",
            "yard": "yd",
            "nmi": "nmi",
            "km2": "km² km2 sq_km",
            "m2": "m² m2 sqm sq_m",
            "m3": "m³ m3",
            "ha": "ha",
            "mile2": "sq_mi",
            "kg": "kg",
            "g": "g",
            "mg": "mg",
            "t": "t",
            "lb": "lb lbs",
            "oz": "oz",
            "l": "l",
            "ml": "ml",
            "hl": "hl",
            "kW": "kw",
            "MW": "mw",
            "GW": "gw",
            "TW": "tw",
            "kWh": "kwh",
            "MWh": "mwh",
            "GWh": "gwh",
            "TWh": "twh",
            "V": "volt volts",
            "Hz": "hz",
            "kHz": "khz",
            "MHz": "mhz",
            "GHz": "ghz",
            "dB": "db",
            "kB": "kb",
            "MB": "mb",
            "GB": "gb",
            "TB": "tb",
            "Mbps": "mbps",
            "km/h": "kmh kph",
            "mph": "mph",
            "hp": "hp",
            "kn": "kn kt",
            "bpd": "bpd",
            "psi": "psi",
            "hPa": "hpa",
        },
    ),
    **units("percent", {"%": "pct"}),
    **units("percent", {"pp": "pp"}),
    **units("money", {"EUR": "euro euros", "JPY": "yen", "USD": "usd"}),
}

# Signs behind a number, longest first; matched with the spelling as printed.
SIGN_UNITS = (
    ("%-points", "pp", "percent"),
    ("%-Punkte", "pp", "percent"),
    ("km/h", "km/h", "measure"),
    ("km²", "km2", "measure"),
    ("m²", "m2", "measure"),
    ("m³", "m3", "measure"),
    ("m/s", "m/s", "measure"),
    ("°C", "°C", "measure"),
    ("°F", "°F", "measure"),
    ("ºC", "°C", "measure"),
    ("℃", "°C", "measure"),
    ("℉", "°F", "measure"),
    ("°", "°", "measure"),
    ("％", "%", "percent"),
    ("%", "%", "percent"),
    ("‰", "‰", "percent"),
)
