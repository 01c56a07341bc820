"""Public pages kept: made once for a revision of the store, sent with an ETag, not sent again to who has them.

the address (what of it counts) + revision of the store + day  ->  ETag  ->  304, the page that is kept, or a new one
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

from flask import Response, current_app, request

from crm.office import today
from web.assets import load_assets
from web.i18n import language
from web.store_keeping import whole_store

# What a city takes back is gone for everybody after so many seconds.
KEPT_SECONDS = 60
MOST_BYTES = 16_000_000
_LARGEST = 2_000_000
T = TypeVar("T")
COUNTED = ("q", "tipo", "sector", "pais", "after")


class Pages:
    """Pages by their ETag, the ones asked for last; together they stay under `MOST_BYTES` (in letters)."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self.results: dict[str, tuple[object, Any]] = {}

    def get(self, key: str) -> str | None:
        """The page, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, page: str) -> None:
        """Keeps a page, the oldest go."""
        with self._lock:
            if key in self._kept or len(page) > _LARGEST:
                return
            self._kept[key] = page
            self._size += len(page)
            while self._size > MOST_BYTES:
                _key, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest)


def remembered(name: str, make: Callable[[], T]) -> T:
    """What `make` gives for the data as it is now, worked out once in this process for each revision."""
    pages: Pages = current_app.extensions["aliados_public"].pages
    revision = whole_store().revision()
    known = pages.results.get(name)
    if known is None or known[0] != revision:
        known = pages.results[name] = (revision, make())
    found: T = known[1]
    return found


def tag_of_page() -> str:
    """The ETag of what is asked for: it changes with the data, the day, the language and the program."""
    said = [(name, request.args.get(name, "")) for name in COUNTED]
    state = (whole_store().revision(), today(), load_assets().digest, current_app.config["ALIADOS_VERSION"])
    text = repr((request.host_url, request.path, said, language(), state))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def answer(make: Callable[[], str]) -> Response:
    """The page that `make` gives, kept here and wherever it passes; 304 when the other side has it already.

    The tag is taken before the data is read: a page can be newer than its tag, never older.
    """
    tag = tag_of_page()
    response = Response(mimetype="text/html")
    response.set_etag(tag)
    response.cache_control.public = True
    response.cache_control.max_age = KEPT_SECONDS
    response.cache_control.must_revalidate = True
    if request.if_none_match.contains(tag):
        response.status_code = 304
        return response
    pages: Pages = current_app.extensions["aliados_public"].pages
    page = pages.get(tag)
    if page is None:
        page = make()
        pages.keep(tag, page)
    response.set_data(page)
    return response
