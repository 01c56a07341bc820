"""Every word that heads a column in the offices' own tables, and the field it means. Folded, without accents.

"Nombre de la entidad" -> name      "F. inicio" -> when      "Correo electrónico contacto" -> contact_email
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from crm.messages import LANGUAGES, field_label
from graph.fold import fold

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "actor": (
            "id", "name", "aliases", "type", "sector", "sector_alt", "country", "city", "parent", "website", "email",
            "phone", "address", "notes", "is_group", "unnamed", "relation_status", "official_name_basis", "reference",
            "archived", "to_review", "organisation", "post", "contact", "contact_post", "contact_email", "contact_phone",
        ),
        "interaction": (
            "id", "kind", "kind_alt", "title", "when", "when_text", "hour", "duration", "mode", "status", "place", "strategic_line", "themes",
            "sdgs", "summary", "agreed", "results", "notes", "status_note", "next_step", "amounts", "numbers", "related",
            "participants", "host", "invited", "funder", "beneficiary", "intermediary", "people", "reference", "archived",
            "to_review",
        ),
    }
)  # fmt: skip
# Columns of who took part in a certain way.
PARTIES = frozenset({"host", "invited", "funder", "beneficiary", "intermediary", "people"})
# Columns of an actor's row that are about somebody else, or about a person's post.
BESIDE = frozenset({"organisation", "post", "contact", "contact_post", "contact_email", "contact_phone"})
# Words of a header that say the same whatever stands around them, the strongest first.
_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({
    "actor": (
        ("correo contacto", "contact_email"), ("email contacto", "contact_email"), ("telefono contacto", "contact_phone"),
        ("celular contacto", "contact_phone"), ("cargo contacto", "contact_post"), ("cargo", "post"),
        ("nombre contacto", "contact"), ("persona contacto", "contact"), ("persona enlace", "contact"),
        ("representante legal", "contact"), ("contacto", "contact"), ("enlace", "contact"),
        ("correo", "email"), ("email", "email"), ("e mail", "email"), ("mail", "email"), ("telefono", "phone"),
        ("celular", "phone"), ("movil", "phone"), ("phone", "phone"), ("pagina web", "website"), ("sitio web", "website"),
        ("web", "website"), ("url", "website"), ("sigla", "aliases"), ("acronimo", "aliases"), ("tipo", "type"),
        ("categoria", "type"), ("clase", "type"), ("sector", "sector"), ("pais", "country"), ("ciudad", "city"), ("municipio", "city"),
        ("direccion", "address"), ("observaciones", "notes"), ("notas", "notes"), ("comentarios", "notes"),
        ("nombre", "name"), ("entidad", "name"), ("organizacion", "name"), ("institucion", "name"), ("empresa", "name"),
        ("actor", "name"), ("aliado", "name"), ("razon social", "name"),
    ),
    "interaction": (
        ("fecha", "when"), ("date", "when"), ("dia", "when"), ("tipo", "kind"), ("clase", "kind"), ("asunto", "title"),
        ("titulo", "title"), ("actividad", "title"), ("nombre", "title"), ("participantes", "participants"),
        ("asistentes", "people"), ("personas", "people"), ("funcionarios", "people"), ("actores", "participants"),
        ("entidades", "participants"), ("organizaciones", "participants"), ("aliados", "participants"),
        ("convoca", "host"), ("organizador", "host"), ("anfitrion", "host"), ("invitados", "invited"),
        ("financiador", "funder"), ("beneficiarios", "beneficiary"), ("intermediario", "intermediary"),
        ("tema", "themes"), ("lugar", "place"), ("sede", "place"), ("modalidad", "mode"), ("estado", "status"),
        ("resultados", "results"), ("logros", "results"), ("resumen", "summary"), ("descripcion", "summary"),
        ("observaciones", "notes"), ("notas", "notes"), ("proximos pasos", "next_step"), ("siguiente paso", "next_step"),
        ("ods", "sdgs"), ("hora", "hour"), ("duracion", "duration"), ("minutos", "duration"), ("acuerdos", "agreed"),
    ),
})  # fmt: skip
_SMALL = frozenset(
    ["de", "del", "la", "el", "los", "las", "y", "o", "a", "en", "para", "con", "of", "the", "f", "no", "n"]
)
_SYNONYMS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "actor": {"actor": "name", "organizacion": "name", "entidad": "name", "alias": "aliases",
              "correo electronico": "email", "web": "website", "parte de": "parent", "observaciones": "notes",
              "codigo": "id", "afiliacion": "organisation",
              "institucion a la que pertenece": "organisation", "entidad a la que pertenece": "organisation",
              "cargo": "post", "position": "post", "job title": "post", "contacto": "contact", "contact": "contact"},
    "interaction": {"fecha": "when", "date": "when", "tipo": "kind", "type": "kind", "actores": "participants",
                    "asunto": "title", "tema": "themes", "observaciones": "notes", "codigo": "id", "ods": "sdgs",
                    "organizador": "host", "convoca": "host", "invitados": "invited", "asistentes": "people"},
})  # fmt: skip


@cache
def known_headers(noun: str) -> Mapping[str, str]:
    """Every exact header of a noun, folded: the field's own name, its labels, its synonyms."""
    known = {fold(name): name for name in FIELDS[noun] if name not in BESIDE}
    for name in FIELDS[noun]:
        for lang in LANGUAGES if name not in BESIDE else ():
            known.setdefault(fold(field_label(name, lang)), name)
    for word, name in _SYNONYMS[noun].items():
        known.setdefault(word, name)
    for name in BESIDE & set(FIELDS[noun]):
        known.setdefault(fold(name), name)
    return known


@cache
def loosely(noun: str, header: str) -> str | None:
    """The field whose words stand in a longer header: "NOMBRE DE LA ENTIDAD" is the name."""
    words = [word for word in fold(header).split() if word not in _SMALL]
    if not words or len(words) > 6:
        return None
    for phrase, field in _WORDS[noun]:
        if all(any(_same(word, part) for word in words) for part in phrase.split()):
            return field
    return None


def _same(word: str, part: str) -> bool:
    return word in {part, f"{part}s", f"{part}es"}


def names_a_field(cell: str) -> bool:
    """Whether a cell looks like the header of some field."""
    if len(cell) > 60:
        return False
    folded = fold(cell)
    return any(folded in known_headers(noun) or loosely(noun, cell) is not None for noun in FIELDS)
