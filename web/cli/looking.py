"""`search` and `show`: finding an actor, and what happened with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from web.cli.invocation import Invocation
from web.cli.output import emit, table
from web.cli.parts import WholeNumber, argument, command, option, pass_invocation
from web.cli.texts import language, say

if TYPE_CHECKING:
    from crm.actors import Actor
    from crm.listing import Listing
    from crm.timeline import TimelineEntry

SHOWN_FIELDS = (
    "type",
    "sector",
    "country",
    "city",
    "parent",
    "website",
    "email",
    "phone",
    "address",
    "notes",
)
VOCABULARIES = {"type": "actor_types", "sector": "sectors", "country": "countries"}


NOUNS = ("actors", "people", "interactions", "commitments", "projects")


@command("search")
@argument("words", nargs=-1, required=True, metavar="metavar.words", help="argument.words")
@option("--limit", type=WholeNumber(1, 500), default=20, show_default=True, metavar="metavar.number")
@pass_invocation
def search(app: Invocation, words: tuple[str, ...], limit: int) -> None:
    from crm.searching import search as search_all

    asked = " ".join(words)
    with app.view() as store:
        result = search_all(store, asked, limit)
    found = {noun: getattr(result, noun) for noun in NOUNS}
    document = {noun: [one.model_dump(mode="json") for one in some] for noun, some in found.items()}
    emit(app, {"words": asked, **document}, _found_lines(document))


def _found_lines(document: dict[str, list[dict[str, Any]]]) -> list[str]:
    lines: list[str] = []
    for noun, some in document.items():
        if some:
            rows = [(one["id"], one.get("name") or one.get("title") or one.get("text", "")) for one in some]
            lines += [*([""] if lines else []), say(f"noun.{noun}"), *table(rows)]
    return lines or [say("search.nothing")]


@command("show")
@argument("actor_id", metavar="metavar.id", help="argument.actor")
@option("--limit", type=WholeNumber(1, 1000), default=20, show_default=True, metavar="metavar.number")
@pass_invocation
def show(app: Invocation, actor_id: str, limit: int) -> None:
    from crm.actors import get_actor
    from crm.timeline import timeline_of

    with app.view() as store:
        actor = get_actor(store, actor_id)
        entries = timeline_of(store, actor_id, limit)
    emit(app, _document(actor, entries), [*_card(actor), "", *_timeline(entries)])


def _document(actor: Actor, entries: Listing[TimelineEntry]) -> dict[str, Any]:
    timeline = [
        {
            "interaction": entry.interaction.model_dump(mode="json"),
            "role": entry.role,
            "via": entry.via,
            "names": {party.actor: party.name for party in entry.participants},
        }
        for entry in entries.items
    ]
    return {"actor": actor.model_dump(mode="json"), "timeline": timeline, "more": entries.more}


def _card(actor: Actor) -> list[str]:
    from crm.messages import field_label

    said = [(name, getattr(actor, name)) for name in SHOWN_FIELDS]
    rows = [(field_label(name, language()), _worded(name, value)) for name, value in said if value]
    heads = [f"{actor.name} ({actor.id})", *([", ".join(actor.aliases)] if actor.aliases else [])]
    kept = say(
        "show.contacts", count=actor.interactions, last=actor.last_contact.year if actor.last_contact else "–"
    )
    return [*heads, *(table(rows) if rows else []), kept]


def _worded(name: str, value: object) -> str:
    from crm.vocabulary import vocabulary

    return (
        vocabulary(VOCABULARIES[name]).label(str(value), language()) if name in VOCABULARIES else str(value)
    )


def _timeline(entries: Listing[TimelineEntry]) -> list[str]:
    from crm.periods import say_period
    from crm.vocabulary import vocabulary

    kinds = vocabulary("interaction_kinds")
    rows = [
        (say_period(i.when, language()), kinds.label(i.kind, language()), i.title, i.id)
        for i in (entry.interaction for entry in entries.items)
    ]
    more = [say("show.more")] if entries.more else []
    return [*table(rows), *more] if rows else [say("show.nothing")]
