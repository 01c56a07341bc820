"""`network`: a part of the red as a page that opens without internet, or as a sheet to print."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.derived import current_results
from web.cli.failures import USAGE, Refusal
from web.cli.invocation import Invocation
from web.cli.output import emit, write_bytes_whole
from web.cli.parts import command, option, pass_invocation
from web.cli.selecting import selection, wish_from
from web.cli.texts import language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

a_path = click.Path(path_type=Path)
FORMATS = ("html", "svg", "pdf", "png")
PAPERS = ("a4", "a3", "a2", "a1")


@command("network")
@selection
@option("--html", type=a_path, metavar="metavar.file")
@option("--svg", type=a_path, metavar="metavar.file")
@option("--pdf", type=a_path, metavar="metavar.file")
@option("--png", type=a_path, metavar="metavar.file")
@option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True)
@pass_invocation
def network(app: Invocation, /, paper: str, **said: Any) -> None:
    from web.red.view import gather_view
    from web.red_files.making import make_file

    files = {format: said[format] for format in FORMATS if said[format]}
    if not files:
        raise Refusal("network.no_file", USAGE)
    with app.view() as store:
        wish = wish_from(store, said)
        with current_results(app, store) as derived, _as_a_page(app, store):
            view = gather_view(store, derived, wish)
            for format, path in files.items():
                write_bytes_whole(path, make_file(store, view, format, paper))
    document = {
        "files": [str(path) for path in files.values()],
        "actors": len(view.nodes),
        "ties": view.ties,
    }
    emit(app, document, [say("network.done", **{**document, "file": path}) for path in files.values()])


@contextmanager
def _as_a_page(app: Invocation, store: Store) -> Iterator[None]:
    """The texts of a drawing are those of the web pages, in the language spoken."""
    from web import create_app

    with create_app(app.config, store).test_request_context(f"/red?lang={language()}"):
        yield
