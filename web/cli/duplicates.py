"""`duplicates`: who is there twice, in the store or in a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.invocation import Invocation
from web.cli.output import emit, table
from web.cli.parts import command, option, pass_invocation
from web.cli.texts import language, say

if TYPE_CHECKING:
    from crm.duplicates.finding import Pair


class Share(click.FloatRange):
    """A number from 0 to 1."""

    def _get_name(self) -> str:
        return say("type.share")

    name = property(_get_name)


@command("duplicates")
@option("--file", type=click.Path(path_type=Path), metavar="metavar.file", help="option.duplicates_file")
@option("--threshold", type=Share(0, 1), metavar="metavar.number")
@pass_invocation
def duplicates(app: Invocation, file: Path | None, threshold: float | None) -> None:
    from crm.duplicates.scoring import DEFAULT

    least = DEFAULT if threshold is None else threshold
    pairs, names = _in_table(file, least) if file else _in_store(app, least)
    document = [_document(pair, names) for pair in pairs]
    rows = [(f"{pair.score:.2f}", names.get(pair.a, ""), names.get(pair.b, ""), _why(pair)) for pair in pairs]
    emit(app, document, table(rows) if rows else [say("duplicates.none")])


def _in_table(file: Path, least: float) -> tuple[list[Pair], dict[str | int, str]]:
    from crm.duplicates.tabled import find_in_table

    return find_in_table(file, least)


def _in_store(app: Invocation, least: float) -> tuple[list[Pair], dict[str | int, str]]:
    from crm.actors import names_of
    from crm.duplicates.stored import find_in_store

    with app.view() as store:
        pairs = find_in_store(store, least)
        ids = {str(id) for pair in pairs for id in (pair.a, pair.b)}
        names: dict[str | int, str] = {}
        names.update(names_of(store, ids))
        return pairs, names


def _document(pair: Pair, names: dict[str | int, str]) -> dict[str, object]:
    said = [names.get(pair.a, ""), names.get(pair.b, "")]
    return {"a": pair.a, "b": pair.b, "score": pair.score, "why": _words(pair), "names": said}


def _words(pair: Pair) -> list[str]:
    from crm.messages import say as say_word

    return [say_word(f"why.{key}", language()) for key in dict.fromkeys(pair.why)]


def _why(pair: Pair) -> str:
    return ", ".join(_words(pair))
