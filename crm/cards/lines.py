"""The lines of a vCard file: folded ones joined, quoted-printable and old character sets decoded, values taken apart.

TEL;TYPE=WORK,VOICE:+57 7 6344000     ->  Line("TEL", {"TYPE": "WORK,VOICE"}, "+57 7 6344000")
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crm.errors import InvalidData
from crm.tables.marks import without_hidden

MOST_BYTES = 60 * 2**20
MOST_CARDS = 50_000
MOST_LINES = 400
LONGEST_VALUE = 20_000
_HEAD = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:[^\":;]|\"[^\"]*\")*)*):", re.ASCII)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^;])*))?', re.ASCII)
_PARTS = re.compile(r"(?:\\.|[^\\;])*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# Pictures, sounds and keys: as large as they like, and never wanted.
_LEFT_OUT = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


@dataclass(frozen=True)
class Line:
    """One property; parameters without a name ("TEL;CELL") are types."""

    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as one line of text."""
        return _plain(self.value)

    @property
    def parts(self) -> list[str]:
        """The value taken apart at its semicolons, as in N, ORG and ADR."""
        parts, place = [], 0
        while place <= len(self.value):
            found = _PARTS.match(self.value, place)
            assert found is not None
            parts.append(_plain(found[0]))
            place = found.end() + 1
        return parts


def _plain(value: str) -> str:
    text = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return without_hidden(" ".join(text.split()))


def read_cards(data: bytes) -> Iterator[list[Line]]:
    """The properties of each card. Raises InvalidData (field "file") for what is none, or too much of it."""
    if len(data) > MOST_BYTES:
        raise InvalidData.of("file", "table_too_big", limit=f"{MOST_BYTES // 2**20} MB")
    card: list[Line] | None = None
    count = 0
    for line in _lines(_decoded(data)):
        if line.name == "BEGIN" and line.value.strip().upper() == "VCARD":
            card, count = [], count + 1
            if count > MOST_CARDS:
                raise InvalidData.of("file", "table_too_long", limit=MOST_CARDS)
        elif line.name == "END" and line.value.strip().upper() == "VCARD" and card is not None:
            yield card
            card = None
        elif card is not None and len(card) < MOST_LINES:
            card.append(line)
    if not count:
        raise InvalidData.of("file", "card_none")


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _lines(text: str) -> Iterator[Line]:
    for raw in _unfolded(text):
        head = _HEAD.match(raw[:2_000])
        if head is None or head[1].upper() in _LEFT_OUT:
            continue
        parameters = dict(_parameters(head[2]))
        value = raw[head.end() : head.end() + LONGEST_VALUE]
        yield Line(head[1].upper(), parameters, _unquoted(value, parameters))


def _unfolded(text: str) -> Iterator[str]:
    """Lines joined with those that begin with a space, and quoted-printable ones with what follows a last "="."""
    pieces: list[str] = []
    size = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        soft = bool(pieces) and pieces[-1].endswith("=") and _is_quoted(pieces[0])
        if pieces and (soft or line[:1] in {" ", "\t"}):
            if size < LONGEST_VALUE + 2_000:
                pieces[-1:] = [pieces[-1].removesuffix("=")] if soft else pieces[-1:]
                pieces.append(line.removeprefix(" ").removeprefix("\t") if not soft else line)
            size += len(line)
            continue
        if pieces:
            yield "".join(pieces)
        pieces, size = [line], len(line)
    yield "".join(pieces)


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    for found in _PARAMETER.finditer(text):
        name, value = found[1].upper(), (found[2] or "").strip('"')
        if found[2] is None:
            name, value = ("ENCODING", name) if name == "QUOTED-PRINTABLE" else ("TYPE", name)
        yield name, value


def _unquoted(value: str, parameters: Mapping[str, str]) -> str:
    if parameters.get("ENCODING", "").upper() not in {"QUOTED-PRINTABLE", "Q"}:
        return value
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    charset = parameters.get("CHARSET", "utf-8")
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeError):  # "idna" and "undefined" raise errors of their own
        return raw.decode("cp1252", "replace")
