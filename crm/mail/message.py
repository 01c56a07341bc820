"""An e-mail as plain values, and what all its readers share: limits, addresses, decoded headers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses

from crm.tables.marks import without_hidden

MOST_BYTES = 25 * 2**20
MOST_TEXT = 200_000
MOST_PEOPLE = 100
MOST_PARTS = 200
_SPACE = re.compile(r"\s+")
# The lengths are those of addresses (RFC 5321); without them a long word is gone through from each of its letters.
_EMAIL = re.compile(r"[^\s@,;<>\"'()\[\]]{1,64}@[^\s@,;<>\"'()\[\]]{1,190}\.[^\s@,;<>\"'()\[\].]{1,63}")
_BETWEEN = re.compile(r"[;\n]|,(?=[^<>\[\]]{0,300}(?:[<\[(]|@|$))")
Person = tuple[str, str]


@dataclass(frozen=True)
class Attached:
    """A file that came with it; `content` is what it holds."""

    name: str
    size: int
    content: bytes


@dataclass(frozen=True)
class Mail:
    """Who wrote to whom, when, about what. People are (name, address), either may be empty; `body` has no quotations.

    `id` is the message's own, "" when it is not known.
    """

    sender: Person | None
    to: tuple[Person, ...]
    copies: tuple[Person, ...]
    on: date | None
    subject: str
    body: str
    attachments: tuple[Attached, ...] = ()
    id: str = ""

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody in the header, each once, the sender first."""
        found: dict[str, Person] = {}
        for name, address in (*([self.sender] if self.sender else []), *self.to, *self.copies):
            found.setdefault((address or name).casefold(), (name, address))
        return tuple(found.values())[:MOST_PEOPLE]


def clean_line(text: object, longest: int = 300) -> str:
    """One line without marks nobody sees, cut at a length."""
    return _SPACE.sub(" ", without_hidden(str(text))).strip()[:longest]


def decoded_header(value: object) -> str:
    """A header's words, whatever character sets it names."""
    text = str(value)[:20_000]
    try:
        return clean_line(make_header(decode_header(text)), 2_000)
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return clean_line(text, 2_000)


def people_of(values: Iterable[object]) -> tuple[Person, ...]:
    """(name, address) of every person in headers such as To; groups are taken apart."""
    raw = [str(value)[:50_000] for value in values]
    pairs = getaddresses(raw, strict=False) if _STRICT_KNOWN else getaddresses(raw)
    found = [(decoded_header(name).strip("'\" "), address.strip().lower()) for name, address in pairs]
    return tuple(
        (name, address if _EMAIL.fullmatch(address) else "") for name, address in found if name or address
    )[:MOST_PEOPLE]


_STRICT_KNOWN = "strict" in getaddresses.__code__.co_varnames


def people_in_text(text: str) -> tuple[Person, ...]:
    """The same from a line somebody pasted: "Ana Ruiz <ana@uis.edu.co>; Luis Gil [mailto:luis@x.org]"."""
    found: list[Person] = []
    for piece in _BETWEEN.split(text[:20_000]):
        address = _EMAIL.search(piece)
        name = _EMAIL.sub("", piece).replace("mailto:", "")
        name = clean_line(re.sub(r"[<>\[\]()\"]", " ", name)).strip("'\",: ")
        if name or address:
            found.append((name, address[0].lower().removeprefix("mailto:") if address else ""))
    return tuple(found[:MOST_PEOPLE])
