"""The picture as one HTML file as it is seen: with the notes, the camera and the story of the saved view it is of."""

from __future__ import annotations

from graph.store import Store
from web.red.drawing_page import Kept, standalone_page
from web.red.names import plain
from web.red.view import RedView
from web.red_files.scene import title_of_file
from web.views.placing import saved_view
from web.views.story_page import played


def page_as_seen(store: Store, view: RedView) -> str:
    """The file's text; a saved view's notes go along when the address names it, as they do on the page."""
    saved = saved_view(store, view.wish.vista)
    if saved is None:
        return standalone_page(view)
    notes = [{**note.model_dump(mode="json"), "text": plain(note.text)} for note in saved.annotations]
    camera = saved.camera.model_dump(mode="json") if saved.camera else None
    return standalone_page(
        view, played(saved.steps), plain(title_of_file(view, saved)), Kept(tuple(notes), camera)
    )
