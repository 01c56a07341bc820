"""What a call calls the project: after a label, in its name, or on its first lines; whoever opens it is no title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crm.briefs.funders import is_institution
from crm.briefs.letters import as_name
from crm.briefs.model import Said
from crm.briefs.sentences import Sentence
from crm.briefs.subjects import PLACE
from crm.capture.line import plain
from graph.fold import fold

LONGEST_TITLE = 150
# A sentence longer than this has its first clause for a title, if that has so many letters.
_LONG = 110
# How much, until when and who might pay is said beside what a project is.
_BESIDE = re.compile(
    r"(?:presupuesto|valor|monto|plazo|fecha|cierre|budget|deadline|amount)\b(?: ?:| (?:de |eur |usd |cop |[$] ?)?\d)|(?:podria|puede|se puede|quiza|tal vez)\b[^.]{0,40}\b(?:convocatoria|fondo|programa)\b"
    r"|(?:hay|tenemos|contamos con) (?:plata|dinero|recursos|\d)|(?:hola|buen[oa]s (?:dias|tardes|noches)|cordial saludo|estimad[oa]s?|respetad[oa]s?|apreciad[oa]s?)\b[^.]{0,40}\.?$"
)
_CLAUSE = re.compile(r"(.{30,}?)(?:[:;] |, (?:con|mediante|para que|with) )")
_LEAST = 8
_LABEL = re.compile(
    r"(?:titulo(?: del proyecto| de la propuesta)?|nombre del proyecto|proyecto|objeto(?: de la convocatoria| del contrato)?|project title|title|name of the project) ?: ?(?=\S)"
)
# What only says that it is a call, with its number or year: "Convocatoria 952 de 2027", "Llamado a propuestas 2027".
_BARE_CALL = re.compile(
    r"(?:(?:primera?|segunda|tercera|\w+ \w+:|nueva) )?(?:(?:convocatoria|invitacion)(?: publica| abierta)?|llamado a (?:propuestas|proyectos|candidaturas|la presentacion de \w+)|invitacion a presentar propuestas|terminos de referencia|solicitud de propuestas|(?:open )?call for (?:proposals|applications|expressions of interest|projects|partners|nominations)|request for (?:proposals|applications)|terms of reference|bases(?: de la convocatoria)?|edicto|aviso)"
    r"(?: (?:n[o.º°]*|numero|de|del ano|for|no\.) ?)?(?: ?(?:n[o.º°]* ?)?[\d/.-]+| [a-z]+/\d+)?(?: (?:de|for) (?:\w+ )?20\d\d)?"
)
_PARTS = re.compile(r" [–—·|-] |: ")


def read_title(sentences: Sequence[Sentence], call: Said | None) -> Said | None:
    """What the text calls the project; else what its call is about; else its first line that is one, to be looked at."""
    for one in sentences[:60]:
        label = _LABEL.match(one.plain)
        if label and len(one.text) - label.end() >= _LEAST:
            return Said(title_of(one.text[label.end() :], sentences), one.quote)
    if call is not None and not _BESIDE.match(fold(call.value)) and (told := _without_call(call.value)):
        return Said(told, call.quote)
    top = next(_titles(sentences), None)
    if top is None:
        return call
    return Said(title_of(top.text, sentences), top.quote, call is not None and top.plain == top.head)


def _titles(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The first lines that may be a title: neither who opens the call nor what only says that it is one."""
    early = [one for one in sentences[:6] if len(one.text) >= _LEAST]
    told = [
        one
        for one in early
        if not (is_institution(one.text) or _BESIDE.match(one.plain)) and _without_call(one.text)
    ]
    yield from (told or early)[:1]


def _without_call(name: str) -> str:
    """The name without what only says that it is a call and who opens it; "" when there is nothing else.

    "Convocatoria 2027: Agua segura" is about "Agua segura", and "BID Lab – Desafío Mar" about "Desafío Mar".
    """
    cuts = [0, *(hit.end() for hit in _PARTS.finditer(name))]
    ends = [*(hit.start() for hit in _PARTS.finditer(name)), len(name)]
    parts = [(name[begin:end], begin) for begin, end in zip(cuts, ends, strict=True)]
    telling = [
        begin for part, begin in parts if not _BARE_CALL.fullmatch(fold(part)) and not is_institution(part)
    ]
    if not telling or (len(parts) > 1 and _is_programme_alone(parts, telling)):
        return ""
    rest = name[telling[0] :]
    return title_of(rest, ()) if len(rest) >= _LEAST else name


def _is_programme_alone(parts: Sequence[tuple[str, int]], telling: Sequence[int]) -> bool:
    """Whether all that is left is one word beside the word for a call: "EUROCLIMA · Llamado a propuestas 2027"."""
    left = [part for part, begin in parts if begin in telling]
    called = any(_BARE_CALL.fullmatch(fold(part)) for part, _begin in parts)
    return called and len(left) == 1 and len(left[0].split()) == 1


def title_of(text: str, sentences: Sequence[Sentence]) -> str:
    """A title as it is shown: tidy, no longer than can be read at once, and not in capitals throughout.

    Of one in capitals the words keep those that the text itself writes them with: "BUCARAMANGA" stays a name.
    """
    said = " ".join(text.split()).strip(' .:;,-–"“”«»')
    if said.isupper() and len(said) > 12:
        said = _in_small_letters(said, sentences)
    said = said[:1].upper() + said[1:]
    said = _first_clause(said) if len(said) > _LONG else said
    return said if len(said) <= LONGEST_TITLE else f"{said[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"


def _first_clause(said: str) -> str:
    """What a long sentence says before it goes into how: before its colon or semicolon, when that is enough to tell."""
    clause = _CLAUSE.match(said)
    return clause[1] if clause else said


def _in_small_letters(said: str, sentences: Sequence[Sentence]) -> str:
    written = _proper(sentences)
    small = re.sub(r"\w+", lambda hit: written.get(fold(hit[0]), hit[0].lower()), said)
    for hit in PLACE.finditer(plain(small)):
        begin, end = hit.span(1)
        small = small[:begin] + as_name(small[begin:end].upper()) + small[end:]
    return small


def _proper(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The words that the text never writes small, as it writes them inside its sentences."""
    proper: dict[str, str] = {}
    small: set[str] = set()
    for one in sentences:
        if one.text.isupper() or one.plain == one.head:
            continue
        for hit in re.finditer(r"\w+", one.text):
            if hit[0][0].islower():
                small.add(fold(hit[0]))
            elif (
                hit.start() > 0
                and hit[0][0].isalpha()
                and one.text[max(0, hit.start() - 2) : hit.start()] != ". "
            ):
                proper.setdefault(fold(hit[0]), hit[0])
    return {word: name for word, name in proper.items() if word not in small}
