"""The amounts of a call and what each is for: what one project may cost, the whole purse, the least, the applicant's own part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crm.briefs.model import Price, Said
from crm.briefs.sentences import Sentence
from crm.money import Money, find_money

_OWN = re.compile(
    r"contrapartida|cofinanc|recursos propios|aporte (?:propio|local|del (?:municipio|proponente|solicitante))|co-?financ|match|own contribution|counterpart|in-kind|en especie"
    r"|(?:solicitante|proponente|municipio|ciudad|entidad|alianza|beneficiari\w|applicants?|cities|city|partners?)\w* (?:\w+ ){0,3}(?:aport\w+|financiara?n?|cubr\w+|pon[ed]\w*|match|asum\w+|contribut\w+|contribuir\w+|cover\w*|provide) (?=(?:\w+ ){0,5}\d{1,3}(?:[.,]\d{1,2})? ?(?:%|por ?ciento|per ?cent))"
)
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})? ?(?:%|por ?ciento|per ?cent)")
_SHARE_NEAR = 90
_TOTAL = re.compile(
    r"total (?:disponible|de la convocatoria|del fondo|del programa|de recursos|available|budget of the (?:call|programme|fund))|presupuesto (?:total|global|disponible|oficial|indicativo|general) (?:de (?:la|esta) (?:convocatoria|licitacion)|del (?:programa|fondo)|disponible)"
    r"|bolsa|recursos disponibles|disponibilidad|dispone de|dotacion|monto global|importe global|asciende a|suma global|overall (?:indicative )?(?:amount|budget)|total (?:amount|envelope|funding)|available (?:budget|funding)|fondo de|convocatoria (?:por|de) "
)
_EACH = re.compile(
    r"(?:each|cada un[oa]) (?:will )?rec(?:eive|ib)\w*|recibira\w*|will receive|por (?:proyecto|propuesta|iniciativa|ciudad|municipio|beneficiario|organizacion|subvencion|ganador)|cada (?:proyecto|propuesta|iniciativa|ciudad|uno|una|subvencion|organizacion|municipio)|(?:per|each) (?:project|proposal|city|grant|award|applicant|organi[sz]ation|winning)|hasta\b"
    r"|maxim[oa]|monto (?:a financiar|solicitado|de financiacion|por)|subvencion (?:solicitada|de)|tope|financiara|valor del proyecto|presupuesto del proyecto|costo (?:total )?del proyecto|up to|maximum|grant (?:size|amount)s?|not exceed|no (?:podra )?(?:superar|exceder)|limited to|limitad[oa] a|ceiling|techo|asignacion|ayuda|award(?:s|ed)? (?:of|up)|project budget|donacion|entre\b|between\b|range"
)
_LEAST = re.compile(r"minim[oa]|al menos|no inferior|desde\b|at least|no less than|not less than|minimum")
_PAST = re.compile(
    r"ha (?:invertido|financiado|ejecutado|apoyado)|han (?:sido|invertido)|desde 20\d\d|has (?:invested|funded|supported)|facturacion|ingresos anuales|annual (?:turnover|budget|income)|patrimonio|experiencia|multa|poliza|turnover|contratos? (?:ejecutad|por|cuyo|de)|salario|honorarios|viatico|per diem|inflacion|pib\b|gdp"
)
_PREMIUM = re.compile(r"premio|galardon|prize|award")
_OWN_BEHIND = re.compile(
    r" (?:de |como |en )?(?:contrapartida|cofinanc|recursos propios|as (?:co-?financ|match|own))"
)
_PER_ONE = re.compile(
    r"(?:para|to|for) (?:la|el|cada|the|each) (?:\w+ )?(?:ganador\w*|seleccionad\w*|winner|winning)|(?:al|a la|para el) (?:\w+ )?ganador\w*|por (?:proyecto|propuesta|iniciativa|ciudad|municipio)|(?:per|each) (?:project|city|grant|proposal)|each(?=[ .,;]|$)|cada (?:un[oa]|proyecto|ciudad)"
)
_MOST = re.compile(r"maxim|hasta|entre|between")
_ENGLISH = re.compile(r"\b(?:the|of|will|and|is|are|each|per)\b")
_ORDER = {"project": 0, "total": 1, "other": 2, "least": 3, "own": 4}


def read_prices(sentences: Sequence[Sentence]) -> list[Price]:
    """Every amount once, what one project may cost before the purse; of two equally told the first in the text."""
    found = [price for one in sentences for price in prices_of(one)]
    once = {(price.amount, price.currency): price for price in sorted(found, key=_rank, reverse=True)}
    return sorted(once.values(), key=_rank)


def read_share(sentences: Sequence[Sentence]) -> Said | None:
    """The sentence that says which share the applicant puts in: "Contrapartida mínima del 15 %"."""
    for one in sentences:
        for own in _OWN.finditer(one.plain):
            near = one.plain[max(0, own.start() - _SHARE_NEAR) : own.end() + _SHARE_NEAR]
            if _SHARE.search(near):
                return Said(one.quote, one.quote)
    return None


def _rank(price: Price) -> int:
    return _ORDER[price.part]


def prices_of(sentence: Sentence) -> Iterator[Price]:
    """The amounts of one sentence; of "entre X e Y" the higher is what a project may cost."""
    if (
        not any(letter.isdigit() for letter in sentence.plain)
        and "million" not in sentence.plain
        and "mil" not in sentence.plain
    ):
        return
    money = list(find_money(sentence.text, dollar="USD" if _ENGLISH.search(sentence.plain) else "COP"))
    for number, one in enumerate(money):
        if one.currency is None:
            continue
        following = money[number + 1] if number + 1 < len(money) else None
        if following is not None and _same_again(sentence.plain, one, following):
            continue
        before = money[number - 1].end if number else 0
        yield Price(one.amount, one.currency, _part(sentence, one, before), sentence.quote)


def _same_again(letters: str, one: Money, following: Money) -> bool:
    """Whether it is the lower end of a range, said with the higher one."""
    between = letters[one.end : following.start].strip()
    return one.amount <= following.amount and between in (
        "y",
        "y un maximo de",
        "y maximo",
        "and a maximum of",
        "e",
        "a",
        "hasta",
        "and",
        "to",
        "-",
        "y hasta",
        "and up to",
        "y los",
        "y de",
        "a los",
    )


def _part(sentence: Sentence, money: Money, begin: int) -> str:
    """What an amount is for, by the words before it, then those behind it, then the heading above."""
    letters = sentence.plain
    before = letters[max(begin, money.start - 140) : money.start]
    before = re.split(r"[;]|\. ", before)[-1]
    after = letters[money.end : money.end + 60]
    if _PAST.search(before):
        return "other"
    if _OWN.search(before[-90:]) or _OWN_BEHIND.match(after):
        return "own"
    least = _LEAST.search(before[-45:]) and not _MOST.search(before[-45:])
    ways = ((_PER_ONE, f"{before} {after}", "least" if least else "project"), (_TOTAL, before, "total"))
    told = next((part for pattern, where, part in ways if pattern.search(where)), "least" if least else "")
    return told or _part_around(sentence.head, before, after)


def _part_around(head: str, before: str, after: str) -> str:
    if _EACH.search(before) or _PREMIUM.search(before):
        return "project"
    if _TOTAL.search(f"{head} {after}"):
        return "total"
    return "project" if _EACH.search(f"{head} {after}") else "other"
