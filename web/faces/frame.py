"""What every face of a selection has around its picture: search, tabs, filters, what it says in words, files.

show_face(make)                           a page: make(derived, view) -> its text, once there is something to show
frame_of(view, derived, said, …)          `frame` of templates/red/cara.html, which every face extends
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from crm.derived.results import Derived, freshness
from graph.store import Store
from web.derived import current_results
from web.frame import place_url
from web.reading.understood import empty_theme, notes_on
from web.red.answer import active_filters
from web.red.choices import FilterOptions, filter_options
from web.red.faces import Face, faces
from web.red.names import brief
from web.red.suggesting import suggestions
from web.red.view import RedView, gather_view
from web.red.wish import Wish, read_wish
from web.red.without import without_one
from web.red.words import cuts_of, lonely_words, title_of
from web.store import current_store
from web.texts import gettext as _

LONGEST = 200
# What a face adds to the selection in its address, as names and values.
Own = Sequence[tuple[str, str]]
Page = str | Response
Gather = Callable[[Store, Derived, Wish], RedView]


@dataclass(frozen=True)
class Note:
    """A remark below the description, perhaps with a way on."""

    text: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Download:
    """A file that the face can be taken away as."""

    label: str
    url: str


@dataclass(frozen=True)
class Said:
    """A face in words: the finding as its title, what it shows for who does not see it, remarks."""

    title: str
    description: str
    notes: Sequence[Note] = ()


@dataclass(frozen=True)
class FaceFrame:
    """Everything around a face's own picture. `page` is its address without a query, `own` what it adds to the
    selection, `selection` what was chosen, in words. `ways_out` of an empty one are the filters that leave nothing.
    """

    wish: Wish
    page: str
    own: Own
    said: Said
    selection: str
    words: str
    faces: Sequence[Face]
    options: FilterOptions
    active: Sequence[Mapping[str, str]]
    downloads: Sequence[Download]
    is_empty: bool
    ways_out: Sequence[Note] = ()

    @property
    def label(self) -> str:
        """What the face is called on its tab."""
        return next((face.label for face in self.faces if face.here), "")


def gather_face(store: Store, derived: Derived, wish: Wish) -> RedView:
    """The actors and ties of a selection, without what only the drawing needs."""
    return gather_view(store, derived, wish, plain=True, placed=False)


def show_face(make: Callable[[Derived, RedView], Page], gather: Gather = gather_face) -> Page:
    """The page of a face. Words that were searched without a script lead to what they mean most likely.

    `gather` makes the picture of the selection; a face that shows another than the drawing does brings its own.
    """
    derived, words = current_results(), searched_words()
    meant = suggestions(current_store(), words) if words else []
    if meant:
        return redirect(f"{request.base_url}?{meant[0]['id']}")
    if derived is None:
        return render_template("red/sin_datos.html")
    return make(derived, gather(current_store(), derived, read_wish(request.args)))


def searched_words() -> str:
    """What was typed in the search of the red."""
    return request.args.get("q", "")[:LONGEST].strip()


def frame_of(
    view: RedView, derived: Derived, said: Said, own: Own = (), downloads: Sequence[Download] = ()
) -> FaceFrame:
    """The frame of the face at the address that was asked for."""
    page = request.script_root + request.path
    return FaceFrame(
        wish=view.wish,
        page=page,
        own=own,
        said=Said(said.title, said.description, [*said.notes, *_usual_notes(view, derived)]),
        selection=title_of(view),
        words=searched_words(),
        faces=[*faces(view.wish)],
        options=filter_options(derived),
        active=[*_active(view, derived, page, own)],
        downloads=downloads,
        is_empty=not view.nodes,
        ways_out=[
            Note(one.said, face_url(page, one.wish, own), one.act) for one in without_one(derived, view)
        ],
    )


def _usual_notes(view: RedView, derived: Derived) -> Iterator[Note]:
    names = {node.id: brief(node.name) for node in view.nodes}
    yield from (Note(text) for text in notes_on(current_store(), view.wish, names))
    if not view.nodes and (why := empty_theme(view.wish)):
        yield Note(*why)
    yield from (Note(text) for text in cuts_of(view))
    if view.wish.actor and not view.nodes:
        yield Note(_("Ese actor no está en la red: se archivó, o se guardó hace un momento."))
    if view.lonely and not view.nodes:
        page = request.script_root + request.path
        yield Note(lonely_words(view), face_url(page, view.wish, sueltos=True), _("Mostrarlos"))
    if freshness(derived, current_store()) == "stale":
        yield Note(_("Los últimos cambios se verán en un momento."))


def _active(view: RedView, derived: Derived, page: str, own: Own) -> Iterator[Mapping[str, str]]:
    """The filters that are on, each leading to this face without it."""
    drawing = place_url("red")
    for one in active_filters(view, derived):
        query = one["url"].removeprefix(drawing).removeprefix("?")
        yield {**one, "url": with_query(page, query, own)}


def face_url(page: str, wish: Wish, own: Own = (), **changes: object) -> str:
    """The address of a face with some filters of the selection changed."""
    return with_query(page, wish.query(**changes), own)


def with_query(page: str, query: str, own: Own = ()) -> str:
    """An address from its page, the selection's query and what the face adds."""
    whole = "&".join(part for part in (query, urlencode(list(own))) if part)
    return f"{page}?{whole}" if whole else page
