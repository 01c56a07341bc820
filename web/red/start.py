"""Ways into the red: what one can type, and what to begin with when one does not know what to type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from crm.derived.results import Derived
from crm.vocabulary import vocabulary
from web.i18n import language, term
from web.marks import type_mark
from web.reading.group_names import group_label
from web.reading.questions import question_text, questions
from web.red.addresses import red_url
from web.red.wish import Wish
from web.texts import gettext as _

FIRST_QUESTIONS, FIRST_TYPES, FIRST_THEMES, FIRST_GROUPS = 2, 2, 2, 2


@dataclass(frozen=True)
class Beginning:
    """One suggestion: what kind of thing, its name, where it leads."""

    kind: str
    label: str
    url: str
    icon: str


def question_links(derived: Derived) -> list[dict[str, str]]:
    """The questions of the page's list, each with its address."""
    return [{"label": question_text(wish), "url": red_url(wish)} for wish in questions(derived)]


def beginnings(derived: Derived) -> list[Beginning]:
    """A few things worth looking at first: the best connected actor, frequent types and themes, large groups."""
    return [
        Beginning(kind, label, red_url(wish), icon)
        for kind, label, wish, icon in [
            *_questions(derived),
            *_best_actor(derived),
            *_types(derived),
            *_themes(derived),
            *_groups(derived),
        ]
    ]


Found = tuple[str, str, Wish, str]


def _questions(derived: Derived) -> Iterator[Found]:
    for wish in questions(derived)[:FIRST_QUESTIONS]:
        yield "", question_text(wish), wish, "question-circle"


def _best_actor(derived: Derived) -> Iterator[Found]:
    partners = np.flatnonzero(derived.array("partner"))
    if len(partners):
        best = int(partners[np.argmax(derived.array("size")[partners])])
        actor = derived.actors
        yield (
            _("Actor"),
            actor["name"][best],
            Wish(actor=(actor["id"][best],)),
            type_mark(actor["type"][best]).icon,
        )


def _types(derived: Derived) -> Iterator[Found]:
    for type in _frequent_types(derived):
        term = vocabulary("actor_types").get(type)
        yield _("Tipo"), str(term.extra[f"plural_{language()}"]), Wish(tipo=(type,)), str(term.extra["icon"])


@lru_cache(maxsize=2)
def _frequent_types(derived: Derived) -> tuple[str, ...]:
    counted = Counter(
        type
        for type, partner in zip(derived.actors["type"], derived.array("partner").tolist(), strict=True)
        if partner
    )
    return tuple(type for type, _count in counted.most_common(FIRST_TYPES))


def _themes(derived: Derived) -> Iterator[Found]:
    ids = derived.terms["themes"]
    counts = np.bincount(derived.array("themed_theme"), minlength=len(ids))
    for place in np.argsort(-counts, kind="stable")[:FIRST_THEMES].tolist():
        if counts[place]:
            yield _("Tema"), term(ids[place], "themes"), Wish(tema=(ids[place],)), "tag"


def _groups(derived: Derived) -> Iterator[Found]:
    for one in derived.communities[:FIRST_GROUPS]:
        yield _("Grupo"), group_label(derived, one.number), Wish(grupo=(one.number,)), "people"
