"""A view's story as a paper: its sentence, its picture, and each step with what shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crm.office import today
from crm.papers.paper import Block, Heading, Note, Paper, Picture, bullets, paragraph
from crm.papers.pdf import to_pdf
from crm.views.model import SavedView, Step
from web.i18n import day, language
from web.red.view import RedView
from web.red.words import description_of
from web.red_files.scene import scene_for
from web.store import current_store
from web.texts import gettext as _
from web.views.gathering import actors_drawn, scene_of
from web.views.step_drawing import step_svg
from web.views.telling import told


def story_pdf(view: SavedView, steps: Sequence[Step]) -> bytes:
    """The story as PDF/UA."""
    scene = scene_of(current_store(), view)
    paper = Paper(
        view.name,
        language(),
        tuple(_blocks(view, steps, scene)),
        subtitle=_("Un relato de la red de aliados"),
        mark="" if view.is_shared else _("Solo para quien la hizo"),
        made_on=today(),
    )
    return to_pdf(paper)


def _blocks(view: SavedView, steps: Sequence[Step], scene: RedView | None) -> Iterator[Block]:
    apart = actors_drawn(current_store(), view)
    drawn = scene_for(current_store(), apart) if apart and apart.nodes else None
    if view.notes:
        yield paragraph(view.notes)
    for number, step in enumerate(told(steps), 1):
        yield Heading(_("Paso %(num)s", num=number), 1)
        yield paragraph(step.text)
        if drawn:
            yield Picture(step_svg(drawn, step.actors), step.text, 0.75)
        if step.facts:
            yield paragraph(_("Lo muestran:"), quiet=True)
            yield bullets(one.name for one in step.facts)
    if scene:
        yield Note(description_of(scene), _("Datos del %(day)s", day=day(scene.day)))
