"""Records for tests: `make_actor(**changes)` is a whole valid one, changed where the test cares."""

from datetime import date
from pathlib import Path
from typing import Any

from crm.actors import Actor, Person, PostHeld
from crm.commitments import Commitment
from crm.derived.results import Derived, read
from crm.evidence import Evidence, Source
from crm.interactions import Interaction, Participant
from crm.maps.files import folder_of
from crm.maps.following import MapKeeper
from crm.periods import Period, parse_period, whole
from crm.projects import Project
from crm.source_issues import SourceIssue
from crm.ties import Tie
from graph.store import Store


def make_period(when: str | date | Period = "2026-11-19") -> Period:
    """A day, a text such as "primer trimestre de 2023", or the period itself."""
    if isinstance(when, Period):
        return when
    return whole(when, "day") if isinstance(when, date) else parse_period(when)


def make_source(**changes: Any) -> Source:
    return Source.of({"id": "002", "title": "Informe de gestión 2017", **changes})


def make_evidence(**changes: Any) -> Evidence:
    given = {"document": "002", "where": "Embajada de Francia", "section": "Posicionamiento", "line": 63}
    return Evidence.of({**given, **changes})


def make_actor(**changes: Any) -> Actor:
    given = {"name": "Embajada de Francia", "type": "embassy", "sector": "international", "country": "FR"}
    return Actor.of({**given, **changes})


def make_office(**changes: Any) -> Actor:
    given = {
        "id": "ofai",
        "name": "Oficina Asesora de Asuntos Internacionales (OFAI)",
        "type": "city_dependency",
    }
    return Actor.of({**given, "sector": "local_government_areas", "country": "CO", **changes})


def make_person(**changes: Any) -> Person:
    return Person.of({"name": "Yvonne Baumann", **changes})


def make_post(organisation: str = "embajada-francia", **changes: Any) -> PostHeld:
    return PostHeld.of({"organisation": organisation, "title": "Embajadora", **changes})


def make_interaction(*actors: str, **changes: Any) -> Interaction:
    """A meeting of the office with the actors, on 19 November 2026 unless `when` says otherwise."""
    participants = [Participant(actor="ofai", role="host"), *(Participant(actor=actor) for actor in actors)]
    when = make_period(changes.pop("when", "2026-11-19"))
    given = {"kind": "meeting", "title": "Reunión", "when": when, "participants": participants}
    return Interaction.of({**given, **changes})


def make_commitment(**changes: Any) -> Commitment:
    return Commitment.of({"text": "enviar ficha técnica", "owner": "ofai", "due": "2026-12-15", **changes})


def make_tie(start: str, end: str, **changes: Any) -> Tie:
    return Tie.of({"type": "MEMBER_OF", "start_actor": start, "end_actor": end, **changes})


def make_project(**changes: Any) -> Project:
    return Project.of(
        {"title": "Agua segura", "summary": "Mejorar el agua de los barrios del norte.", **changes}
    )


def make_issue(**changes: Any) -> SourceIssue:
    said = {
        "issue_es": "Nombre dudoso.",
        "issue_en": "Doubtful name.",
        "handling_es": "Alias.",
        "handling_en": "Alias.",
    }
    given = {"id": "002-onu-habitar", "kind": "typo", "severity": "high", "document": "002"}
    return SourceIssue.of({**given, **said, **changes})


def results_in(folder: Path) -> Derived:
    """What the analyst left in a folder."""
    found = read(folder)
    assert found is not None
    return found


def names_in(derived: Derived) -> dict[str, str]:
    """The names of all its actors, by id."""
    return dict(zip(derived.ids, derived.actors["name"], strict=True))


def keep_maps(store: Store, folder: Path) -> None:
    """Makes every map that is due, one after another, as the analyst does."""
    folder_of(folder).mkdir(parents=True, exist_ok=True)
    keeper = MapKeeper(store, folder)
    while keeper.look():
        pass
