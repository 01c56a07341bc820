"""/red/novedades: what is new, as a stream of events, or as one answer to who asks with `?desde=REVISION`.

A stream ends after some minutes and the browser opens another; it ends with the session. There are only so many streams,
as each holds a thread: who comes when they are taken is told so, and asks from time to time instead.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request, stream_with_context

from crm.accounts.sessions import session_viewer
from crm.errors import Unavailable
from web.auth import session_secret, the_viewer
from web.live.news import news_of
from web.live.watching import LOOK_SECONDS, State, Watcher
from web.store import current_store
from web.store_keeping import whole_store

LASTS_SECONDS, BEAT_SECONDS = 300.0, 2.5
MOST_OF_ONE = 3
blueprint = Blueprint("novedades", __name__)


class Streams:
    """How many streams are open in this process, and whose; `most` at a time, so that pages find threads, too."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._open: list[str] = []

    @contextmanager
    def place(self, viewer: str) -> Iterator[bool]:
        """A place while the block runs; False when there is none."""
        with self._lock:
            free = len(self._open) < self._most and self._open.count(viewer) < MOST_OF_ONE
            if free:
                self._open.append(viewer)
        try:
            yield free
        finally:
            if free:
                with self._lock:
                    self._open.remove(viewer)


def _watcher() -> Watcher:
    watcher: Watcher = current_app.extensions["aliados_watcher"]
    return watcher


@blueprint.get("/red/novedades")
def novedades() -> Response:
    """What is new since a revision. Raises Unavailable when the store is out of reach."""
    state = _watcher().listen()
    asked = request.headers.get("Last-Event-ID") or request.args.get("desde", "")
    since = int(asked) if asked.isdecimal() and len(asked) < 16 else state.revision
    if "text/event-stream" not in request.headers.get("Accept", ""):
        return jsonify(_news(since))
    response = Response(
        stream_with_context(_events(min(since, state.revision))), mimetype="text/event-stream"
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # a proxy before us passes events on at once
    return response


def _news(since: int) -> dict[str, Any]:
    facts = _watcher().facts_since(since)
    return news_of(current_store(), facts, _watcher().state)


def _events(since: int) -> Iterator[str]:
    """The stream: first how far it is, then what is new, a sign of life between; "full" when there is no place for it."""
    streams: Streams = current_app.extensions["aliados_streams"]
    watcher = _watcher()
    with streams.place(the_viewer().id) as free:
        if not free:
            yield "event: full\ndata: {}\n\n"
            return
        yield "retry: 2000\n\n"
        # One's own last revision may lie before the watcher's: what came between is told first.
        state, said = State(since, -1), 0.0
        end = time.monotonic() + LASTS_SECONDS
        while time.monotonic() < end and not _leaving():
            now = watcher.wait(state, LOOK_SECONDS)
            if now == state and time.monotonic() - said < BEAT_SECONDS:
                continue
            if not _goes_on():
                yield "event: over\ndata: {}\n\n"
                return
            yield _event(state, now) if now != state else ": \n\n"
            state, said = now, time.monotonic()


def _leaving() -> bool:
    """Whether the process is about to end; the browser finds another."""
    return bool(current_app.extensions.get("aliados_leaving", lambda: False)())


def _event(before: State, now: State) -> str:
    news = _news(before.revision)
    return f"id: {now.revision}\nevent: news\ndata: {json.dumps(news, ensure_ascii=False)}\n\n"


def _goes_on() -> bool:
    """Whether the session is still open and says the same of its user; else nothing more is told."""
    try:
        now = session_viewer(whole_store(), session_secret(), datetime.now(UTC), touch=False)
    except Unavailable:
        return False
    if now is None or now.principals != the_viewer().principals:
        return False
    g.pop("record_names", None)
    return True


def register_live(app: Flask) -> None:
    """Gives the application its watcher and its places for streams: half of its threads, at least one."""
    from web.derived import current_results

    def analysed() -> int:
        with app.app_context():
            derived = current_results()
            return derived.revision if derived else 0

    def store() -> Any:
        with app.app_context():
            return whole_store()

    app.extensions["aliados_watcher"] = Watcher(store, analysed)
    app.extensions["aliados_streams"] = Streams(max(app.config["ALIADOS"].server.threads // 2, 1))


@blueprint.app_template_global()
def live_revision() -> int:
    """How far the store is, for a page that will ask what is new since."""
    return current_store().revision()
