"""Public pages kept: made once for a revision of the store, sent with an ETag, not sent again to who has them.

the address (what of it counts) + revision of the store + day  ->  ETag  ->  304, the page that is kept, or a new one
"""

from __future__ import annotations

import threading
import zlib
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
DIRECTORY = "publico.actores"
_WORDS = ("q", "tipo", "sector", "pais", "after")


class Pages:
    """Pages and files by their ETag, compressed, the ones asked for last; together they stay under `MOST_BYTES`.

    The dearest page (400 actors, 5,000 ties) has 2.5 million letters, of which a tenth of the bytes are left.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self.results: dict[str, tuple[object, Any]] = {}

    def get(self, key: str) -> bytes | None:
        """What is kept, as it was, or None."""
        with self._lock:
            packed = self._kept.get(key)
            if packed is None:
                return None
            self._kept.move_to_end(key)
        return zlib.decompress(packed)

    def keep(self, key: str, page: bytes) -> None:
        """Keeps a page, the oldest go."""
        packed = zlib.compress(page, 1)
        with self._lock:
            if key in self._kept or len(packed) > _LARGEST:
                return
            self._kept[key] = packed
            self._size += len(packed)
            while self._size > MOST_BYTES:
                _key, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest)


def kept_pages() -> Pages:
    """What this process keeps."""
    pages: Pages = current_app.extensions["aliados_public"].pages
    return pages


def remembered(name: str, make: Callable[[], T]) -> T:
    """What `make` gives for the data as it is now, worked out once in this process for each revision."""
    pages, revision = kept_pages(), whole_store().revision()
    known = pages.results.get(name)
    if known is None or known[0] != revision:
        known = pages.results[name] = (revision, make())
    found: T = known[1]
    return found


def words_that_count() -> tuple[str, ...]:
    """The words of the address that change what is asked for: the directory has some, other pages have none."""
    return _WORDS if request.endpoint == DIRECTORY else ()


def tag_of_page() -> str:
    """The ETag of what is asked for: it changes with the data, the day, the language and the program."""
    said = [(name, request.args.get(name, "")) for name in words_that_count()]
    state = (whole_store().revision(), today(), load_assets().digest, current_app.config["ALIADOS_VERSION"])
    text = repr((request.host_url, request.path, said, language(), state))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def has_it(tag: str) -> bool:
    """Whether the other side has what the tag names. "*" names nothing: it would be true of what does not exist."""
    named = request.if_none_match
    return not named.star_tag and named.contains_weak(tag)


def answer(make: Callable[[], str]) -> Response:
    """The page that `make` gives, kept here and wherever it passes; 304 when the other side has it already.

    The tag is taken before the data is read: a page can be newer than its tag, never older.
    """
    tag = tag_of_page()
    response = Response(mimetype="text/html")
    response.set_etag(tag)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}, must-revalidate"
    if has_it(tag):
        response.status_code = 304
        return response
    page = kept_pages().get(tag)
    if page is None:
        page = make().encode()
        kept_pages().keep(tag, page)
    response.set_data(page)
    return response
