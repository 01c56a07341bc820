"""What part of the network a command draws, said by options or as the address of the page has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from web.cli.days import Day
from web.cli.failures import Refusal
from web.cli.parts import WholeNumber, option

if TYPE_CHECKING:
    from graph.store import Store
    from web.red.wish import Wish

F = TypeVar("F", bound=Callable[..., Any])
Pair = tuple[str, str]
# The filter of an address that an option sets, and the words it takes.
WORDS = {
    "family": ("familia", "families"),
    "type": ("tipo", "actor_types"),
    "sector": ("sector", "sectors"),
    "line": ("linea", "strategic_lines"),
    "theme": ("tema", "themes"),
}
YEAR = WholeNumber(1900, 2200)
_OPTIONS = (
    option("--around", multiple=True, metavar="metavar.id"),
    option("--depth", type=WholeNumber(1, 6), metavar="metavar.number"),
    *(
        option(f"--{name}", multiple=True, metavar="metavar.word", help=f"option.red_{name}")
        for name in WORDS
    ),
    option("--contacts", is_flag=True, help="option.red_contacts"),
    option("--since", type=YEAR, metavar="metavar.year", help="option.red_since"),
    option("--until", type=YEAR, metavar="metavar.year", help="option.red_until"),
    option("--as-of", type=Day(), metavar="metavar.day"),
    option("--query", metavar="metavar.query", help="option.red_query"),
    option("--view", metavar="metavar.id", help="option.red_view"),
)


def selection(function: F) -> F:
    """The options that choose; the command gets them by name, to be given to `wish_from`."""
    for one in reversed(_OPTIONS):
        function = one(function)
    return function


def wish_from(store: Store, said: Mapping[str, Any]) -> Wish:
    """The selection; the whole network when nothing was said.

    Raises NotFound for an actor or a view that is not there, InvalidData and Refusal for what no filter understands.
    """
    from werkzeug.datastructures import MultiDict

    from crm.actors import get_actor
    from web.red.wish import read_wish

    pairs = [*_of_view(store, said["view"]), *_of_query(said["query"]), *_of_options(said)]
    wish = read_wish(MultiDict(pairs or [("todo", "1")]))
    _refuse_unread(wish, pairs)
    for id in wish.actor:
        get_actor(store, id)
    return replace(wish, nivel=said["depth"]) if said["depth"] else wish


def _of_view(store: Store, id: str | None) -> list[Pair]:
    """A saved view: its selection, and its places, notes and name with it."""
    from urllib.parse import parse_qsl

    from crm.views.reading import view_of

    return [*parse_qsl(view_of(store, id).query), ("vista", id)] if id else []


def _of_query(query: str | None) -> list[Pair]:
    """The part after the question mark, whoever copied the whole address."""
    from urllib.parse import parse_qsl

    from crm.views.query import tidy_query

    return parse_qsl(tidy_query(query.rpartition("?")[2])) if query else []


def _of_options(said: Mapping[str, Any]) -> Iterable[Pair]:
    yield from (("actor", id) for id in said["around"])
    for name, (filter, words) in WORDS.items():
        yield from ((filter, _meant(name, words, value)) for value in said[name])
    named = {
        "vecinos": said["contacts"] or None,
        "desde": said["since"],
        "hasta": said["until"],
        "dia": said["as_of"],
    }
    yield from (
        (name, "1" if value is True else str(value)) for name, value in named.items() if value is not None
    )
    if said["as_of"] and not any(said[name] for name in ("around", "query", "view", *WORDS)):
        yield "todo", "1"


def _meant(option: str, words: str, value: str) -> str:
    """The word's id, whether the id or what people call it was typed. Raises InvalidData."""
    from crm.errors import InvalidData
    from crm.vocabulary import vocabulary

    found = vocabulary(words).match(value)
    if found is None:
        raise InvalidData.of(f"--{option}", "unknown_choice", value=value[:80])
    return found


def _refuse_unread(wish: Wish, pairs: Iterable[Pair]) -> None:
    """A page overlooks what it does not understand; a file of something else than was asked for is worse than none."""
    read = set(wish.pairs())
    for name, value in pairs:
        held = getattr(wish, name, None)
        if (name, value) not in read and (held is None or str(held) != value):
            raise Refusal("network.unread", name=name[:80], value=value[:80])
