"""Reading the text of a call: `read_terms(text, today)` proposes a project from it, deterministically.

Nothing is guessed silently: each proposal carries the words it came from and is shown to be corrected before anything
is saved. Time grows with the length of the text: of the 400,000 characters that are read at most (some 150 pages) less
than a second for a call as they are written, two and a half for one that is nothing but needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.briefs.days import read_days
from crm.briefs.model import Price, Terms
from crm.briefs.needs import read_needs
from crm.briefs.payers import read_payer
from crm.briefs.prices import read_prices, read_share
from crm.briefs.sentences import Sentence, sentences_of, tidied
from crm.briefs.subjects import read_place, read_sdgs, read_sectors, read_themes
from crm.briefs.titles import read_title
from crm.briefs.wording import read_call, read_summary
from crm.capture.names import NameIndex
from crm.errors import InvalidData

MOST_CHARACTERS = 400_000
LEAST_WORDS = 5
MOST_OTHERS = 5
_LETTER = 6
_PRICED = re.compile(
    r"presupuesto|valor|monto|cuantia|budget|amount|grant|subvencion|importe|contribution|contribucion|aporte|premio|prize"
)


def read_terms(text: str, today: date, names: NameIndex | None = None) -> Terms:
    """What the text proposes; `names` finds the funder among the actors. Raises InvalidData (field "text")."""
    check_terms(text)
    sentences = sentences_of(tidied(text))
    call, themes = read_call(sentences), read_themes(sentences)
    funder, funder_name, other_funders = read_payer(sentences, names)
    return Terms(
        title=read_title(sentences, call),
        summary=read_summary(sentences, call),
        notes=read_share(sentences),
        call=call,
        funder=funder,
        funder_name=funder_name,
        other_funders=other_funders,
        place=read_place(sentences),
        themes=tuple(themes),
        sdgs=tuple(read_sdgs(sentences, themes)),
        sectors=tuple(read_sectors(sentences)),
        requirements=tuple(read_needs(sentences)),
        words=len(text.split()),
        **_times(sentences, today),
        **_amounts(sentences),
    )


def _times(sentences: list[Sentence], today: date) -> dict[str, Any]:
    closing, period, lasts = read_days(sentences, today)
    days = {when.period: when for when in reversed(closing)}
    others = [one for when, one in days.items() if when != closing[0].period][::-1]
    deadline = closing[0] if closing else None
    return {"deadline": deadline, "other_days": tuple(others[:MOST_OTHERS]), "period": period, "lasts": lasts}


def _amounts(sentences: list[Sentence]) -> dict[str, Any]:
    prices = read_prices(sentences)
    budget = _budget(prices) or _only_one(prices, sentences)
    return {"budget": budget, "other_prices": tuple(one for one in prices if one != budget)[:MOST_OTHERS]}


def _only_one(prices: Sequence[Price], sentences: Sequence[Sentence]) -> Price | None:
    """The one amount of a letter of a few sentences: nobody names it for something else."""
    alone = len(prices) == 1 and len(sentences) <= _LETTER
    return prices[0] if alone and prices[0].part == "other" else None


def check_terms(text: str) -> None:
    """Raises InvalidData when there is nothing to read, or too much."""
    if not text.strip():
        raise InvalidData.of("text", "terms_empty")
    if len(text) > MOST_CHARACTERS:
        raise InvalidData.of("text", "terms_too_long", count=len(text), limit=MOST_CHARACTERS)
    if len(text[:2000].split()) < LEAST_WORDS:
        raise InvalidData.of("text", "terms_too_short")


def _budget(prices: Sequence[Price]) -> Price | None:
    """What one project may cost; else an amount that is called a budget. The purse of the whole call is no budget."""
    each = next((price for price in prices if price.part == "project"), None)
    told = (price for price in prices if price.part == "other" and _PRICED.search(price.quote.lower()))
    return each or next(told, None)
