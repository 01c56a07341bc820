"""Reads an `.eml` file, or an e-mail somebody copied, into plain values. Nothing is run, loaded or fetched.

    read_mail(data)  ->  Mail(sender=("Ana Ruiz", "ana@uis.edu.co"), on=2026-03-03, subject="Agenda de agua", …)

A message that only forwards another becomes that other; its own few words stay above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from typing import Any

from crm.errors import InvalidData
from crm.mail.body import own_words
from crm.mail.forwarded import Forwarded, find_forwarded, read_day
from crm.mail.html_text import text_of_html
from crm.mail.message import (
    MOST_BYTES,
    MOST_PARTS,
    MOST_TEXT,
    Attached,
    Mail,
    clean_line,
    decoded_header,
    people_of,
)
from crm.tables.marks import without_hidden

_RAW = re.compile(rb"\A\s*(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_TELLING = re.compile(
    rb"(?im)^(?:message-id|mime-version|received|return-path|content-type|x-[\w-]+|delivered-to):"
)
_FORWARD = re.compile(r"^\s*(?:(?:fwd?|rv|enc|reenv|tr|i|res|re)\s*:\s*)+", re.IGNORECASE)
_FORWARDS = re.compile(r"^\s*(?:fwd?|rv|enc|reenv|tr|i)\s*:", re.IGNORECASE)
_MOST_DEPTH = 20
_BROKEN = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
    AssertionError,
)


def read_mail(data: bytes | str) -> Mail:
    """The e-mail. Raises InvalidData (field "file") for what is none, is too large or cannot be read."""
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if len(raw) > MOST_BYTES:
        raise InvalidData.of("file", "table_too_big", limit=f"{MOST_BYTES // 2**20} MB")
    try:
        mail = _from_file(raw) if _is_raw(raw) else _from_text(_decoded(raw))
    except _BROKEN as error:
        if isinstance(error, InvalidData):
            raise
        raise InvalidData.of("file", "mail_unreadable") from error
    if not mail.people and not mail.subject:
        raise InvalidData.of("file", "mail_without_header")
    return mail


def _is_raw(raw: bytes) -> bool:
    """Whether a file begins as e-mails are sent, with headers only programs write."""
    head = raw[:20_000].replace(b"\r\n", b"\n")
    return bool(_RAW.match(head)) and bool(_TELLING.search(head))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _from_text(text: str) -> Mail:
    found = find_forwarded(text[:MOST_TEXT])
    if found is None:
        raise InvalidData.of("file", "mail_without_header")
    return _of_forwarded(found)


def _of_forwarded(found: Forwarded, outer: Mail | None = None) -> Mail:
    inner = own_words(without_hidden(found.after))
    own = own_words(without_hidden(found.before)) if outer else ""
    return Mail(
        found.sender,
        found.to,
        found.copies,
        found.on or (outer.on if outer else None),
        bare_subject(found.subject),
        "\n\n".join(filter(None, (own, inner)))[:MOST_TEXT],
        outer.attachments if outer else (),
        outer.id if outer else "",
    )


def _from_file(raw: bytes) -> Mail:
    message = message_from_bytes(raw.lstrip())
    text, attachments = _parts(message)
    mail = Mail(
        next(iter(people_of(message.get_all("from", []))), None),
        people_of(message.get_all("to", [])),
        people_of(message.get_all("cc", [])),
        read_day(str(message.get("date", ""))),
        decoded_header(message.get("subject", "")),
        own_words(text),
        tuple(attachments),
        clean_line(message.get("message-id", ""), 250),
    )
    found = find_forwarded(text) if _FORWARDS.match(mail.subject) else None
    return _of_forwarded(found, mail) if found else replace(mail, subject=bare_subject(mail.subject))


def bare_subject(subject: str) -> str:
    """The subject without "RV:", "Fwd:" and "Re:"."""
    return _FORWARD.sub("", clean_line(subject))


def _parts(message: Message[str, str]) -> tuple[str, list[Attached]]:
    plain, html, attached = "", "", []
    for part in _walked(message, 0):
        kind, name = part.get_content_type(), part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            attached.append(_attached(part, name or "archivo"))
        elif kind == "text/plain" and not plain:
            plain = _text(part)
        elif kind == "text/html" and not html:
            forwards = bool(_FORWARDS.match(decoded_header(message.get("subject", ""))))
            html = text_of_html(_text(part), quotes=forwards)
    return without_hidden(plain if plain.strip() else html)[:MOST_TEXT], attached


def _walked(message: Message[str, str], depth: int) -> Iterator[Any]:
    """The parts that hold something; a message within the message is not opened. Raises InvalidData for too many."""
    waiting: list[tuple[Any, int]] = [(message, depth)]
    seen = 0
    while waiting:
        part, level = waiting.pop(0)
        seen += 1
        if seen > MOST_PARTS or level > _MOST_DEPTH:
            raise InvalidData.of("file", "mail_too_many_parts", limit=MOST_PARTS)
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting = [(one, level + 1) for one in part.get_payload()] + waiting
        else:
            yield part


def _text(part: Any) -> str:
    content = part.get_payload(decode=True) or b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return str(content[: 4 * MOST_TEXT].decode(charset))
    except (LookupError, UnicodeError):
        return str(content[: 4 * MOST_TEXT].decode("cp1252", "replace"))


def _attached(part: Any, name: str) -> Attached:
    content = b"" if part.is_multipart() else part.get_payload(decode=True) or b""
    base = decoded_header(name).replace("\\", "/").rsplit("/", 1)[-1]
    return Attached(clean_line(base, 120) or "archivo", len(content), content)
