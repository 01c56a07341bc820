"""What the other side has already done: "ya mandaron los formularios", "ya nos ha enviado el acta". It promises
nothing, and what they sent takes no part; the date behind it is not the meeting's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crm.capture.line import BREAK, Line, Span, in_order
from crm.capture.mentions import Mentions
from crm.capture.tokens import tokens_of
from crm.capture.verbs import INFINITIVES

_OTHERWISE = frozenset(
    in_order(
        """visitar recibir reunir llamar escribir convocar financiar aportar donar invitar participar asistir venir
        acompanar tener liderar cofinanciar conectar contactar apoyar decir dar hacer poner proponer disponer
        mantener obtener traer presentar pedir conseguir seguir traducir construir incluir suministrar transmitir"""
    )
)
_IRREGULAR = (
    "hicieron|hizo|dijeron|dijo|dieron|dio|pusieron|puso|propusieron|propuso|dispusieron|dispuso|obtuvieron|obtuvo|trajeron"
    "|trajo|pidieron|pidio|consiguieron|consiguio|tradujeron|tradujo|construyeron|construyo|incluyeron|incluyo"
)
_SHARED = "|".join(
    sorted({verb[:-2] for verb in INFINITIVES if verb not in _OTHERWISE}, key=len, reverse=True)
)
_CLITIC = r"(?:(?:nos|me|les|le|los|las|lo|la|se) ){0,2}"
DONE = (
    rf"\bya {_CLITIC}(?:(?:(?:{_SHARED})(?:o|aron|io|ieron)|{_IRREGULAR})\b|present(?:o|aron)\b(?! al?\b)"
    rf"|(?:ha|han|habia|habian) (?:(?:{_SHARED})[ai]do|hecho|puesto|dicho|escrito)\b)"
)
"""A pattern over plain letters: "ya", small words and the verb in the past of somebody else."""
_DONE = re.compile(DONE)
_END = re.compile(
    rf"[,;(\n{BREAK}]| y (?=(?:nos|me|se|ya|luego|despues|tambien|quedamos|asist\w+|particip\w+|acompan\w+) )"
)


def is_done(line: Line, span: Span) -> bool:
    """Whether the stretch says what was already done, and goes on about nothing else."""
    hit = _DONE.search(line.plain, *span)
    return hit is not None and _END.search(line.plain.rstrip(" ,"), hit.end(), span[1]) is None


def done_spans(head: Line, mentions: Mentions) -> Iterator[Span]:
    """What was done, from behind the verb, or behind whoever stands there ("ya mandó la UIS el acta"), to its end."""
    for hit in _DONE.finditer(head.plain):
        end = _END.search(head.plain, hit.end())
        span = (hit.end(), end.start() if end else len(head.plain))
        first = head.plain[slice(*span)].find(" ") + span[0] + 1
        told = [one for one in mentions.read(tokens_of(head, span), strong=False) if one.ids]
        after = re.match(r"(?:la |el |los |las )?", head.plain[first:])
        begins = first + (after.end() if after else 0)
        yield (told[0].span[1], span[1]) if told and told[0].span[0] <= begins else span
