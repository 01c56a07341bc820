"""`capture`: one line of Spanish is read, shown as a proposal, and saved unless one only looks; or a file of lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.days import Day
from web.cli.failures import USAGE, Refusal
from web.cli.invocation import Invocation
from web.cli.output import as_json, tell
from web.cli.parts import argument, command, option, pass_invocation
from web.cli.texts import language

if TYPE_CHECKING:
    from crm.capture.model import Proposal

a_file = click.Path(path_type=Path, allow_dash=True)


@command("capture")
@argument("text", required=False, metavar="metavar.text", help="argument.line")
@option("--today", type=Day(), metavar="metavar.day")
@option("--dry-run", is_flag=True)
@option("--batch", type=a_file, metavar="metavar.file")
@pass_invocation
def capture(app: Invocation, text: str | None, today: date | None, dry_run: bool, batch: Path | None) -> None:
    if (text is None) == (batch is None):
        raise Refusal("capture.one_of_two", USAGE)
    if batch is not None:
        _read_file(app, batch, today)
    else:
        _read_line(app, text or "", today, dry_run)


def _read_line(app: Invocation, text: str, today: date | None, dry_run: bool) -> None:
    from crm.access import SYSTEM
    from crm.capture.doors import known_names, propose, save_proposal
    from crm.office import today as office_day

    if not text.strip():
        raise Refusal("capture.empty")
    with app.store() as store:
        proposal = propose(known_names(store, SYSTEM), text, today or office_day())
        _tell(proposal)
        if dry_run:
            click.echo(as_json(proposal.shown(language())))
            return
        saved = save_proposal(store, SYSTEM, proposal)
    document = {"interaction": saved.interaction, "created": saved.created}
    click.echo(as_json({**document, "proposal": proposal.shown(language())}))


def _tell(proposal: Proposal) -> None:
    for doubt in proposal.warnings:
        tell("capture.doubt", about=doubt.about, message=doubt.said(language()))


def _read_file(app: Invocation, batch: Path, today: date | None) -> None:
    """A proposal for each line, in their order; nothing is saved."""
    from crm.access import SYSTEM
    from crm.capture.doors import known_names, propose
    from crm.office import today as office_day

    with app.view() as store:
        names = known_names(store, SYSTEM)
        for text, day in _lines(batch, today or office_day()):
            shown = propose(names, text, day).shown(language())
            click.echo(json.dumps(shown, ensure_ascii=False))


def _lines(batch: Path, today: date) -> Iterator[tuple[str, date]]:
    """The text and the day of each line `{"today", "text"}`; other keys do not matter. Raises Refusal with its number."""
    with click.open_file(str(batch), encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _line(line, number, today)


def _line(line: str, number: int, today: date) -> tuple[str, date]:
    try:
        said: Any = json.loads(line)
        text, day = said["text"], said.get("today")
        if not isinstance(text, str):
            raise TypeError(text)
        return text, date.fromisoformat(day) if day else today
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refusal("capture.bad_line", number=number) from error
