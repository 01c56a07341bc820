"""What money is called, in plain small letters: currencies, signs, multiples and counted words."""

from __future__ import annotations

from crm.capture.line import in_order
from crm.capture.numbers import UNITS

_NAMES = {
    "COP": "cop, col$, cop$, pesos colombianos, pesos, pesos m/cte, pesos moneda corriente, peso colombiano, colombian pesos",
    "USD": "usd, us$, u$s, usd$, dolares, dolares americanos, dolares estadounidenses, dolares de los estados unidos, dolar, us dollars, dollars, dolares usd",
    "EUR": "eur, euros, euro, euros (eur)",
    "GBP": "gbp, libras esterlinas, libras, pounds, pounds sterling, british pounds",
    "CHF": "chf, francos suizos, francos, swiss francs",
    "JPY": "jpy, yenes, yen, yenes japoneses, japanese yen",
    "KRW": "krw, wones, won, wones coreanos, korean won",
    "CAD": "cad, ca$, c$, dolares canadienses, canadian dollars",
    "AUD": "aud, a$, dolares australianos, australian dollars",
    "SEK": "sek, coronas suecas, swedish kronor",
    "NOK": "nok, coronas noruegas, norwegian kroner",
    "CNY": "cny, rmb, yuanes, yuan",
    "BRL": "brl, r$, reales",
    "MXN": "mxn, mx$, pesos mexicanos",
    "PEN": "pen, s/, soles",
    "CLP": "clp, pesos chilenos",
}
CURRENCIES = {name.strip(): code for code, names in _NAMES.items() for name in names.split(",")}
SIGNS = {"$": "COP", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW"}
CODES = tuple(_NAMES)
_MILLION, _BILLION = 10**6, 10**9
MULTIPLES = {
    "mil millones": _BILLION, "miles de millones": _BILLION, "mil mm": _BILLION, "millones": _MILLION,
    "millon": _MILLION, "mil": 1000, "billones": 10**12, "billon": 10**12, "mm": _MILLION, "mdp": _MILLION,
    "million": _MILLION, "millions": _MILLION, "billion": _BILLION, "thousand": 1000, "m": _MILLION, "k": 1000,
}  # fmt: skip
_TENS = {"cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
_HUNDREDS = {
    "cien": 100, "ciento cincuenta": 150, "doscientos": 200, "doscientos cincuenta": 250, "trescientos": 300,
    "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700, "setecientos cincuenta": 750,
    "ochocientos": 800, "novecientos": 900,
}  # fmt: skip
_ENGLISH = in_order(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty"""
)
NUMBERS = (
    {word: number for number, word in enumerate(UNITS, start=1)}
    | {word: number for number, word in enumerate(_ENGLISH, start=1)}
    | {
        "un": 1,
        "mil": 1000,
        "mil doscientos": 1200,
        "mil quinientos": 1500,
        "dos mil": 2000,
        "tres mil": 3000,
    }
    | {"cinco mil": 5000}
    | _TENS
    | _HUNDREDS
)
