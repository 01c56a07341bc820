"""Open data: the directory as CSV and as JSON-LD (schema.org), a publication as GraphML, CSV and JSON-LD.

Everything is written piece by piece, so that ten thousand actors need no more memory than five hundred.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.assessments.lettering import cleaned
from crm.publishing.model import PublicActor, PublicPerson, PublicRed
from crm.publishing.settings import FIELDS, PublicSettings
from crm.tables.separated import guarded

COLUMNS = ("id", "name", "type", *(name for name in FIELDS if name != "people"))
# Each type of actor by the class of schema.org that says it best; the others are organisations.
_CLASSES: Mapping[str, str] = {
    **dict.fromkeys(
        ("embassy", "consulate", "foreign_government", "local_government", "regional_government"),
        "GovernmentOrganization",
    ),
    **dict.fromkeys(("city_dependency", "national_entity"), "GovernmentOrganization"),
    **dict.fromkeys(("ngo_foundation", "international_organization"), "NGO"),
    "university": "CollegeOrUniversity",
    "company": "Corporation",
    "media": "NewsMediaOrganization",
    "event": "Event",
}
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Said:
    """What open data say of themselves: a name, words on it, and the address of the page they are of."""

    name: str
    description: str
    url: str
    changed: date | None = None


def actors_csv(actors: Iterable[PublicActor]) -> Iterator[str]:
    """The actors a line each, themes parted by "; "; no cell is taken for a formula. Begins with a byte order mark."""
    yield _MARK + _line(COLUMNS)
    for actor in actors:
        yield _line([guarded(cell) for cell in (actor.id, cleaned(actor.name), actor.type, *_cells(actor))])


def people_csv(actors: Iterable[PublicActor]) -> Iterator[str]:
    """Who holds which post where, a line each; nothing else is public of a person."""
    yield _MARK + _line(("organisation", "organisation_name", "name", "post"))
    for actor in actors:
        for one in people_of(actor):
            texts = (actor.name, one.name, one.post)
            yield _line((actor.id, *(guarded(cleaned(text)) for text in texts)))


def ties_csv(red: PublicRed) -> Iterator[str]:
    """The ties of a publication a line each, by names and ids; a number under the limit is left empty."""
    names = {actor.id: actor.name for actor in red.actors}
    yield _MARK + _line(("a", "a_name", "b", "b_name", "kind", "band", "count"))
    for tie in red.ties:
        count = "" if tie.count is None else str(tie.count)
        ends = (tie.a, guarded(cleaned(names[tie.a])), tie.b, guarded(cleaned(names[tie.b])))
        yield _line((*ends, tie.kind, str(tie.band), count))


def _cells(actor: PublicActor) -> Iterator[str]:
    for name in COLUMNS[3:]:
        value = actor.fields.get(name, "")
        texts = [value] if isinstance(value, str) else map(str, value)
        yield "; ".join(map(cleaned, texts))


def _line(cells: Iterable[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()


def actors_jsonld(actors: Iterable[PublicActor], settings: PublicSettings, said: Said) -> Iterator[str]:
    """One schema.org Dataset whose parts are the actors. It may stand in a script of a page: no "<" is in it."""
    dataset = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": said.name,
        "description": said.description,
        "url": said.url,
        "license": settings.licence_url,
        "dateModified": said.changed.isoformat() if said.changed else None,
    }
    head = json_text({name: value for name, value in dataset.items() if value})
    yield f'{head[:-1]},\n"hasPart":['
    for number, actor in enumerate(actors):
        yield f"{',' if number else ''}\n{json_text(actor_jsonld(actor, said.url))}"
    yield "\n]}\n"


def actor_jsonld(actor: PublicActor, base: str) -> dict[str, Any]:
    """The actor in the words of schema.org; `base` is the address of the public page."""
    at = {"addressCountry": actor.text("country"), "addressLocality": actor.text("city")}
    place = {name: cleaned(value) for name, value in at.items() if value}
    themes = actor.fields.get("themes", ())
    said: dict[str, Any] = {
        "@type": _CLASSES.get(actor.type, "Organization"),
        "@id": f"{base.rstrip('/')}/actores/{actor.id}",
        "identifier": actor.id,
        "name": cleaned(actor.name),
        "url": actor.text("website"),
        "additionalType": actor.type,
        "keywords": [cleaned(str(theme)) for theme in themes],
    }
    where = "location" if said["@type"] == "Event" else "address"
    said[where] = {"@type": "PostalAddress", **place} if place else None
    link = "attendee" if where == "location" else "employee"
    said[link] = [_person(one, said["@id"], link) for one in people_of(actor)]
    return {name: value for name, value in said.items() if value}


def people_of(actor: PublicActor) -> list[PublicPerson]:
    """Who is named at it."""
    return [one for one in actor.fields.get("people", ()) if isinstance(one, PublicPerson)]


def _person(person: PublicPerson, at: str, link: str) -> dict[str, Any]:
    """Name and post; an event is attended, not worked for."""
    post = {"jobTitle": cleaned(person.post)} if person.post else {}
    works = {"worksFor": {"@id": at}} if link == "employee" else {}
    return {"@type": "Person", "name": cleaned(person.name), **post, **works}


def json_text(value: Any) -> str:
    """JSON on one line that no page takes for markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def red_graphml(red: PublicRed) -> bytes:
    """The publication for Gephi, yEd, Cytoscape and igraph: places as x and y, the band as the weight of a tie."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in red.actors:
        graph.add_node(actor.id, **_attributes(actor), **_place(red, actor.id))
    for tie in red.ties:
        number = {} if tie.count is None else {"count": tie.count}
        graph.add_edge(tie.a, tie.b, kind=tie.kind, weight=int(tie.band), **number)
    return ("\n".join(nx.generate_graphml(graph)) + "\n").encode()


def _attributes(actor: PublicActor) -> dict[str, str]:
    cells = dict(zip(COLUMNS[3:], _cells(actor), strict=True))
    said = {"label": cleaned(actor.name), "type": actor.type, **cells}
    return {name: value for name, value in said.items() if value}


def _place(red: PublicRed, id: str) -> dict[str, float]:
    place = red.publication.positions.get(id)
    return {"x": float(place[0]), "y": float(place[1])} if place else {}
