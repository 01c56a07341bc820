"""How words were understood, in words: what the grammar made of them, and what it could make nothing of."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from crm.office import today
from crm.searching import actor_meant, actor_named
from graph.store import Store
from web.frame import place_url
from web.i18n import term
from web.reading.grammar import Understood, understand
from web.reading.lexicon import VOCABULARY_OF
from web.reading.questions import question_text
from web.red.wish import Wish
from web.red.years import years_of
from web.texts import gettext as _


def understood(store: Store, words: str) -> Understood | None:
    """What typed words ask for; None when nothing of them was understood."""
    known: dict[str, str | None] = {}

    def named(name: str) -> str | None:
        if name not in known:
            known[name] = actor_named(store, name)
        return known[name]

    now = today()
    found = understand(words, named, now.year, now.month, lambda words: actor_meant(store, words))
    return None if found is None else replace(found, wish=replace(found.wish, dicho=words))


def said_in_words(wish: Wish, names: dict[str, str]) -> str:
    """A selection as one would say it: "Embajadas · Agua · desde 2023"; `names` are those of its actors."""
    parts = [question_text(wish)] if wish.pregunta else []
    for field, vocabulary in VOCABULARY_OF.items():
        if not (field == "tema" and wish.pregunta == "tema"):
            parts += [term(id, vocabulary) for id in getattr(wish, field)]
    parts += [names.get(id, id) for id in wish.actor]
    for ends, words in ((wish.ruta, _("Camino")), (wish.comunes, _("En común"))):
        if ends:
            parts.append(f"{words}: " + " – ".join(names.get(id, id) for id in ends))
    if wish.como:
        parts.append(_("¿Quién se parece a %(name)s?", name=names.get(wish.como, wish.como)))
    return " · ".join(part for part in (*parts, years_of(wish)) if part)


def not_understood(found: Understood) -> str:
    """The words that nothing was made of; "" when there are none."""
    quoted = ", ".join(f"«{word}»" for word in found.unknown)
    return _("No se entendió: %(words)s.", words=quoted) if quoted else ""


def notes_on(store: Store, wish: Wish, names: dict[str, str]) -> list[str]:
    """What is said above a picture that words asked for, as long as its reader changed nothing else."""
    found = understood(store, wish.dicho) if wish.dicho else None
    if found is None or found.wish != wish:
        return []
    said = _(
        "Usted preguntó «%(words)s». Se entendió: %(what)s.",
        words=wish.dicho,
        what=said_in_words(wish, names),
    )
    return [text for text in (said.replace("?.", "?"), not_understood(found)) if text]


def empty_theme(wish: Wish) -> tuple[str, str, str] | None:
    """Why a theme shows nobody: a sentence, an address to look for the word, what that is called; for one theme alone."""
    if wish.actor or wish.chooses_actors or wish.finds or len(wish.tema) != 1:
        return None
    theme = term(wish.tema[0], "themes")
    url = f"{place_url('buscar')}?{urlencode({'q': theme})}"
    said = _("Ninguna interacción registrada lleva el tema «%(theme)s».", theme=theme)
    return said, url, _("Buscar la palabra en todo lo escrito")
