"""The words that questions are made of: what the vocabularies call things, countries, and words that say nothing by themselves.

meanings_of(("agencias", "de", "cooperacion"))  ->  (("tipo", "cooperation_agency"), …)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from crm.vocabulary import Term, vocabulary
from graph.fold import fold

Meaning = tuple[str, str]
Phrase = tuple[str, ...]
# What a word means first when it means several things.
ORDER = ("tipo", "pais", "tema", "familia", "sector", "linea")
VOCABULARY_OF = {
    "tipo": "actor_types",
    "pais": "countries",
    "tema": "themes",
    "familia": "families",
    "sector": "sectors",
    "linea": "strategic_lines",
}
# Countries as people call them.
_COUNTRIES = {
    "corea": "KR", "korea": "KR", "south korea": "KR", "eeuu": "US", "ee uu": "US", "usa": "US", "us": "US",
    "uk": "GB", "inglaterra": "GB", "gran bretana": "GB", "england": "GB", "great britain": "GB", "holanda": "NL",
    "holland": "NL", "republica checa": "CZ", "czech republic": "CZ", "emiratos": "AE",
}  # fmt: skip
# After these a word that means a theme or a type means the theme.
ABOUT = frozenset(["en", "sobre", "tema", "temas", "acerca", "on", "about", "in", "theme", "themes", "topic"])
# Before a word of a kind, these say which.
KINDS = {"sector": "sector", "linea": "linea", "line": "linea", "familia": "familia", "family": "familia", "pais": "pais", "country": "pais", "tema": "tema", "theme": "tema"}  # fmt: skip
_NOTHING = """
    a about actor actores actors al algo algun alguna algunas algunos aliada aliadas aliado aliados all allies
    an and any are as at buscar busco by colabora colaboramos colaboran collaborate como con contactos contacts
    country cual cuales dame de del do does donde el ella ellos en es esa ese esta estamos estan este estos
    familia family find for from gente get give ha hace hacen hacia haciendo han has have hay hemos i in is it
    la las line linea list lista listar lo los me meet meets met mostrar muestra muestrame muestre mundo network
    nos nosotros nuestra nuestras nuestro nuestros o of office oficina on or organisations organizaciones
    organizations our pais para partner partners people personas por procedentes que quien quienes quiero red
    relacion relacionamos relacionan relaciones relations relationship relationships reune reunen reunido
    reunimos reunio se sector show sobre socio socios some son su sus tema temas tenemos that the their theme
    themes there tiene tienen ties to todas todo todos topic towards trabaja trabajado trabajamos trabajan
    trabajando trabajo tratan u un una unas uno unos us vemos ver vinculo vinculos we what where which who whom
    with work worked working works y
"""
SAYING_NOTHING = frozenset(_NOTHING.split())


@cache
def lexicon() -> Mapping[Phrase, tuple[Meaning, ...]]:
    """What each phrase of the vocabularies means, in both languages, the likeliest first."""
    found: defaultdict[Phrase, dict[Meaning, None]] = defaultdict(dict)
    for kind in ORDER:
        for term in vocabulary(VOCABULARY_OF[kind]):
            for text in _names_of(term):
                phrase = tuple(fold(text).split())
                for form in _forms(phrase):
                    found[form].setdefault((kind, term.id))
    _add_parts(found)
    for text, id in _COUNTRIES.items():
        found[tuple(text.split())] = {("pais", id): None}
    return {phrase: tuple(meanings) for phrase, meanings in found.items()}


def _add_parts(found: dict[Phrase, dict[Meaning, None]]) -> None:
    """Each half of a double name: "Género y mujeres" is asked for by each of the two."""
    for kind in ("tema", "familia"):
        for term in vocabulary(VOCABULARY_OF[kind]):
            for text in (*term.es.split(" y "), *term.en.split(" and ")):
                found[tuple(fold(text).split())].setdefault((kind, term.id))


def _names_of(term: Term) -> Iterator[str]:
    extra = term.extra
    yield from (term.es, term.en, str(extra.get("plural_es") or ""), str(extra.get("plural_en") or ""))
    yield from extra.get("synonyms", ()) or ()


def _forms(phrase: Phrase) -> set[Phrase]:
    """A phrase, and a single word as one and as several: "secretaria", "secretarias", "beca", "becas"."""
    word = phrase[0] if len(phrase) == 1 else ""
    if len(word) < 4:
        return {phrase} - {()}
    if word.endswith("s"):
        return {phrase, (word[:-1],)} if word.endswith(("as", "os")) and len(word) > 5 else {phrase}
    return {phrase, (f"{word}s",), (f"{word}es",)}


@cache
def longest() -> int:
    """How many words the longest phrase has."""
    return max(len(phrase) for phrase in lexicon())


def meaning_of(phrase: Phrase, before: str, among: Collection[str] = ()) -> Meaning | None:
    """What a phrase means after the word `before` it, if it can one of the kinds `among`; None for nothing."""
    known = lexicon().get(phrase, ())
    known = tuple(one for one in known if one[0] in among) or known
    wanted = KINDS.get(before) or ("tema" if before in ABOUT else "")
    return next((one for one in known if one[0] == wanted), known[0] if known else None)
