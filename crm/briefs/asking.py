"""Whether a sentence of a call asks for something, from which letter on, and how strongly.

A sentence counts when it obliges or wishes ("deberá", "se valorará", "must"), when it says what its subject will do, or is
an item of a list that such a sentence or heading leads in; what it obliges somebody else to and what it denies do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm.briefs.need_words import (
    ASKING,
    BUT,
    ELIGIBLE,
    JOIN,
    MUST,
    NOT,
    NOT_NEEDED,
    OTHERS,
    TAKE_PART,
    WILL,
    WISH,
    WISH_BEHIND,
    WITHOUT,
)
from crm.briefs.sentences import Sentence

_POSTPOSED = re.compile(
    r"(?:obligatori|indispensabl|imprescindibl|requisito|condicion|es necesari|sera necesari|son necesari|mandatory|compulsory|required|valorad|es exigible|essential)"
)
_WHO = re.compile(
    r"\b(?:quien(?:es)? deb\w+|con quien(?:es)?|aliad[oa]s? requerid\w+|socios requerid\w+|quien(?:es)? integra\w*|who (?:should|must))"
)
# Who has to do something is its subject, in an item of a list as elsewhere: "Cities must partner with a university".
_OBLIGES = re.compile(r"\b(?:deber\w+|debe[nr]?|tendra\w* que|must|shall|have to|has to)\b")
_SOME = re.compile(r"(?:[^:.]{0,40}: )?(?:al menos |at least )?(?:un|una|a|an|one|two|dos|tres)\b")


@dataclass(frozen=True, slots=True)
class Asking:
    """A sentence that asks: from which letter on, and how strongly."""

    sentence: Sentence
    begin: int
    force: str


def asking(sentence: Sentence) -> Asking | None:
    """From where on the sentence asks for something, None when it asks for nothing."""
    letters = sentence.plain
    if letters == sentence.head or len(letters) < 8:
        return None
    if (all_the_same := _after_all(sentence)) or (NOT.search(letters) and not _is_wish_all_the_same(letters)):
        return all_the_same
    must, wish, join = (pattern.search(_without_denials(letters)) for pattern in (MUST, WISH, JOIN))
    will = None if must else WILL.search(letters)
    listed = _is_listed(sentence) and (sentence.item or not (must or will or wish or join))
    if not (must or will or wish or listed or (join and ASKING.search(sentence.head))):
        return None
    begin = will.end() if will else min((hit.start() for hit in (must, wish, join) if hit), default=0)
    if OTHERS.search(letters[:begin]) and not (join and join.start() == begin):
        return None
    obliges = (_OBLIGES.search(letters) or will) if listed else None
    if obliges and obliges.start() and not TAKE_PART.search(letters):
        listed, begin = False, obliges.end() if obliges is will else obliges.start()
    whole = listed or any(_POSTPOSED.search(hit[0]) for hit in MUST.finditer(letters))
    whole = whole or bool(wish and not must and WISH_BEHIND.search(letters))
    whole = whole or bool(TAKE_PART.search(letters) and _SOME.match(letters))
    return Asking(sentence, 0 if whole else begin, _force(sentence, must, wish))


def _after_all(sentence: Sentence) -> Asking | None:
    """What a sentence that denies something asks for all the same: what nothing is accepted without, or what follows "but"."""
    letters = sentence.plain
    without, but = WITHOUT.search(letters), BUT.search(letters)
    if without:
        return Asking(sentence, without.end(), "must")
    denied = but and NOT.search(letters, 0, but.start()) and not NOT.search(letters, but.end())
    return Asking(sentence, but.end(), "must") if but and denied else None


def _is_wish_all_the_same(letters: str) -> bool:
    """Whether it is welcome though not required, and nothing else is denied."""
    rest = _without_denials(letters)
    return rest != letters and bool(WISH.search(rest)) and not NOT.search(rest)


def _without_denials(letters: str) -> str:
    """The letters, as many, without "not required" and the like."""
    return NOT_NEEDED.sub(lambda hit: " " * len(hit[0]), letters)


def _is_listed(sentence: Sentence) -> bool:
    """Whether it is an item of a list that a sentence or a heading asks for, or stands under the question who must take part."""
    if not sentence.item:
        return bool(_WHO.search(sentence.head))
    lead = sentence.lead
    asks = (
        MUST.search(lead)
        or JOIN.search(lead)
        or WISH.search(lead)
        or (len(lead) < 90 and ASKING.search(lead))
    )
    led = bool(lead and asks) and not NOT.search(lead) and not ELIGIBLE.search(lead)
    return led or (bool(ASKING.search(sentence.head)) and not (lead and ELIGIBLE.search(lead)))


def _force(sentence: Sentence, must: re.Match[str] | None, wish: re.Match[str] | None) -> str:
    """What is wished for is so in its own words, or in those that lead its list in."""
    if must and (not wish or must.start() < wish.start()):
        return "must"
    lead = sentence.lead if sentence.item else ""
    return "wish" if wish or (lead and WISH.search(lead) and not MUST.search(lead)) else "must"
