"""Where the head clause ends and promises begin: triggers, subjects before verbs of promising, semicolons.

reunión con la UIS; la UIS enviará el plan el viernes; quedamos en revisar el borrador
`------- head ------' `------------ promise --------'  `---------- promise --------'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crm.capture.line import Line, Span
from crm.capture.mentions import Mentions
from crm.capture.subjects import Subject, subject_before
from crm.capture.tokens import tokens_of

TRIGGER = re.compile(
    r"(?:(?P<ours>\bnos comprometimos|\bme comprometi|\bnos comprometemos|\bprometimos|\bacordamos|\bse acordo|\bquedamos|\bquede)(?: con [^,;.]{2,60}?(?= (?:en|de) (?:que |\w+[aei]r\b)))?(?: (?:en|de|a)\b)?(?: que\b)?"
    r"|(?P<theirs>\bse comprometio|\bse comprometieron|\bse compromete|\bse comprometen|\bprometio|\bprometieron|\bquedaron(?! pendientes?)|\bquedo(?! pendiente| agendad| programad| para| en firme))(?: (?:en|de|a|con)\b)(?: que\b)?"
    r"|(?P<open>\b(?:quedo|queda|quedan|quedaron) pendientes?|\bpendientes? ?:|\bpendiente(?= (?:de )?\w+[aei]r\b)|\btareas? ?:|\bacuerdos? ?:)(?: (?:de|por)\b(?= \w+[aei]r))?(?: que\b)?"
    r"|(?P<named>\bcompromisos?\b))"
)
_BREAKS = re.compile(r"(?<= )(?=\d{1,2}\) )|[;\n•|]|(?<=[a-z0-9)]{2})\.(?= |$)(?! ?[a-z]?\.)")
_SHORTS = re.compile(
    r"\b(?:emb|sec|univ|min|gob|alc|fund|inst|cam|dr|dra|ms|mr|mrs|mme|srta|st|sta|sto|sr|sra|ing|lic|prof|no|art|tel|cel|ext|av|cra|cl|ene|feb|mar|abr|jun|jul|ago|sept?|oct|nov|dic|s\.a|e\.s\.p|s\.a\.s|ee\.uu|a\.m|p\.m|a\.? m|p\.? m|subsec|dpto|depto|secr|asoc|corp|org|vs|aprox|etc)$"
)


@dataclass(frozen=True)
class Piece:
    """A stretch of the line between separators; `trigger` makes it a promise by a word, `subject` stands before it."""

    span: Span
    trigger: re.Match[str] | None = None
    subject: Subject | None = None


def pieces(line: Line) -> list[Piece]:
    """The line cut at semicolons, full stops and words that begin a promise."""
    found: list[Piece] = []
    for start, end in _stretches(line.plain):
        at = start
        triggers = [hit for hit in TRIGGER.finditer(line.plain, start, end) if _begins(line.plain, hit)]
        for hit in triggers:
            if hit.start() > at:
                found.append(Piece((at, hit.start()), _at(at, triggers)))
            at = hit.start()
        found.append(Piece((at, end), _at(at, triggers)))
    return [piece for piece in found if line.plain[slice(*piece.span)].strip(" ,.;:-\x1f")]


def with_subjects(found: list[Piece], line: Line, mentions: Mentions) -> list[Piece]:
    """The pieces, the subject before "se comprometió" taken from the piece before it."""
    kept: list[Piece] = []
    for piece in found:
        acts = piece.trigger is not None and bool(piece.trigger["theirs"] or piece.trigger["ours"])
        beside = bool(kept) and kept[-1].span[1] == piece.span[0]
        kept += _with_subject(kept.pop(), piece, line, mentions) if acts and beside else [piece]
    return [piece for piece in kept if line.plain[slice(*piece.span)].strip(" ,.;:-y\x1f")]


def _with_subject(before: Piece, piece: Piece, line: Line, mentions: Mentions) -> list[Piece]:
    """Both pieces; the subject goes over to the second where a comma, "y" or nothing parts it from the first."""
    assert piece.trigger is not None
    tokens = tokens_of(line, (before.span[0], piece.trigger.end()))
    verb = next(at for at, token in enumerate(tokens) if token.start >= piece.span[0])
    subject = subject_before(tokens, verb, mentions)
    if subject is None:
        return [before, piece]
    first, start = tokens[subject.start], tokens[subject.start].start
    if subject.start == 0 or "," in first.gap or tokens[subject.start - 1].word in ("y", "e"):
        before = replace(before, span=(before.span[0], start))
        piece = replace(piece, span=(start, piece.span[1]))
    return [before, replace(piece, subject=subject)]


def _at(place: int, triggers: list[re.Match[str]]) -> re.Match[str] | None:
    return next((hit for hit in triggers if hit.start() == place), None)


def met_in(piece: Piece) -> Span | None:
    """Who stands inside a trigger: "quedamos con la UTS en revisar el convenio"."""
    if piece.trigger is None:
        return None
    hit = re.search(r" con .+?(?= (?:en|de)(?: que)?$)", piece.trigger.group())
    return (piece.trigger.start() + hit.start(), piece.trigger.start() + hit.end()) if hit else None


def _begins(plain: str, hit: re.Match[str]) -> bool:
    """Not "sobre los compromisos del convenio", "el compromiso de": the word must begin a promise."""
    before = plain[: hit.start()].rstrip(" ")
    if hit["named"]:
        return not re.search(
            r"\b(?:sobre|los|las|el|sus|de|a|con|por|para|revision de|seguimiento a)$", before
        )
    return True


def _stretches(plain: str) -> Iterator[Span]:
    at = 0
    for hit in _BREAKS.finditer(plain):
        if hit.group() == "." and _SHORTS.search(plain[max(0, hit.start() - 8) : hit.start()]):
            continue
        yield at, hit.start()
        at = hit.end()
    yield at, len(plain)
