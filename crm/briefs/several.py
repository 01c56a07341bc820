"""Several who pay together, in the call's own words: "La Unión Europea y APC-Colombia abren la convocatoria"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm.briefs.model import Said
from crm.briefs.sentences import Sentence
from crm.capture.names import NameIndex
from graph.fold import fold

NAMES = r"(?:[A-ZÁÉÍÓÚÑ][\w.&'’-]+|de|del|la|las|los|el|para|the|of|for|and|y|e|al|en|in)"
NAME = re.compile(rf"[A-ZÁÉÍÓÚÑ][\w.&'’-]+(?: {NAMES}){{0,9}}")
_RUN = rf"{NAME.pattern}(?:, (?:(?:el|la|los|las|the) )?{NAME.pattern}){{0,6}}"
_RUNS = re.compile(_RUN)
_OPENING = re.compile(
    rf"({_RUN}) (?:lanzan?|convocan?|abren?|invitan?|anuncian?|financian?|financiar[aá]n?|otorgar[aá]n?|ofrecen?|ponen? a disposici[oó]n|launch(?:es)?|announces?|invites?|funds?|offers?)\b"
)
_NO_PAYER = re.compile(
    r"\b(?:convocatoria|llamado|programa|proyecto|fondo|premio|plazo|call|project|programme|grant)\b"
)
_ENDS = re.compile(r"(?:,? (?:de|del|la|las|los|el|para|the|of|for|and|y|e|al|en|in))+$")
_SMALL = frozenset(fold("el la los las the en para con de del al of for in").split())
_JOINS = frozenset({"y", "e", "and"})
_FIRST = 4


def tidy(name: str) -> str:
    """A name without the small words and marks it ends with."""
    return _ENDS.sub("", name).strip(" .,")[:300]


def told_together(sentence: Sentence, names: NameIndex, actor: str) -> str | None:
    """The whole wording in which the sentence names the actor with others; None when it names nobody beside it."""
    for run in _RUNS.finditer(sentence.text):
        known, rest = _read(run[0], names)
        others = known - {actor} or any(word[:1].isupper() and fold(word) not in _SMALL for word in rest)
        joined = any(word in _JOINS or word.endswith(",") for word in rest) or len(known) > 1
        if actor in known and others and joined:
            return tidy(run[0])
    return None


def _read(run: str, names: NameIndex) -> tuple[set[str], list[str]]:
    """The known actors of a run of names, and its words that belong to none of them."""
    words = [(word, part) for word in run.split() for part in fold(word).split() or [""]]
    known: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(words):
        count, ids = names.longest([part.strip(",.") for _word, part in words[at:]])
        if ids and words[at][1] not in _SMALL | _JOINS:
            known.add(ids[0])
            rest += [","] * words[at + count - 1][0].endswith(",")
        else:
            rest.append(words[at][0])
        at += max(count, 1) if ids else 1
    return known, rest


def opened_by(sentences: Sequence[Sentence]) -> Said | None:
    """Who opens the call in its first sentences, as written."""
    for sentence in sentences[:_FIRST]:
        for hit in _OPENING.finditer(sentence.text):
            if not _NO_PAYER.search(fold(hit[1])):
                return Said(tidy(hit[1]), sentence.quote, False)
    return None
