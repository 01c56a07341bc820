"""What sort of actor a name speaks of, by its head word: "Embajada de Suiza" is an embassy, "Yvonne Baumann" nobody knows."""

from __future__ import annotations

from graph.fold import fold

_HEADS = {
    "embajada": "embassy", "embassy": "embassy", "emb": "embassy", "consulado": "consulate", "consulate": "consulate",
    "universidad": "university", "univ": "university", "university": "university", "politecnico": "university",
    "secretaria": "city_dependency", "sec": "city_dependency", "instituto municipal": "city_dependency",
    "fundacion": "ngo_foundation", "fund": "ngo_foundation", "foundation": "ngo_foundation", "ong": "ngo_foundation",
    "alcaldia": "local_government", "alc": "local_government", "municipio": "local_government",
    "ayuntamiento": "local_government", "gobernacion": "regional_government", "gob": "regional_government",
    "red": "city_network", "ministerio": "national_entity", "min": "national_entity",
    "departamento administrativo": "national_entity", "empresa": "company", "camara de comercio colombo":
    "binational_chamber", "camara colombo": "binational_chamber", "camara de comercio": "chamber_of_commerce", "camara": "chamber_of_commerce",
    "agencia de cooperacion": "cooperation_agency", "asociacion": "business_association", "gremio":
    "business_association", "mesa": "committee_or_roundtable", "comite": "committee_or_roundtable",
    "gobierno de": "foreign_government", "centro cultural": "cultural_center", "alianza francesa": "cultural_center",
    "instituto": "city_dependency",
}  # fmt: skip
_LEGAL = frozenset({"sas", "sa", "ltda", "inc", "gmbh", "llc", "s a s", "s a"})
_ORDERED = sorted(_HEADS, key=lambda head: -len(head))


def type_of_name(name: str) -> str | None:
    """The actor type that the name's first words, or its legal form, tell; None when they tell nothing."""
    folded = fold(name)
    for head in _ORDERED:
        if folded == head or folded.startswith(f"{head} "):
            return _HEADS[head]
    ending = folded.rsplit(" ", 3)[1:]
    return "company" if {" ".join(ending[-size:]) for size in (1, 2, 3)} & _LEGAL else None
