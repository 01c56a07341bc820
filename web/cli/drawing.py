"""`network`: the red as one page to send, which opens without internet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.days import Day
from web.cli.derived import current_results
from web.cli.invocation import Invocation
from web.cli.output import emit, write_whole
from web.cli.parts import WholeNumber, command, option, pass_invocation
from web.cli.texts import language, say

if TYPE_CHECKING:
    from graph.store import Store
    from web.red.view import RedView

a_path = click.Path(path_type=Path)


@command("network")
@option("--around", metavar="metavar.id")
@option("--depth", type=WholeNumber(1, 6), default=1, show_default=True, metavar="metavar.number")
@option("--as-of", type=Day(), metavar="metavar.day")
@option("--html", type=a_path, required=True, metavar="metavar.file")
@pass_invocation
def network(app: Invocation, around: str | None, depth: int, as_of: date | None, html: Path) -> None:
    from web.red.view import gather_view
    from web.red.wish import Wish

    wish = Wish(actor=(around,) if around else (), nivel=depth, dia=as_of, todo=not around)
    with app.view() as store:
        if around:
            _refuse_unknown(store, around)
        with current_results(app, store) as derived:
            view = gather_view(store, derived, wish)
            write_whole(html, _page(app, store, view))
    document = {"file": html, "actors": len(view.nodes), "ties": view.ties}
    emit(app, document, [say("network.done", **document)])


def _refuse_unknown(store: Store, id: str) -> None:
    from crm.actors import get_actor

    get_actor(store, id)


def _page(app: Invocation, store: Store, view: RedView) -> str:
    """The page in the language spoken; its texts are those of the web pages."""
    from web import create_app
    from web.red.drawing_page import standalone_page

    with create_app(app.config, store).test_request_context(f"/red?lang={language()}"):
        return standalone_page(view)
