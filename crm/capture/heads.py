"""Head words of organisations: what type they give, how they are shortened, which are alone in several meanings."""

from __future__ import annotations

import re

from crm.capture.line import listed

TYPES = {
    "embajada": "embassy",
    "consulado": "consulate",
    "universidad": "university",
    "camara": "chamber_of_commerce",
    "secretaria": "city_dependency",
    "instituto": "city_dependency",
    "fundacion": "ngo_foundation",
    "alcaldia": "local_government",
    "gobernacion": "regional_government",
    "red": "city_network",
    "ministerio": "national_entity",
    "empresa": "company",
}
"""Head words that make the type of a new actor; "Cámara de Comercio Colombo X" is a binational chamber."""

SHORT = {
    "emb": "embajada",
    "sec": "secretaria",
    "secr": "secretaria",
    "univ": "universidad",
    "u": "universidad",
    "min": "ministerio",
    "gob": "gobernacion",
    "alc": "alcaldia",
    "fund": "fundacion",
    "fun": "fundacion",
    "inst": "instituto",
    "cam": "camara",
    "cons": "consulado",
    "dpto": "departamento",
    "depto": "departamento",
    "org": "organizacion",
    "asoc": "asociacion",
    "corp": "corporacion",
    "dir": "direccion",
    "subsec": "subsecretaria",
    "ofic": "oficina",
}
OTHER_HEADS = listed(
    """agencia asociacion asamblea banco biblioteca centro club cluster colegio comision comite concejo
    confederacion consejo corporacion departamento direccion escuela facultad federacion fondo
    gerencia gobierno gremio grupo hospital hub iglesia incubadora institucion intendencia junta
    liga mesa mision municipio museo oficina ong organizacion organismo parque policia prefectura
    programa representacion seccional sindicato sociedad subdireccion subsecretaria superintendencia
    teatro unidad unidades union veeduria ayuntamiento municipalidad delegacion academia alianza
    aeropuerto zona personeria contraloria procuraduria defensoria fiscalia registraduria
    cooperativa laboratorio observatorio canal periodico revista emisora hotel restaurante
    politecnico seminario cooperacion"""
)
"""Words that begin the name of an organisation, not of a person, without saying its type."""

_BINATIONAL = re.compile(
    r"camara (?:de comercio )?(?:e industria )?(?:bi ?nacional|colombo|\w+ colombian[ao])"
)
_BARE = re.compile(rf"(?:{'|'.join(TYPES)})")
_CHAMBER = "camara de comercio"


def expanded(words: list[str]) -> list[str]:
    """Folded words with the short form of a head word written out ("emb francia")."""
    if words and words[0] in SHORT and len(words) > 1:
        return [SHORT[words[0]], *words[1:]]
    return words


def type_of(name: str) -> str | None:
    """The type that the head word of a folded name gives, or None."""
    words = expanded(name.split())
    if not words:
        return None
    if _BINATIONAL.match(" ".join(words)):
        return "binational_chamber"
    return TYPES.get(words[0])


def is_bare(name: str) -> bool:
    """Whether a folded name is a head word and nothing else ("embajada"), which says no more than a type."""
    return bool(_BARE.fullmatch(name))


def has_two_meanings(name: str) -> bool:
    """Whether even an actor that goes by this name is not the only one people mean by it."""
    return name == _CHAMBER


def is_head(word: str) -> bool:
    """Whether a folded word begins the name of an organisation."""
    return word in TYPES or word in OTHER_HEADS
