"""`erase`: forgets a record for good, after its name was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from web.cli.attached import vault_at
from web.cli.invocation import Invocation
from web.cli.output import emit
from web.cli.parts import argument, command, option, pass_invocation
from web.cli.texts import say

if TYPE_CHECKING:
    from crm.erasing.consequences import Consequences


@command("erase")
@argument("id", metavar="metavar.id", help="argument.erase")
@option("--confirm", metavar="metavar.text")
@pass_invocation
def erase(app: Invocation, id: str, confirm: str | None) -> None:
    from crm.access import SYSTEM
    from crm.erasing.erasing import consequences_of, erase_record
    from crm.maps.files import forget_in_files

    with app.store() as store:
        told = consequences_of(store, id)
        if confirm is None:
            for line in _lines(told):
                click.echo(line, err=True)
            confirm = click.prompt(say("erase.type", name=told.confirm), err=True)
        done = erase_record(store, SYSTEM, id, confirm, vault_at(app.files))
        forget_in_files(app.derived, done.erased)
    document = {"id": done.id, "erased": done.erased, "files": done.files}
    emit(app, document, [say("erase.done", id=id, count=len(done.erased))])


def _lines(told: Consequences) -> list[str]:
    """What will happen, before it is asked for."""
    counted = {name: getattr(told, name) for name in ("meetings", "commitments", "posts", "ties")}
    lines = [say("erase.takes", name=told.confirm, files=len(told.files), titles=len(told.titles), **counted)]
    lines += [say("erase.mention", kind=one.kind, id=one.id, name=one.name) for one in told.mentions]
    return [*lines, say("erase.stays")]
