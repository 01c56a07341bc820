"""`init` and `serve`: the first data, and the pages."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from web.cli.failures import REFUSED, Refusal
from web.cli.invocation import Invocation
from web.cli.opening import place_of
from web.cli.output import emit
from web.cli.parts import WholeNumber, command, option, pass_invocation
from web.cli.texts import say

if TYPE_CHECKING:
    from graph.store import Store
    from web.config import Config

DATASETS = ("ofai", "empty")


@command("init")
@option("--dataset", type=click.Choice(DATASETS), default="ofai", show_default=True)
@pass_invocation
def init(app: Invocation, dataset: str) -> None:
    from graph.copying import is_empty

    with app.store(create=True) as store:
        if not is_empty(store):
            raise Refusal("init.has_data", REFUSED, store=place_of(app.config.store))
        counts = begin(store, app.config, dataset)
    document = {"store": app.config.store, "dataset": dataset, **counts}
    emit(app, document, [say("init.done", **document)])


def begin(store: Store, config: Config, dataset: str) -> Mapping[str, int]:
    """Fills an empty store with a data set, in one transaction, and says since when the office works with it."""
    from crm.access import SYSTEM
    from crm.in_use import begin_use
    from crm.office import today
    from crm.together import together
    from seed.loader import load

    with together(store, SYSTEM) as one:
        begin_use(one, SYSTEM, config.in_use_since or today())
        return load(one, dataset)


@command("serve")
@option("--host", metavar="metavar.address")
@option("--port", type=WholeNumber(0, 65535), metavar="metavar.number")
@option("--first-run", is_flag=True)
@pass_invocation
def serve(app: Invocation, host: str | None, port: int | None, first_run: bool) -> None:
    from web.serving import serve as serve_pages

    app.overrides |= {"server.host": host, "server.port": port}
    refuse_taken(app.config.server.host, app.config.server.port)
    greeting = ""
    if first_run:
        with app.store(create=True) as store:
            _begin_if_empty(store, app.config)
        greeting = _first_link(app.config)
    else:
        with app.store():
            pass  # a store that cannot be opened is said here, before any worker starts
    serve_pages(app.config, greeting)


def refuse_taken(host: str, port: int) -> None:
    """Raises OSError when the address cannot be listened on; the server itself would try for seconds first."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            error.filename = f"{host}:{port}"
            raise


def _begin_if_empty(store: Store, config: Config) -> None:
    from graph.copying import is_empty

    if is_empty(store):
        click.echo(say("serve.filling", store=place_of(config.store)), err=True)
        begin(store, config, "ofai")


def _first_link(config: Config) -> str:
    from web.serving import first_link

    link = first_link(config)
    return say("serve.first_link", link=link) if link else ""
