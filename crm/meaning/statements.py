"""A sentence about an actor's place in the network: what it says, what to do about it, the facts it opens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.messages import say
from crm.periods import from_edtf, say_period
from crm.vocabulary import vocabulary

NAMED = 5
# The parameters that are ids of actors, and the one that is sectors, each with the actor who leads to it.
NAMES, PAIRS = ("names", "others"), "pairs"
_PERIODS = {"period", "previous"}
_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)  # before which "y" becomes "e"
_WORDED = {"sector": "sectors", "sectors": "sectors", "country": "countries"}


@dataclass(frozen=True, slots=True)
class Fact:
    """What shows a sentence: actors, and the interactions they share (some of `total`); `sector` when it is about one."""

    actors: tuple[str, ...]
    interactions: tuple[str, ...] = ()
    total: int = 0
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """`key` and `advice` are of the catalogue (advice "": none); parameters named `names` or `others` are ids of actors.

    `measure` is the anchor of the methods page, `weight` how much it matters beside others.
    """

    key: str
    measure: str
    params: Mapping[str, Any] = field(default_factory=dict)
    advice: str = ""
    advised: Mapping[str, Any] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    weight: float = 0.0


def statement_text(names: Mapping[str, str], statement: Statement, lang: str) -> str:
    """The sentence; `names` are those of the actors it names, by id."""
    text = say(f"meaning.{statement.key}", lang, **_shown(names, statement.params, lang))
    return text[:1].upper() + text[1:]


def advice_text(names: Mapping[str, str], statement: Statement, lang: str) -> str:
    """What to do about it; empty for nothing."""
    if not statement.advice:
        return ""
    return say(f"advice.{statement.advice}", lang, **_shown(names, statement.advised, lang))


def listed(words: list[str], lang: str, most: int = NAMED) -> str:
    """The words as "a, b y c", or "a, b y 7 más"."""
    more = len(words) - most
    if more > 0:
        return say("meaning.and_more", lang, some=", ".join(words[:most]), count=more)
    if len(words) < 2:
        return "".join(words)
    key = "meaning.and_i" if _SOUNDS_LIKE_I.match(words[-1]) else "meaning.and"
    return say(key, lang, some=", ".join(words[:-1]), last=words[-1])


def _shown(names: Mapping[str, str], params: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {name: _worded(names, (name, value), lang) for name, value in params.items()}


def _worded(names: Mapping[str, str], said: tuple[str, Any], lang: str) -> Any:
    name, value = said
    if name in NAMES:
        return listed(
            [names.get(id, "") for id in value], lang
        )  # the first ones are told, the others counted
    if name in _WORDED:
        terms = vocabulary(_WORDED[name])
        ids = [value] if isinstance(value, str) else value
        return listed([terms.label(id, lang) if id in terms else id for id in ids], lang, len(ids))
    if name == PAIRS:
        terms = vocabulary("sectors")
        words = [
            say("meaning.by", lang, what=terms.label(sector, lang), who=names[id]) for sector, id in value
        ]
        return listed(words, lang, len(words))
    if name in _PERIODS:
        return say_period(from_edtf(value), lang)
    return _number(name, value, lang) if isinstance(value, float) else value


def _number(name: str, value: float, lang: str) -> Any:
    if name == "expected":  # what chance would bring is told in whole pairs
        return round(value)
    text = f"{value:,.1f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))
