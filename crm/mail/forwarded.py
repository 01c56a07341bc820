"""The header that mail programs write above what they forward or quote, in Spanish, English and Portuguese.

---------- Forwarded message ---------          De: Ana Ruiz <ana@uis.edu.co>
From: …  Date: …  Subject: …  To: …             Enviado el: martes, 3 de marzo de 2026 10:12   Para: …   Asunto: …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from crm.errors import InvalidData
from crm.mail.message import Person, clean_line, people_in_text
from crm.tables.dates import read_date

_FIELDS = {
    "from": "sender", "de": "sender", "remitente": "sender", "sent": "on", "enviado": "on", "enviado el": "on",
    "enviada em": "on", "enviado em": "on", "date": "on", "fecha": "on", "data": "on", "fecha de envio": "on",
    "to": "to", "para": "to", "cc": "copies", "cco": "hidden", "bcc": "hidden", "copia": "copies", "com copia": "copies",
    "subject": "subject", "asunto": "subject", "assunto": "subject", "reply-to": "other", "responder a": "other",
    "importance": "other", "importancia": "other", "attachments": "other", "adjuntos": "other", "datos adjuntos": "other",
}  # fmt: skip
_LINE = re.compile(r"([A-Za-zÀ-ÿ\- ]{2,18}?)\s*\*?:\*?\s?(.*)$")
_LONGEST_MARKS = 400
_LEAST = frozenset({"sender"})
_AHEAD = 400
_MOST_LINES = 40


@dataclass(frozen=True)
class Forwarded:
    """What such a header says; `before` and `after` are the texts around it."""

    sender: Person | None
    to: tuple[Person, ...]
    copies: tuple[Person, ...]
    on: date | None
    subject: str
    before: str
    after: str


def find_forwarded(text: str) -> Forwarded | None:
    """The first such header among the first lines of a text; one has a sender and a date, a subject or a recipient."""
    lines = text.splitlines()
    for start in range(min(len(lines), _AHEAD)):
        if _field(lines[start]) == "sender":
            found = _read(lines, start)
            if found is not None:
                return found
    return None


def _matched(line: str) -> re.Match[str] | None:
    """Name and value of a header's line. The marks before it are taken off first: a search that may skip them tries each."""
    plain = line.lstrip("> \t\xa0*")
    return _LINE.match(plain) if len(line) - len(plain) <= _LONGEST_MARKS else None


def _field(line: str) -> str | None:
    match = _matched(line)
    return _FIELDS.get(_plain(match[1])) if match else None


def _plain(word: str) -> str:
    return word.strip().casefold().translate(str.maketrans("áéíóúç", "aeiouc"))


def _read(lines: list[str], start: int) -> Forwarded | None:
    said: dict[str, str] = {}
    end, last = start, ""
    for number in range(start, min(len(lines), start + _MOST_LINES)):
        field = _field(lines[number])
        match = _matched(lines[number])
        if field is not None and match is not None:
            said.setdefault(field, match[2])
            last, end = field, number + 1
        elif lines[number].strip(" >*") and last in {"to", "copies"} and lines[number][:1] in " \t":
            said[last] += " " + lines[number].strip(" >")
            end = number + 1
        else:
            break
    if not {"on", "subject", "to"} & said.keys():
        return None
    return _made(said, "\n".join(lines[:start]), "\n".join(lines[end:]))


def _made(said: dict[str, str], before: str, after: str) -> Forwarded:
    senders = people_in_text(said["sender"].strip(" *"))
    return Forwarded(
        senders[0] if senders else None,
        people_in_text(said.get("to", "")),
        people_in_text(said.get("copies", "")),
        read_day(said.get("on", "")),
        clean_line(said.get("subject", "").strip(" *")),
        before,
        after,
    )


def read_day(text: str) -> date | None:
    """The day of a date with or without its hour, in any of the three languages."""
    said = clean_line(text.strip(" *"))
    try:
        return parsedate_to_datetime(said).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        pass
    for attempt in _attempts(said):
        try:
            return read_date(attempt).start
        except InvalidData:
            continue
    return None


def _attempts(said: str) -> list[str]:
    """The date without weekday and hour, as Spanish reads it: "Tue, Mar 3, 2026 at 10:12 AM" -> "3 mar 2026"."""
    text = re.sub(r"^[^\d,]{2,14},\s*(?:o dia\s*)?", "", said)
    text = re.split(r"\s+(?:a las?|às|as|at|a la\(s\))\s+|\s+\d{1,2}:\d{2}", text)[0].strip(" ,")
    english = re.match(r"([A-Za-zçÇ]{3,10})\.? (\d{1,2}),? (\d{4})", text)
    named = re.match(r"(\d{1,2}) (?:de )?([A-Za-zçÇ]{3,10})\.?,? (?:de(?:l)? )?(\d{4})", text)
    tries = [said, text]
    if english:
        tries.append(f"{english[2]} de {_month(english[1])} de {english[3]}")
    if named:
        tries.append(f"{named[1]} de {_month(named[2])} de {named[3]}")
    return tries


_PORTUGUESE = {
    "jan": "ene",
    "fev": "feb",
    "abr": "abr",
    "mai": "may",
    "ago": "ago",
    "set": "sep",
    "out": "oct",
    "dez": "dic",
}
_ENGLISH = {"jan": "ene", "apr": "abr", "aug": "ago", "dec": "dic"}


def _month(word: str) -> str:
    short = _plain(word)[:3]
    return {**_PORTUGUESE, **_ENGLISH}.get(short, short)
