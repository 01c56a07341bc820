"""The dates in a sentence of a call, in Spanish and English, and which of them closes it.

"Las propuestas se reciben hasta el 15 de marzo de 2027 a las 17:00"  ->  2027-03-15, the deadline
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crm.briefs.lengths import lengths, told_by_length
from crm.briefs.model import Said, When
from crm.briefs.sentences import Sentence
from crm.capture.numbers import FULL_MONTHS
from crm.errors import InvalidData
from crm.periods import Period, between, parse_period, whole

_ENGLISH = "january february march april may june july august september october november december".split()  # noqa: SIM905 - a list of twelve words
MONTHS = {**FULL_MONTHS, **{name: number for number, name in enumerate(_ENGLISH, start=1)}}
MONTHS |= {
    "setiembre": 9,
    "sept": 9,
    "jan": 1,
    "feb": 2,
    "aug": 8,
    "oct": 10,
    "nov": 11,
    "dec": 12,
    "dic": 12,
    "ene": 1,
}
_M = "|".join(sorted(MONTHS, key=len, reverse=True))
_D = r"(?P<{0}d>\d{{1,2}})(?:º|°|o|ro|st|nd|rd|th)?"
_Y = r"(?P<y>20\d\d)(?!\d)"
_OF = r"(?: de| del mes de| of)? "
_WAYS = (
    rf"(?:del? |entre el |from )?{_D.format('a')}(?:{_OF}(?P<am>{_M}))? (?:al|y el|a|to|and|-) (?:el )?{_D.format('')}{_OF}(?P<m>{_M})\b(?:,?(?: del?(?: ano)?| of)? {_Y})?",
    rf"{_D.format('')}{_OF}(?P<m>{_M})\b\.?(?:,?(?: del?(?: ano)?| of)? {_Y})?",
    rf"\b(?P<m>{_M})\.? {_D.format('')}(?![\d.:])(?:,? {_Y})?",
    rf"(?P<d>\d{{1,2}})[/.-](?P<n>\d{{1,2}})[/.-]{_Y}",
    rf"{_Y}-(?P<n>\d{{1,2}})-(?P<d>\d{{1,2}})(?!\d)",
    rf"\b(?P<m>{_M})(?: del?(?: ano)?|,)? {_Y}",
    rf"\b(?:primer|segundo|tercer|cuarto|ultimo|first|second|third|fourth) (?:trimestre|semestre|quarter|semester|half)(?: del?(?: ano)?| of)? {_Y}",
)
_PATTERNS = tuple(
    re.compile(rf"(?<![\d.,/-]){way}" if way.startswith(("(?P<d", "(?P<y")) else way) for way in _WAYS
)
_CLOSES = re.compile(
    r"fecha (?:limite|maxima|de cierre|final|tope|y hora limite)|fecha y hora de cierre|plazo (?:maximo|limite|final|para|de (?:presentacion|postulacion"
    r"|recepcion|entrega|inscripcion|solicitud))|el plazo|plazos? ?:|cierr[ea]n?\b|cierre\b|a mas tardar|vence\b|vencimiento|hasta el|hasta las|hasta\b|antes del?"
    r"|deadline|closing date|closes? on|close of|no later than|not later than|by (?=\d|[a-z]+ \d|$)|due (?:by|on|date)|until|submitted before"
)
_SENDS = re.compile(
    r"propuestas?|postulacion|postularse|postular\b|solicitud|candidatura|inscri|aplicacion|aplicar|convocatoria|present|recepcion|recib|entrega|manifestacion"
    r"|nota concepto|perfil|ofertas?|tenders?|bids?|proposals?|applications?|submission|submit|sent|envi[oae]|radica|call|concept note|expressions? of interest|apply"
)
_NOT_IT = re.compile(
    r"pregunt|aclaracion|consultas|inquietud|dudas|observaciones|publicacion de (?:los )?(?:resultados|pliegos|seleccionad)|resultados|adjudicacion|firma"
    r"|inicio|apertura|abre\b|abierta desde|evaluacion|subsanacion|notificacion|seleccion|ejecu|duracion|vigencia|implementa|informe|webinar|sesion informativa"
    r"|taller|questions|clarification|results|award|opening|opens|launch|evaluation|notification|implementation|start|eligib\w+ period|info session|report|expedid|constituid|anteriores a"
)
_MOVED = re.compile(r"ampli|prorrog|extend|nuevo plazo|nueva fecha|se aplaza|adenda|modific")
_LASTS_BETWEEN = re.compile(
    r"ejecu|duracion|vigencia|periodo (?:de|del) (?:proyecto|implementacion|ejecucion)|implementa|desarrollarse|se desarrollara|realizarse|se realizara|project period"
    r"|run (?:from|between)|inicio (?:y|del proyecto)|comenzar|fecha de inicio|start date|entre\b.*\by\b|desde\b.*\bhasta\b|starting|take place"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date where it stands in a sentence; `yearless` when its year was worked out."""

    period: Period
    start: int
    end: int
    yearless: bool = False


def dates_in(sentence: Sentence, year: int | None) -> list[Dated]:
    """The dates of a sentence in order, each place read once; one without a year is of `year`, or left out."""
    if not any(letter.isdigit() for letter in sentence.plain):
        return []
    found: list[Dated] = []
    for pattern in _PATTERNS:
        for hit in pattern.finditer(sentence.plain):
            if not any(hit.start() < one.end and one.start < hit.end() for one in found):
                found += _read(hit, year)
    return sorted(found, key=lambda one: one.start)


def _read(hit: re.Match[str], year: int | None) -> Iterator[Dated]:
    groups = hit.groupdict()
    said = int(groups["y"]) if groups.get("y") else year
    if said is None:
        return
    try:
        period = _period(hit, groups, said)
    except (ValueError, InvalidData):
        return
    yield Dated(period, hit.start(), hit.end(), not groups.get("y"))


def _period(hit: re.Match[str], groups: dict[str, str | None], year: int) -> Period:
    said = {name: text for name, text in groups.items() if text}
    if "m" not in said and "n" not in said:
        return parse_period(hit[0])
    month = MONTHS[said["m"]] if "m" in said else int(said["n"])
    if "d" not in said:
        return whole(date(year, month, 1), "month")
    last = whole(date(year, month, int(said["d"])), "day")
    if "ad" not in said:
        return last
    begun = MONTHS[said["am"]] if "am" in said else month
    return between(whole(date(year - (begun > month), begun, int(said["ad"])), "day"), last)


def likely_year(sentences: Iterable[Sentence], today: date) -> int | None:
    """The year a date without one is of: the one said most often, of this year on."""
    said = [int(year) for one in sentences for year in re.findall(r"(?<!\d)20\d\d(?!\d)", one.plain)]
    ahead = [year for year in said if today.year <= year <= today.year + 3]
    return max(set(ahead), key=lambda year: (ahead.count(year), -year)) if ahead else None


def read_days(sentences: list[Sentence], today: date) -> tuple[list[When], When | None, Said | None]:
    """The days that may close the call, the likeliest first; the project's own period; the sentence that says how long."""
    likely = likely_year(sentences, today)
    year = likely or today.year
    closing: list[tuple[float, int, When]] = []
    spans: list[When] = []
    for sentence in sentences:
        for dated in dates_in(sentence, year):
            score = _closing_score(sentence, dated, today)
            sure = score >= 3 and not dated.yearless
            when = When(_closing(dated, today, guessed=likely is None), sentence.quote, sure)
            if score > 0:
                closing.append((-score, sentence.place, when))
        spans += _span(sentence, year)
    closing.sort(key=lambda one: one[:2])
    length = next(lengths(sentences), None)
    return [when for _score, _place, when in closing], (spans[0] if spans else None), length


def _closing(dated: Dated, today: date, *, guessed: bool) -> Period:
    """The last day of several; of a day without any year in the text the next one after today."""
    last = dated.period.end
    if last is None or dated.period.precision not in ("day", "range"):
        return dated.period
    if dated.yearless and guessed and last < today:
        last = date(last.year + 1, last.month, min(last.day, 28) if last.month == 2 else last.day)
    return whole(last, "day")


def _closing_score(sentence: Sentence, dated: Dated, today: date) -> float:
    """How much tells that the date closes the call: cues near it, before rather than behind."""
    before = sentence.plain[max(0, dated.start - 110) : dated.start]
    after = sentence.plain[dated.end : dated.end + 60]
    before = re.split(r"[;|]", before)[-1]
    around = f"{sentence.head} {before}" if len(sentence.plain) < 60 else before
    lead = sentence.lead if sentence.item else ""
    score = 2.5 * bool(_CLOSES.search(around)) + 1.0 * bool(_CLOSES.search(after[:40]))
    score += 1.0 * bool(_SENDS.search(f"{before} {after}")) + 0.5 * bool(
        _SENDS.search(f"{sentence.head} {lead}")
    )
    score += 1.5 * bool(_MOVED.search(sentence.plain)) * bool(score)
    score -= 3.0 * bool(_NOT_IT.search(around)) + 1.0 * bool(_NOT_IT.search(after[:30]))
    if "deadline" in around or "fecha limite" in around or "cierre" in around:
        score += 1.0
    closes = dated.period.end
    return score - 2.0 * (closes is not None and closes < today) if score > 0 else 0.0


def _span(sentence: Sentence, year: int) -> Iterator[When]:
    if not _LASTS_BETWEEN.search(sentence.plain) or _SENDS.search(sentence.plain[:80]):
        return
    found = [one for one in dates_in(sentence, year) if not one.yearless]
    if len(found) == 1 and found[0].period.precision in ("range", "year", "semester"):
        yield When(found[0].period, sentence.quote)
    elif len(found) == 1 and (told := told_by_length(sentence, found[0].period, found[0].start)):
        yield When(told, sentence.quote)
    elif len(found) == 2 and found[0].period.start and found[1].period.end:
        first, last = found[0].period, found[1].period
        if first.start and last.end and first.start < last.end:
            yield When(between(first, last), sentence.quote)
