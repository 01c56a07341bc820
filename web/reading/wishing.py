"""The selection that the terms and the time of a question make, and what of them that selection cannot say.

wish_of("puentes", [(("tipo", "embassy"), "embajadas"), …, (("tema", "water"), "agua")], …)  ->  Wish(lado=…), ["agua"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from web.reading.lexicon import Meaning
from web.red.wish import Wish

# What a phrase means, and the phrase.
Term = tuple[Meaning, str]
Made = tuple[Wish | None, list[str]]
MONTHS, MOST_MONTHS = 12, 120
_SIDES = frozenset({"tipo", "familia", "sector"})
_OF_ACTORS = _SIDES | {"pais"}


@dataclass(frozen=True, slots=True)
class Time:
    """The time a question says: the fields that were read, in which words, and what year and month it is now."""

    said: Mapping[str, int]
    words: str
    now: int
    month: int

    @property
    def years(self) -> dict[str, int]:
        """The first and the last year; whole years of months count back from this one."""
        known = {name: self.said[name] for name in ("desde", "hasta") if name in self.said}
        months = self.said.get("meses", 0)
        return known or ({"desde": self.now - months // 12} if months and months % 12 == 0 else {})

    @property
    def months(self) -> int:
        """For how many months, 0 when that cannot be said: not for a time that has an end."""
        since = self.words.startswith(("desde", "since", "from", "a partir")) and "desde" in self.said
        if since and self.said.get("hasta", self.now) in {self.now, self.said["desde"]}:
            months = (self.now - self.said["desde"]) * 12 + self.month - 1
        else:
            months = self.said.get("meses", 0)
        return months if 0 < months <= MOST_MONTHS else 0

    def lost(self, carried: object) -> list[str]:
        """The words of a time that a selection does not carry."""
        return [self.words] if self.words and not carried else []


def wish_of(kind: str, found: Sequence[Term], time: Time) -> Made:
    """The selection (None when nothing was asked for) and the words that it does not carry."""
    sides = [term for term in found if term[0][0] in _SIDES]
    if kind == "puentes" and len(sides) >= 2:
        wish = Wish(pregunta="puentes", lado=tuple(f"{one}.{id}" for (one, id), _ in sides[:2]))
        return wish, [*_left(found, sides[:2]), *time.lost(carried=False)]
    if kind == "puerta":
        return _door(found, time)
    if kind == "frios":
        kept = [term for term in found if term[0][0] in _OF_ACTORS | {"tema"}]
        wish = replace(_selection(kept), pregunta="frios", meses=time.months or MONTHS)
        return wish, [*_left(found, kept), *time.lost(time.months)]
    return _filters(found, time)


def _door(found: Sequence[Term], time: Time) -> Made:
    towards = [term for term in found if term[0][0] in _OF_ACTORS][:1]
    if not towards:
        return None, []
    one, id = towards[0][0]
    return Wish(pregunta="puerta", hacia=f"{one}.{id}"), [*_left(found, towards), *time.lost(carried=False)]


def _filters(found: Sequence[Term], time: Time) -> Made:
    years = time.years
    if not found and not years:
        return None, []
    wish = replace(_selection(found), **years)  # type: ignore[arg-type]  # years are numbers
    alone = wish == Wish(tema=wish.tema[:1], **years)  # type: ignore[arg-type]
    asks = bool(wish.tema) and alone
    return replace(wish, pregunta="tema") if asks else wish, time.lost(years)


def _left(found: Sequence[Term], carried: Sequence[Term]) -> list[str]:
    return [term[1] for term in found if term not in carried]


def _selection(found: Sequence[Term]) -> Wish:
    fields: dict[str, tuple[str, ...]] = {}
    for (name, id), _ in found:
        fields[name] = tuple(dict.fromkeys((*fields.get(name, ()), id)))
    return Wish(**fields)  # type: ignore[arg-type]  # each is a field of its name
