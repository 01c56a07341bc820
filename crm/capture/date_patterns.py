"""All the ways a date is written, each with its reader; where two begin together the longer one counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from crm.capture import date_readers as read
from crm.capture.date_pieces import (
    AND,
    COUNT,
    DE,
    DIA,
    DIR,
    EL,
    FROM,
    FULL,
    LAST,
    NEXT,
    PERIOD,
    UNIT,
    WEEKDAY,
    YEAR,
    D,
    M,
    Match,
    Y,
)
from crm.capture.numbers import ORDINALS, WEEKDAYS, alternatives
from crm.periods import Period

Reader = Callable[[Match, date, bool], Period | None]

_NOT_IN_NUMBER = r"(?<![\w/.-])"
_END = r"(?![\w/])(?!-\d)"
_NUMERIC = r"(?P<{x}d>\d{{1,2}})[/.-](?P<{x}m>\d{{1,2}})[/.-](?P<{x}y>\d{{4}}|\d\d)(?!\d)"
_WEEK = rf"(?: (?:de|en) (?P<week>(?:la |el )?(?:esta semana|semana {LAST}|semana {NEXT}|(?:proxima|otra|siguiente|pasada) semana)))?"
_MONTH = (
    rf"(?: del? (?P<month>este mes|presente mes|presente|corriente|mes en curso|(?:proximo|pasado) mes|mes {LAST}"
    rf"|mes {NEXT}))?"
)
_NOT_A_DAY = r"(?! ?(?:%|por ciento|mil\b|millones|de cada))(?![.,:]\d)"
_WEEKDAY_BEFORE = "(?:" + "|".join(rf"(?<=\b{name}{mark} )" for name in WEEKDAYS for mark in ("", ",")) + ")"
# "el martes 24", but neither "el martes 2 visitas" nor the hours of "el martes 3 a 5"
_NO_COUNT = r"(?! (?!\w+mos\b)[a-z]{3,}s\b)(?! ?(?:a|-|y|hasta|/) ?\d)"

_WAYS: tuple[tuple[str, Reader], ...] = (
    # one day
    (
        rf"{EL}{DIA}{_NOT_IN_NUMBER}(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)",
        read.full_date,
    ),
    (rf"{EL}{DIA}{_NOT_IN_NUMBER}{_NUMERIC.format(x='')}", read.full_date),
    (rf"{EL}{DIR}{DIA}{_NOT_IN_NUMBER}(?!24/7)(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}}){_END}", read.named_day),
    (rf"\b(?:el|dia) {DIR}{DIA}(?P<d>\d{{1,2}})-(?P<m>\d{{1,2}}){_END}", read.named_day),
    (rf"{EL}{DIR}{DIA}{_NOT_IN_NUMBER}(?P<d>{D}){DE}(?P<m>{M}){Y}", read.named_day),
    (rf"{EL}(?<!de )\b(?P<m>{FULL}) (?P<d>\d{{1,2}}(?![\w/.:])){_NOT_A_DAY}{Y}", read.named_day),
    (
        rf"\b(?:el|este|dia|al|(?<!\d )a|del) {DIR}{DIA}{DIR.replace('dir', 'dir2')}(?P<d>{D}){_NOT_A_DAY}{_MONTH}",
        read.day_number,
    ),
    (rf"{_WEEKDAY_BEFORE}(?P<d>\d{{1,2}}(?![\w%/-])){_NO_COUNT}{_NOT_A_DAY}{_MONTH}", read.day_number),
    # several days
    (
        rf"{FROM}?{EL}{DIA}{_NOT_IN_NUMBER}(?P<a>{D}){AND}(?P<b>{D}) ?(?:de |-|/)? ?(?P<m>{M}){Y}",
        read.days_of_month,
    ),
    (
        (
            rf"{FROM}?{EL}{DIA}{_NOT_IN_NUMBER}(?P<a>{D}){DE}(?P<am>{M}|\d{{1,2}}(?= al? ))(?: (?:del? )?(?P<ay>{YEAR}))?{AND}"
            rf"(?P<b>{D}){DE}(?P<m>{M}|\d{{1,2}}(?![\d/])){Y}"
        ),
        read.days_of_months,
    ),
    (
        rf"(?:\b(?:del|entre el|desde el)|\blos)(?: dias?)? (?P<a>{D}){AND}(?P<b>{D}){_NOT_A_DAY}",
        read.days_only,
    ),
    (
        rf"{FROM}{_NUMERIC.format(x='a')} (?:al|hasta(?: el)?|y(?: el)?) {_NUMERIC.format(x='b')}",
        read.full_days,
    ),
    (rf"{FROM}(?P<a>{WEEKDAY})\b (?:al|y(?: el)?|a|hasta(?: el)?) (?P<b>{WEEKDAY})\b{_WEEK}", read.weekdays),
    (rf"{FROM}(?P<a>{FULL}) (?:a|y|hasta) (?P<b>{FULL}){Y}", read.months_between),
    (rf"{FROM}(?P<a>{YEAR}) (?:a|al|y|hasta) (?P<b>{YEAR})", read.years_between),
    # weekdays and near days
    (
        (
            rf"(?:\b(?:el|este|la) )?(?:\b(?:proximo|pasado|otro|siguiente) )?(?<!los )(?<!santo )\b(?P<w>{WEEKDAY})\b"
            rf"(?: (?:{LAST}|{NEXT}))?{_WEEK}"
        ),
        read.weekday,
    ),
    (
        r"\b(?:pasado manana|(?P<near>hoy|ayer|anoche|anteayer|antier|antes de ayer|(?<!\bla )(?<!esta )(?<!cada )manana))\b",
        read.near_day,
    ),
    (
        rf"\b(?:dentro de|de aqui a|de hoy en|hoy en|en(?: los)?(?: proximos| proximas)?|hace|antes de)(?: unos| unas| aproximadamente)? (?P<n>{COUNT}) {UNIT}(?: habiles| calendario)?",
        read.counted,
    ),
    (rf"\b(?P<n>{COUNT}) {UNIT} atras\b", read.counted),
    # whole periods
    (
        rf"(?:\b(?:en|durante|todo)? ?(?:el mes de )?)\b(?P<m>{M}) ?(?:de |del |/|-)? ?(?P<y>{YEAR})",
        read.whole_month,
    ),
    (
        rf"\b(?:en|durante|mes de|para|desde|hasta|todo)(?: el mes de)? (?P<m>{FULL})(?:,? (?:de|del) (?P<rel>este ano|ano pasado|proximo ano|ano que viene|ano entrante))?",
        read.whole_month,
    ),
    (rf"{_NOT_IN_NUMBER}(?P<m>0?[1-9]|1[012])/(?P<y>(?:19|20)\d\d)(?![\d/])", read.whole_month),
    (
        rf"(?:\b(?:en|durante) )?(?:\bel )?\b(?P<n>{alternatives(ORDINALS)}) (?P<unit>trimestre|semestre)\b{Y}",
        read.numbered_unit,
    ),
    (
        rf"(?:\b(?:en|durante) )?(?:\bel )?\b(?P<unit>trimestre|semestre) (?P<n>{alternatives(ORDINALS)})\b{Y}",
        read.numbered_unit,
    ),
    (rf"{_NOT_IN_NUMBER}(?P<unit>[tqs])(?P<n>[1-4])[ -]?(?:de |del )?(?P<y>{YEAR})", read.numbered_unit),
    (rf"{_NOT_IN_NUMBER}(?P<y>{YEAR})-?(?P<unit>[tqs])(?P<n>[1-4])\b", read.numbered_unit),
    (rf"{_NOT_IN_NUMBER}(?P<n>[1-4])(?P<unit>[tqs])[ -]?(?:de |del )?(?P<y>{YEAR})", read.numbered_unit),
    (
        rf"\b(?:en|durante)(?: el| todo el)?(?: ano)? (?P<y>{YEAR})(?!-)|(?:\bel )?\bano (?P<y2>{YEAR})",
        read.whole_year,
    ),
    (
        rf"(?:\b(?:en|durante) )?(?:\b(?:la|el) )?\b(?:{NEXT}|otr[ao]|pasad[ao]|ultim[ao]|est[ae]|presente) {PERIOD}",
        read.this_unit,
    ),
    (rf"(?:\b(?:en|durante) )?(?:\b(?:la|el) )?\b{PERIOD} (?:{LAST}|{NEXT})", read.this_unit),
    (
        rf"(?:\b(?:el|este) )?(?:\b(?:proximo|pasado|otro) )?\bfin de semana\b(?: (?:{LAST}|{NEXT}))?",
        read.weekend,
    ),
    # ends
    (
        (
            rf"(?:\b(?:al?|hacia|para|en) (?:el )?)?\b(?:fin|fines|final|finales) (?:del? )(?:(?:mes de )?(?P<m>{M}){Y}"
            rf"|(?:ano )?(?P<only>{YEAR})|(?:este |presente |proximo |pasado )?{PERIOD}(?: (?:{LAST}|{NEXT}))?)"
        ),
        read.end_of,
    ),
    (rf"\ba (?:principios|comienzos|inicios|mediados) de (?P<m>{FULL}){Y}", read.whole_month),
    (
        rf"\ba (?:principios|comienzos|inicios|mediados) del? (?:este |presente |proximo |pasado )?{PERIOD}(?: (?:{LAST}|{NEXT}))?",
        read.this_unit,
    ),
)

WAYS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple((re.compile(way), reader) for way, reader in _WAYS)
YEARLESS = frozenset({read.named_day, read.days_of_month, read.days_of_months})
