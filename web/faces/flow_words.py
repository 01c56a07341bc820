"""What lines of work, partners and outcomes of the flows are called."""

from __future__ import annotations

from collections.abc import Mapping

from crm.faces.flows import REST
from crm.vocabulary import vocabulary
from web.i18n import number, term
from web.texts import gettext as _
from web.texts import ngettext


def outcome_words() -> Mapping[str, str]:
    """What became of an interaction, in words."""
    return {
        "signed": _("Convenio, memorando o donación en firme"),
        "kept": _("Compromiso cumplido"),
        "declined": _("No aceptada"),
        "promised": _("Con compromiso por cumplir o revisar"),
        "going_on": _("Sigue en curso"),
        "done": _("Realizada, sin compromisos"),
    }


def line_words(line: str) -> str:
    """A strategic line as people say it, with its plan."""
    if line == REST:
        return _("Otras líneas")
    if not line:
        return _("Sin línea")
    found = vocabulary("strategic_lines").get(line)
    plan = found.extra.get("period", "")
    return f"{term(line, 'strategic_lines')} ({str(plan)[:4]})" if plan else term(line, "strategic_lines")


def others_words(family: str, count: int) -> str:
    """The partners of a family that are not named: "Diplomacia: otros 12"."""
    return _("%(family)s: otros %(count)s", family=term(family, "families"), count=number(count))


def interactions_words(count: int) -> str:
    """So many interactions."""
    return ngettext("%(shown)s interacción", "%(shown)s interacciones", count, shown=number(count))
