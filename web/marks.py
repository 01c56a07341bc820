"""How a type of actor or a kind of interaction looks everywhere: icon, word, and the family's hue and shape."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, url_for
from markupsafe import Markup

from crm.vocabulary import family_of, vocabulary
from web.i18n import language

UNKNOWN_ICON = "question-circle"


@dataclass(frozen=True)
class Mark:
    """What stands for a type or kind; `family` and `shape` are empty for interactions."""

    id: str
    label: str
    icon: str
    family: str = ""
    shape: str = ""

    @property
    def picture(self) -> Markup:
        """The family's shape in its hue, outlined in ink."""
        target = f"{url_for('static', filename='icons.svg')}#shape-{self.shape}"
        return Markup(
            '<svg class="shape family-{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>'
        ).format(self.family, target)


def type_mark(type: str, home: bool = False) -> Mark:
    """The mark of an actor type; an unknown one shows its id, never an error. `home`: of the office's own city hall."""
    types = vocabulary("actor_types")
    if type not in types:
        return Mark(type, type, UNKNOWN_ICON, "social", "dot")
    term = types.get(type)
    family = family_of(type, home)
    shape = str(vocabulary("families").get(family).extra["shape"])
    return Mark(type, term.label(language()), str(term.extra.get("icon", UNKNOWN_ICON)), family, shape)


def kind_mark(kind: str) -> Mark:
    """The mark of a kind of interaction."""
    kinds = vocabulary("interaction_kinds")
    if kind not in kinds:
        return Mark(kind, kind, UNKNOWN_ICON)
    term = kinds.get(kind)
    return Mark(kind, term.label(language()), str(term.extra.get("icon", UNKNOWN_ICON)))


def register_marks(app: Flask) -> None:
    """Gives templates `type_mark` and `kind_mark`; the macros `type_chip` and `kind_chip` use them."""
    app.add_template_global(type_mark)
    app.add_template_global(kind_mark)
