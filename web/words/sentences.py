"""Sentences about an actor's place in the network, with their facts named, for a page or for the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask.blueprints import BlueprintSetupState

from crm.derived.results import Derived
from crm.meaning.methods import anchor_of
from crm.meaning.saying import sector_brokers, statements_of, weightiest
from crm.meaning.seen import Names, actors_in, statements_seen
from crm.meaning.statements import Fact, Statement, advice_text, statement_text
from web.derived import current_results
from web.i18n import language, term
from web.saying import named_record, record_names
from web.wording import actor_names

MOST, SHOWN, FIRST = 3, 20, 4


@dataclass(frozen=True)
class SaidFact:
    """Actors as (id, name), the interactions they share as (id, name), how many there are, the sector's name."""

    actors: Sequence[tuple[str, str]]
    interactions: Sequence[tuple[str, str]]
    total: int
    sector: str

    @property
    def more_actors(self) -> int:
        """How many actors are not named."""
        named = min(len(self.actors), SHOWN)
        return len(self.actors) - named if self.interactions else max(self.total, len(self.actors)) - named

    @property
    def more(self) -> int:
        """How many interactions are not named."""
        return self.total - len(self.interactions) if self.interactions else 0


@dataclass(frozen=True)
class Said:
    """One sentence, what to do about it, its facts and the measure it comes from."""

    text: str
    advice: str
    facts: Sequence[SaidFact]
    measure: str


def said_of(id: str) -> list[Said]:
    """The sentences about an actor; none before the first analysis and for who is no partner."""
    derived = current_results()
    return say_all(statements_of(derived, id)) if derived else []


def hinges(derived: Derived, most: int = 5) -> list[tuple[str, str, Said]]:
    """The actors on whom most hangs: id, name, the weightiest sentence."""
    found = weightiest(derived, most)
    names = actor_names(id for id, _one in found)
    said = ((id, say_all([_briefly(statement)])) for id, statement in found if id in names)
    return [(id, names[id], one) for id, some in said for one in some]


def bridges(derived: Derived) -> list[tuple[str, str, str, Said]]:
    """The bridge of each sector: the sector's name, the actor's id and name, the sentence."""
    found = sector_brokers(derived)
    names = actor_names(id for _sector, id, _one in found)
    said = ((sector, id, say_all([_briefly(one)])) for sector, id, one in found if id in names)
    return [(term(sector, "sectors"), id, names[id], one) for sector, id, some in said for one in some]


def _briefly(statement: Statement) -> Statement:
    """With its first facts only: the actor's own page has them all."""
    return replace(statement, facts=statement.facts[:FIRST])


def say_all(statements: Sequence[Statement]) -> list[Said]:
    """The sentences in the reader's language, as far as the reader may read them now.

    The actors and the interactions that they name are read all at once.
    """
    names = actor_names(actors_in(statements))
    seen = statements_seen(names, statements)
    record_names({id for one in seen for fact in one.facts for id in fact.interactions[:MOST]})
    return [_said(names, one) for one in seen]


def _said(names: Names, statement: Statement) -> Said:
    return Said(
        text=statement_text(names, statement, language()),
        advice=advice_text(names, statement, language()),
        facts=[_fact(names, fact) for fact in statement.facts],
        measure=anchor_of(statement.measure),
    )


def _fact(names: Names, fact: Fact) -> SaidFact:
    found = [(id, named_record(id)) for id in fact.interactions[:MOST]]
    return SaidFact(
        actors=[(id, names[id]) for id in fact.actors],
        interactions=[(id, one.name) for id, one in found if one is not None],
        total=fact.total,
        sector=term(fact.sector, "sectors"),
    )


def as_json(said: Said) -> dict[str, Any]:
    """The sentence as the API gives it."""
    return {
        "text": said.text,
        "advice": said.advice,
        "measure": said.measure,
        "facts": [
            {
                "actors": [id for id, _name in fact.actors],
                "interactions": [id for id, _name in fact.interactions],
                "total": fact.total,
            }
            for fact in said.facts
        ],
    }


def running(text: str) -> str:
    """A term within a sentence: in small letters but for acronyms, "ONG o fundación"."""
    return " ".join(one if sum(map(str.isupper, one)) > 1 else one.lower() for one in text.split(" "))


def register_sentences(state: BlueprintSetupState) -> None:
    """Gives templates `said_of(id)` and `| running`."""
    state.app.add_template_global(said_of)
    state.app.add_template_filter(running)
