"""The questions one can ask the red: how each is said, what can be chosen in it, and which one typed words mean.

question_text(Wish(pregunta="frios", meses=12))    "¿A quién no vemos desde hace un año?"
questions_in("quién conecta embajadas con universidades")   the wishes that these words ask for
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from crm.derived.results import Derived
from crm.reading.sides import VOCABULARIES, Side
from crm.vocabulary import vocabulary
from graph.fold import fold
from web.i18n import choices, term
from web.reading.finding import MONTHS, sides_of, towards
from web.reading.group_names import plural_of
from web.red.wish import Wish
from web.texts import gettext as _
from web.texts import ngettext

CHOICE_OF_MONTHS = (3, 6, 12, 18, 24, 36)
# Words that ask for a question, folded, by their beginnings; in Spanish and English.
_KEYS = {
    "puentes": ("conect", "une", "puente", "connect", "bridge"),
    "frios": ("vemos", "visto", "olvid", "frio", "unseen", "not seen"),
    "puerta": ("puerta", "llegar", "llegamos", "hacia", "door"),
    "tema": ("trabaj", "work"),
}
_SMALL = {"con", "las", "los", "que", "una", "nuestra", "unica", "quien", "desde", "hace", "ano", "who", "the", "and", "del"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to choose in a question: its name in the address, its label, (value, label) of each option."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]]


def side_name(side: Side) -> str:
    """A side in words: "Embajadas", "Sector privado", "Suiza"."""
    if side.kind == "tipo":
        return plural_of(side.id)
    return term(side.id, {"pais": "countries", **VOCABULARIES}[side.kind]) or side.id


def _inside(name: str) -> str:
    """A name inside a sentence: small, unless it is a proper one."""
    return name[:1].lower() + name[1:]


def _side_inside(side: Side) -> str:
    name = side_name(side)
    if side.kind == "sector":
        return _("el sector %(name)s", name=_inside(name))
    return name if side.kind == "pais" else _inside(name)


def question_text(wish: Wish) -> str:
    """The question of a wish, as one would ask it."""
    if wish.pregunta == "puentes":
        one, other = (_side_inside(side) for side in sides_of(wish))
        return _("¿Quién conecta %(one)s con %(other)s?", one=one, other=other)
    if wish.pregunta == "frios":
        months = wish.meses or MONTHS
        if months == MONTHS:
            return _("¿A quién no vemos desde hace un año?")
        return ngettext(
            "¿A quién no vemos desde hace %(num)s mes?", "¿A quién no vemos desde hace %(num)s meses?", months
        )
    if wish.pregunta == "puerta":
        return _("¿Quién es nuestra única puerta hacia %(side)s?", side=_side_inside(towards(wish)))
    theme = _inside(term(wish.tema[0], "themes")) if wish.tema else _("cada tema")
    return _("¿Con quién trabajamos en %(theme)s?", theme=theme)


def questions(derived: Derived) -> list[Wish]:
    """The questions of the list, each with what is chosen at first."""
    theme = frequent_theme(derived)
    about = [Wish(pregunta="tema", tema=(theme,))] if theme else []
    door = Wish(pregunta="puerta", hacia=single_country(derived))
    return [Wish(pregunta="puentes"), Wish(pregunta="frios", meses=MONTHS), *about, door]


@lru_cache(maxsize=2)
def single_country(derived: Derived) -> str:
    """A country of which the office has a single partner, the best connected of such; "" for none."""
    known = derived.folder.document("meaning")["countries"]
    partner, size = derived.array("partner"), derived.array("size")
    countries = derived.actors["country"]
    often = Counter(country for country, own in zip(countries, partner.tolist(), strict=True) if own)
    alone = [
        id for id in np.flatnonzero(partner).tolist() if often[countries[id]] == 1 and countries[id] in known
    ]
    best = max(alone, key=lambda id: float(size[id]), default=None)
    return "" if best is None else f"pais.{countries[best]}"


def frequent_theme(derived: Derived) -> str:
    """The theme of most interactions; "" where none has one."""
    counts = np.bincount(derived.array("themed_theme"), minlength=len(derived.terms["themes"]))
    return str(derived.terms["themes"][int(counts.argmax())]) if counts.any() else ""


def fields_of(derived: Derived, wish: Wish) -> list[Field]:
    """What can be chosen in the question of a wish."""
    if wish.pregunta == "puentes":
        options, sides = _sides(), sides_of(wish)
        labels = (_("Un lado"), _("El otro lado"))
        return [Field("lado", label, str(side), options) for label, side in zip(labels, sides, strict=True)]
    if wish.pregunta == "frios":
        months = [(str(count), ngettext("%(num)s mes", "%(num)s meses", count)) for count in CHOICE_OF_MONTHS]
        return [Field("meses", _("Desde hace"), str(wish.meses or MONTHS), months)]
    if wish.pregunta == "puerta":
        return [Field("hacia", _("Hacia"), str(towards(wish)), [*_sides(), *_countries(derived)])]
    if wish.pregunta == "tema":
        return [Field("tema", _("Tema"), next(iter(wish.tema), ""), choices("themes"))]
    return []


def _sides() -> list[tuple[str, str]]:
    return [
        (str(side), side_name(side))
        for kind in ("tipo", "familia", "sector")
        for side in (Side(kind, id) for id in vocabulary(VOCABULARIES[kind]).ids)
    ]


def _countries(derived: Derived) -> list[tuple[str, str]]:
    known = derived.folder.document("meaning")["countries"]
    return sorted(((f"pais.{id}", term(id, "countries")) for id in known), key=lambda one: fold(one[1]))


def questions_in(words: str) -> Iterator[Wish]:
    """The questions that typed words ask; a theme alone asks with whom the office works on it."""
    folded = [word for word in fold(words).split() if len(word) > 2]
    asked = [id for id, keys in _KEYS.items() if any(word.startswith(keys) for word in folded)]
    keys = tuple(key for id in asked for key in _KEYS[id])
    rest = tuple(word for word in folded if word not in _SMALL and not (keys and word.startswith(keys)))
    sides, themes = _sides_named(rest), _themes_named(rest)
    for id in asked:
        if id == "puentes":
            yield Wish(pregunta=id, lado=sides[:2])
        elif id == "frios":
            yield Wish(pregunta=id, meses=MONTHS)
        elif id == "puerta":
            yield Wish(pregunta=id, hacia=sides[0] if sides else "")
    if themes and (not asked or "tema" in asked):
        yield Wish(pregunta="tema", tema=themes[:1])


@lru_cache(maxsize=256)
def _sides_named(words: tuple[str, ...]) -> tuple[str, ...]:
    """The types and families that words name, in the order of the words."""
    found: dict[str, None] = {}
    for word in words:
        for kind in ("tipo", "familia"):
            for one in vocabulary(VOCABULARIES[kind]):
                names = (
                    one.es,
                    one.en,
                    str(one.extra.get("plural_es", "")),
                    str(one.extra.get("plural_en", "")),
                )
                if any(fold(name).startswith(word) for name in names):
                    found.setdefault(f"{kind}.{one.id}")
    return tuple(found)


@lru_cache(maxsize=256)
def _themes_named(words: tuple[str, ...]) -> tuple[str, ...]:
    text = " ".join(words)
    return tuple(
        one.id
        for one in vocabulary("themes")
        if text and any(fold(name).startswith(text) for name in (one.es, one.en))
    )
