"""Everything a file shows of one picture: what the browser is given to draw, its legend, its notes, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.assessments.lettering import cleaned
from crm.office import today
from crm.views.model import Annotation, SavedView
from graph.store import Store
from web.i18n import day
from web.reading.looks import Item
from web.red.choices import colour_choices
from web.red.drawing import network_data
from web.red.legend import Line, lines_of
from web.red.palette import Hue
from web.red.view import RedView
from web.red.words import cuts_of, description_of, family_labels, title_of
from web.texts import gettext as _
from web.views.placing import saved_view

Mark = Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """A picture. `nodes` and `edges` are those of `network_data`; places in its pixels, y downwards.

    `families` are (id, word, shape) of the legend, `colours` what colours say when not families (`colours_say`: of what),
    `source` says where the picture comes from and of which day it is.
    """

    title: str
    description: str
    remarks: Sequence[str]
    source: str
    nodes: Sequence[Mark]
    edges: Sequence[Mark]
    families: Sequence[tuple[str, str, str]]
    colours: Sequence[Item]
    colours_say: str
    lines: Sequence[Line]
    hues: Mapping[str, Hue]
    icons: Mapping[str, Sequence[Sequence[str]]]
    annotations: Sequence[Annotation]

    def hue(self, look: str) -> Hue:
        """The colours of a look: a token of web.red.palette, or "family-<id>"."""
        return self.hues[look.removeprefix("family-")]


def scene_for(store: Store, view: RedView) -> Scene:
    """The scene of a picture, in the language in force."""
    data = network_data(view)
    saved = saved_view(store, view.wish.vista)
    items, drawn = view.looks.items, {node["family"] for node in data["nodes"]}
    return Scene(
        title=cleaned(title_of_file(view, saved)),
        description=cleaned(description_of(view)),
        remarks=[cleaned(text) for text in cuts_of(view)],
        source=_("Red de Aliados, Alcaldía de Bucaramanga. Datos al %(data)s; archivo del %(made)s.")
        % {"data": day(view.day), "made": day(today())},
        nodes=data["nodes"],
        edges=data["edges"],
        families=[(id, word, shape) for id, word, shape, _count in family_labels(view) if id in drawn],
        colours=items,
        colours_say=colour_choices()[view.wish.color] if items else "",
        lines=lines_of(view),
        hues=_hues({**data["families"], **data["tokens"]}),
        icons=data["icons"],
        annotations=saved.annotations if saved else [],
    )


def title_of_file(view: RedView, saved: SavedView | None) -> str:
    """The name of the saved view while the picture is the view's, else what the picture shows."""
    from web.views.asking import canonical

    own = saved is not None and canonical(view.wish.query()) == canonical(saved.query)
    return saved.name if saved is not None and own else title_of(view)


def _hues(looks: Mapping[str, Mapping[str, str]]) -> dict[str, Hue]:
    return {
        name: Hue(look["hue"], look["dark_hue"], look["ink"], look["dark_ink"])
        for name, look in looks.items()
    }
