"""What a call is about: themes by their names and synonyms, SDGs by number or name, sectors, the place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from crm.briefs.letters import as_name
from crm.briefs.model import Said
from crm.briefs.sentences import Sentence
from crm.briefs.themes import themes_in
from crm.capture.places_words import CITIES
from crm.vocabulary import vocabulary
from graph.fold import fold

MOST_THEMES = 6
# Where a text says what it is about, its name makes a theme sure; other words that mean it must come back.
_BY_NAME, _BY_OTHER_WORDS = 3, 2
_SHORT_WORD = 5
_GENERAL = frozenset({"funding", "technical_cooperation", "city_diplomacy", "public_management"})
_SDG = re.compile(
    r"\b(?:ods|sdgs?|objetivos? de desarrollo sostenible|sustainable development goals?)\b[^\d.;]{0,25}((?:n[o°º.]* ?)?\d{1,2}(?:(?:, | y | e | and |/|-|,| ?& ?|, ods |, sdg | y ods | and sdg )(?:el )?\d{1,2})*)"
)
_TELLING = re.compile(
    r"objetivo|objeto|proposito|finalidad|tematica|lineas?\b|ejes?\b|areas? (?:de|tematica)|enfoque|alcance|ambito|prioridad|objective|aims?\b|purpose|scope|theme|priorit|focus|title|titulo|convocatoria|call for"
)
_SECTOR_WORDS: dict[str, str] = {
    "international": r"cooperacion internacional|organismos? internacional|agencias? de cooperacion|ciudades (?:extranjeras|europeas|hermanas)|international partner",
    "other_government_levels": r"gobernacion|gobierno nacional|ministerio|entidades territoriales|gobierno departamental|national government|regional government|ministry",
    "local_government_areas": r"secretarias? (?:municipal|de)|dependencias? municipal|alcaldia|city department|gobierno local|local government|municipalit",
    "private": r"sector privado|empresas?\b|gremios?|camara de comercio|private sector|compan(?:y|ies)|business|mipymes?|emprendedor",
    "academic_cultural": r"universidad|academia|centros? de investigacion|universit|research (?:institution|cent)|sector academico|educacion superior|museo|centro cultural",
    "social_citizen": r"sociedad civil|organizaciones? (?:social|comunitaria|de base|de mujeres|juvenil)|comunidad(?:es)?\b|ciudadan|civil society|community|ngo|citizens",
    "media": r"medios? de comunicacion|periodis|media outlet|journalis",
}
_SECTORS = {id: re.compile(rf"\b(?:{words})") for id, words in _SECTOR_WORDS.items()}
_WHERE = re.compile(
    r"(?:se (?:ejecutara|desarrollara|implementara|realizara)n?|lugar de ejecucion|ubicacion|cobertura(?: geografica)?|ambito (?:geografico|territorial)|area de intervencion|localizacion|territorio|municipios? de|ciudad de|location|geographic\w*|implemented in|take place in|place)\b"
)


def read_themes(sentences: Sequence[Sentence]) -> list[Said]:
    """The themes named most, in telling sentences above all, the most named first; ticked when named more than once."""
    weights: Counter[str] = Counter()
    quotes: dict[str, str] = {}
    first = min(4, 1 + len(sentences) // 4)  # of a letter of three sentences not all are its title
    for sentence in sentences:
        telling = sentence.place < first or bool(
            _TELLING.search(sentence.head) or _TELLING.search(sentence.plain[:120])
        )
        for id, by_name in themes_in(sentence).items():
            weights[id] += (_BY_NAME if by_name else _BY_OTHER_WORDS) if telling else 1
            if telling or id not in quotes:
                quotes.setdefault(id, sentence.quote)
    top = max(weights.values(), default=0)
    chosen = [(id, weight) for id, weight in weights.most_common() if weight >= max(1, top / 8)][:MOST_THEMES]
    return [Said(id, quotes[id], weight >= 3 and id not in _GENERAL) for id, weight in chosen]


def read_sdgs(sentences: Sequence[Sentence], themes: Sequence[Said]) -> list[Said]:
    """The SDGs that the text names, ticked; when it names none, those its themes serve, to be ticked by hand."""
    quotes: dict[str, str] = {}
    for sentence in sentences:
        for hit in _SDG.finditer(sentence.plain):
            for number in re.findall(r"\d{1,2}", hit[1]):
                if 1 <= int(number) <= 17:
                    quotes.setdefault(f"sdg-{int(number)}", sentence.quote)
    named = [Said(id, quote) for id, quote in quotes.items()]
    served = (
        [] if named else [Said(id, said.quote, False) for said in themes for id in _served(said, sentences)]
    )
    seen: dict[str, Said] = {}
    for said in (*named, *served):
        seen.setdefault(said.value, said)
    return list(seen.values())[: max(len(named), 5)]


def _served(theme: Said, sentences: Sequence[Sentence]) -> Iterator[str]:
    """The goals that a sure theme serves: the first, and those of which the text has a word, as "marino" of life below water."""
    goals = [term for term in vocabulary("sdgs") if theme.value in term.extra.get("themes", ())]
    for place, term in enumerate(goals if theme.sure else ()):
        words = re.compile(rf"\b(?:{'|'.join(word[:6] for word in _telling_words(term.es))})")
        if not place or any(words.search(one.plain) for one in sentences):
            yield term.id


def _telling_words(name: str) -> list[str]:
    words = [word for word in fold(name).split() if len(word) > _SHORT_WORD]
    return words or [fold(name)]


def read_sectors(sentences: Sequence[Sentence]) -> list[Said]:
    """The guide's sectors that the text speaks of in more than one sentence, ticked; in one, not."""
    found: list[Said] = []
    for id, pattern in _SECTORS.items():
        places = [one for one in sentences if pattern.search(one.plain)]
        if places:
            found.append(Said(id, places[0].quote, len(places) > 1))
    return found


def read_place(sentences: Sequence[Sentence]) -> Said | None:
    """The city, region or country named most where the text says where; the home city before its country."""
    weights: Counter[str] = Counter()
    quotes: dict[str, tuple[str, str]] = {}
    for sentence in sentences:
        telling = 4 if _WHERE.search(sentence.plain) else 1
        for name, start, end in _places_in(sentence):
            weights[name] += telling
            if telling > 1 or name not in quotes:
                quotes[name] = (sentence.text[start:end], sentence.quote)
    if not weights:
        return None
    # A city or a region says more than its country.
    best, weight = max(weights.items(), key=lambda one: one[1] * (0.4 if one[0] in _COUNTRIES else 1.0))
    said, quote = quotes[best]
    return Said(as_name(said), quote, weight >= 2)


def _places_in(sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """Known places with a capital letter, behind "en", "de" or a comma."""
    for hit in PLACE.finditer(sentence.plain):
        if sentence.text[hit.start(1)].isupper() and not _IN_A_NAME.search(
            sentence.plain[max(0, hit.start(1) - _NEAR) : hit.start(1)]
        ):
            yield hit[1], hit.start(1), hit.end(1)


_NEAR = 70
# Where an institution is from is not where the project is: "Agencia Presidencial de Cooperación Internacional de Colombia".
_IN_A_NAME = re.compile(
    r"\b(?:embajada|consulado|agencia|ministerio|banco|universidad|gobierno|presidencia|instituto|embassy|ministry|agency|government)(?: [a-z]+){0,5} (?:de|del|en|in|of) (?:la |el |los |the )?$"
)
_COUNTRIES = frozenset(
    {
        "colombia",
        "peru",
        "ecuador",
        "mexico",
        "chile",
        "suiza",
        "alemania",
        "espana",
        "francia",
        "corea",
        "corea del sur",
        "japon",
        "estados unidos",
    }
)
_PLACES = CITIES | {
    "area metropolitana de bucaramanga",
    "america latina",
    "america latina y el caribe",
    "comuna 1",
    "magdalena medio",
    "provincia de soto",
    "latin america",
}
PLACE = re.compile(
    rf"\b(?:en|de|del|para|in|of|for|y|,|:) (?:la |el |los |the |departamento de |ciudad de |municipio de )*({'|'.join(sorted(map(re.escape, _PLACES), key=len, reverse=True))})\b"
)
