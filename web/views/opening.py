"""The view that the page of the red has open: what its bar says, and what its scripts are given."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from flask import request

from crm.views.model import SavedView
from web.red.view import RedView
from web.store import current_store
from web.texts import gettext as _
from web.views.asking import address_of, canonical, wish_of
from web.views.gathering import changed_words, scene_of
from web.views.placing import saved_view
from web.views.telling import told

LONGEST = 200


@dataclass(frozen=True)
class OpenView:
    """The view of an address, None when it names none; `query` is the selection without it."""

    view: SavedView | None
    query: str
    changed: str
    suggested: str

    @property
    def data(self) -> str:
        """The view for the scripts beside the picture, as JSON; "" for none."""
        return json.dumps(_data(self.view), ensure_ascii=False) if self.view else ""

    @property
    def strayed(self) -> bool:
        """Whether the selection is another than the view's."""
        return self.view is not None and self.query != canonical(self.view.query)


def _data(view: SavedView) -> dict[str, Any]:
    said = view.model_dump(mode="json", include={"id", "name", "version", "annotations", "camera"})
    steps = [
        {"text": one.text, "actors": list(one.actors), "facts": [asdict(fact) for fact in one.facts]}
        for one in told(view.steps)
    ]
    return said | {"query": canonical(view.query), "url": address_of(view), "steps": steps}


def open_view(query: str, title: str) -> OpenView:
    """What the bar of a page says that shows the selection `query`, called `title`."""
    view = saved_view(current_store(), wish_of(query).vista)
    scene: RedView | None = scene_of(current_store(), view) if view else None
    return OpenView(
        view, canonical(query), changed_words(view, scene) if view else "", title[:LONGEST].rstrip()
    )


def view_alone() -> str:
    """Where to see the view that the address names and nothing else; "" when it says more, or the view is not there."""
    named = request.args.get("vista", "")
    view = saved_view(current_store(), named) if named and not set(request.args) - {"vista", "lang"} else None
    return address_of(view) if view is not None and (view.query or view.face != "red") else ""


def script_texts() -> dict[str, str]:
    """The words that the scripts beside the picture say."""
    return {
        "note": _("Nota"),
        "remove": _("Quitar la nota"),
        "placed": _("Nota puesta. Con las flechas se mueve."),
        "at": _("En %(name)s"),
        "where": _("Dónde"),
        "middle": _("En el centro de lo que se ve"),
        "step": _("Paso %(num)s de %(total)s"),
        "previous": _("Anterior"),
        "next": _("Siguiente"),
        "stop": _("Terminar"),
        "save": _("Guardar"),
        "cancel": _("Cancelar"),
        "unsaved": _("Estas notas no se han guardado. Las escribió el %(when)s.", when="{}"),
        "elsewhere": _("En otro dibujo hay notas suyas sin guardar, del %(when)s.", when="{}"),
        "see": _("Verlas"),
        "discard": _("Descartarlas"),
    }
