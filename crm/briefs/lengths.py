"""How long a call's project may last, and the months that makes when the text says when it begins.

"El plazo de ejecución es de 24 meses a partir de marzo de 2027"  ->  March 2027 to February 2029
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from crm.briefs.model import Said
from crm.briefs.sentences import Sentence
from crm.capture.line import plain
from crm.errors import InvalidData
from crm.periods import Period, between, parse_period, whole

_COUNT = r"\b(?:\d{1,2}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|dieciocho|veinte|veinticuatro|treinta(?: y seis)?|cuarenta y ocho|two|three|four|five|six|nine|twelve|eighteen|twenty-?four|thirty-?six)"
_LENGTH = re.compile(
    r"(?:(?:duracion|plazo de ejecucion|periodo de ejecucion|tiempo de ejecucion|tiempo maximo|vigencia|ejecut\w+ en|plazo(?= ?:)|over(?= )|dura(?:r|n|ra|ran|cion)?|ejecucion|duration|implementation period|lasts?|run for"
    r"|(?:proyectos?|acompanamiento|asistencia(?: tecnica)?|apoyo|programa|actividades|acciones|residencias?|mentoria|projects?|support|programme|assistance)(?: \w+){0,6} (?:durante|por|for|over)(?: (?:un|the|a|maximo|maximum|de|of|hasta|up|to))*)\b"
    rf"[^.;]{{0,70}}?)((?:entre |de (?=\w+ a )|hasta |up to |maximo |between )?(?:\w+ \()?{_COUNT}\)?(?: (?:a|y|to|and|-) {_COUNT})? (?:meses|anos|semanas|months|years))"
)
_MONTHS = re.compile(r"(\d{1,2})\)? (meses|anos|months|years)\b")
_BEGINS = re.compile(
    r"(?:a partir del?|desde|contados? (?:a partir )?del?|inicia\w*(?: en)?|comenz\w+(?: en)?|starting(?: in| on)?|from|beginning(?: in)?)(?: el| mes de)? ?$"
)
_WHOLE = re.compile(
    r"(?:durante |por |unos |for )?(\d{1,3}) (mes|ano|month|year|meses|anos|months|years),? (?:contad[oa]s )?(?:a partir del?|desde|starting(?: in| on)?|from|beginning(?: in)?) (.{4,60})"
)
_A_YEAR = 12
_YEARS = frozenset({"ano", "anos", "year", "years"})


def lengths(sentences: Iterable[Sentence]) -> Iterator[Said]:
    """How long the project may last, in the text's own words."""
    for one in sentences:
        found = _LENGTH.search(one.plain)
        if found:
            yield Said(one.text[found.start(1) : found.end(1)], one.quote)


def told_by_length(sentence: Sentence, first: Period, at: int) -> Period | None:
    """The months from the month or day that the sentence begins at `at` with, as long as it says; None when it does not."""
    said = _MONTHS.search(sentence.plain)
    if said is None or first.start is None or first.precision not in ("day", "month"):
        return None
    if not _LENGTH.search(sentence.plain) or not _BEGINS.search(sentence.plain[:at]):
        return None
    return _lasting(first.start, said)


def _lasting(start: date, said: re.Match[str]) -> Period | None:
    months = int(said[1]) * (_A_YEAR if said[2] in _YEARS else 1)
    if not 1 <= months <= 10 * _A_YEAR:
        return None
    year, month = divmod(start.year * _A_YEAR + start.month - 1 + months - 1, _A_YEAR)
    return between(whole(start.replace(day=1), "month"), whole(date(year, month + 1, 1), "month"))


def period_of_length(text: str) -> Period | None:
    """The period that a length and its beginning mean, "18 meses desde mayo de 2027"; None when the text is no such thing."""
    said = _WHOLE.fullmatch(plain(" ".join(text.split())))
    if said is None:
        return None
    try:
        first = parse_period(said[3])
    except InvalidData:
        return None
    return _lasting(first.start, said) if first.start and first.precision in ("day", "month") else None
