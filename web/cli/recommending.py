"""`recommend`: who else belongs at the table, for a text and those who are in already; one question, or one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from web.cli.derived import current_results
from web.cli.failures import Refusal
from web.cli.invocation import Invocation
from web.cli.output import as_json, tell
from web.cli.parts import WholeNumber, command, option, pass_invocation
from web.cli.texts import language

if TYPE_CHECKING:
    from crm.mapping.reasons import Reason
    from crm.mapping.recommending import Asked
    from crm.maps.ranked import RankedActor
    from graph.store import Store

FIELDS = ("text", "with", "before", "exclude_interactions")
_MOST_IDS = 1000


@command("recommend")
@option("--jsonl", is_flag=True)
@option("--limit", type=WholeNumber(1, 1000), default=100, show_default=True, metavar="metavar.number")
@pass_invocation
def recommend(app: Invocation, jsonl: bool, limit: int) -> None:
    from crm.mapping.recommending import recommend as recommended

    with app.view() as store:
        questions = _questions(store, jsonl)
        first = next(questions, None)  # what is wrong with it is said before anything long begins
        if first is None:
            return
        with current_results(app, store) as derived:
            for asked in chain([first], questions):
                _answer(recommended(store, derived, asked, limit), jsonl)


def _answer(ranked: list[RankedActor], jsonl: bool) -> None:
    document = {"actors": [_described(one) for one in ranked]}
    click.echo(json.dumps(document, ensure_ascii=False) if jsonl else as_json(document))


def _described(one: RankedActor) -> dict[str, Any]:
    return {"actor": one.actor, "score": one.score, "reasons": [_told(why) for why in one.reasons]}


def _told(why: Reason) -> dict[str, Any]:
    from crm.mapping.reasons import is_checked, reason_text

    said = {"text": reason_text(why, language()), "key": why.key, "facts": list(why.facts)}
    return {**said, "points": why.points, "checked": is_checked(why)}


def _questions(store: Store, jsonl: bool) -> Iterator[Asked]:
    """The questions of standard input. Raises Refusal with the line and the field that cannot be read."""
    source = sys.stdin.buffer
    if not jsonl:
        yield _question(store, _text(source.read(), None), None)
        return
    for number, line in enumerate(source, start=1):
        if line.strip():
            yield _question(store, _text(line, number), number)


def _text(said: bytes, number: int | None) -> str:
    try:
        return said.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("recommend.not_utf8", number) from error


def _question(store: Store, text: str, number: int | None) -> Asked:
    from crm.mapping.recommending import Asked

    said = _document(text, number)
    told = said.get("text")
    if not isinstance(told, str):
        raise _refused("recommend.no_text", number)
    others = sorted(set(said) - set(FIELDS))
    if others:
        tell("recommend.ignored", where=_where(number), names=", ".join(others), known=", ".join(FIELDS))
    companions = _ids(store, said, "with", number)
    without = _ids(store, said, "exclude_interactions", number)
    whole = told.encode("utf-8", "replace").decode("utf-8")  # half of a letter cannot be written again
    return Asked(whole, companions, _day(said, number), without)


def _document(text: str, number: int | None) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        at = error.colno if number else f"{error.lineno}:{error.colno}"
        raise _refused("recommend.not_json", number, at=at) from error
    except (RecursionError, ValueError) as error:  # nested beyond reason, or a number of thousands of digits
        raise _refused("recommend.not_json", number, at=1) from error
    if not isinstance(said, dict):
        raise _refused("recommend.no_object", number)
    return said


def _day(said: dict[str, Any], number: int | None) -> date | None:
    value = said.get("before")
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _refused("recommend.bad_day", number, value=_short(value)) from error


def _ids(store: Store, said: dict[str, Any], field: str, number: int | None) -> tuple[str, ...]:
    """The ids of a field, which the store must know: a slip of the pen would change the answer unseen."""
    value = said.get(field) or []
    if (
        not isinstance(value, list)
        or not all(isinstance(one, str) for one in value)
        or len(value) > _MOST_IDS
    ):
        raise _refused("recommend.bad_ids", number, field=field, most=_MOST_IDS)
    known = store.get(set(value)) if value else {}
    missing = [one for one in value if one not in known]
    if missing:
        raise _refused("recommend.unknown", number, field=field, id=_short(missing[0]))
    return tuple(dict.fromkeys(value))


def _short(value: object) -> str:
    return str(value)[:80]


def _where(number: int | None) -> str:
    from web.cli.texts import say

    return say("recommend.line", number=number) if number else say("recommend.input")


def _refused(key: str, number: int | None, **params: Any) -> Refusal:
    return Refusal(key, where=_where(number), **params)
