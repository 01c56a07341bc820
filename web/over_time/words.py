"""A frame of the red and two days compared, in words: titles that say the finding, descriptions, names of changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crm.over_time.changes import Changes
from crm.over_time.comparing import Comparison, Size, size_of
from crm.over_time.steps import Unit
from crm.periods import say_period
from web.i18n import day as day_words
from web.i18n import language, number
from web.over_time.span import Moment, Span
from web.texts import gettext as _
from web.texts import ngettext


def unit_labels() -> dict[Unit, str]:
    """The periods the slider can go by."""
    return {"year": _("Años"), "semester": _("Semestres"), "quarter": _("Trimestres"), "month": _("Meses")}


def actor_kinds() -> dict[str, str]:
    """What can happen to actors, in the order it is told."""
    return {
        "appeared": _("Aparecen"),
        "returned": _("Vuelven"),
        "cooled": _("Se enfrían: un año sin contacto"),
        "lost": _("Se pierden: tres años sin contacto"),
    }


def tie_kinds() -> dict[str, str]:
    """What can happen to ties."""
    return {
        "new_ties": _("Se encuentran por primera vez"),
        "revived_ties": _("Se vuelven a encontrar"),
        "stronger_ties": _("Se encuentran otra vez: vínculo más fuerte"),
        "cooled_ties": _("Vínculos que se enfrían"),
        "lost_ties": _("Vínculos que se pierden"),
    }


def period_name(moment: Moment) -> str:
    """The period, beginning a sentence: "Primer trimestre de 2024"."""
    said = say_period(moment.step.whole, language())
    return said[:1].upper() + said[1:]


def when_of(moment: Moment) -> str:
    """What a frame is called: its period, or its day when that is not the period's last."""
    if moment.frame.day == moment.step.end:
        return period_name(moment)
    return _("Al %(day)s", day=day_words(moment.frame.day))


def finding_of(span: Span, moment: Moment) -> str:
    """The title of a frame: when, and what changed, or since when nothing has."""
    what = changes_words(moment.changes)
    if not moment.changes.count() and (last := span.last_change(moment.step.start)):
        what = _("nada cambia; último cambio: %(period)s", period=say_period(last.step.whole, language()))
    return _("%(when)s: %(what)s", when=when_of(moment), what=what)


def changes_words(changes: Changes) -> str:
    """What changed, in a few words: "12 aparecen, 5 se enfrían"; of ties only when nothing else did."""
    return ", ".join(_parts(changes)) or ", ".join(_tie_parts(changes)) or _("nada cambia")


def _tie_parts(changes: Changes) -> Iterator[str]:
    came, again = len(changes.new_ties), len(changes.revived_ties) + len(changes.stronger_ties)
    away = len(changes.cooled_ties) + len(changes.lost_ties)
    if came:
        yield ngettext("%(shown)s vínculo nuevo", "%(shown)s vínculos nuevos", came, shown=number(came))
    if again:
        yield ngettext(
            "%(shown)s vínculo se refuerza", "%(shown)s vínculos se refuerzan", again, shown=number(again)
        )
    if away:
        yield ngettext(
            "%(shown)s vínculo se debilita", "%(shown)s vínculos se debilitan", away, shown=number(away)
        )


def _parts(changes: Changes) -> Iterator[str]:
    came, back = len(changes.appeared), len(changes.returned)
    cooled, lost = len(changes.cooled), len(changes.lost)
    if came:
        yield ngettext("%(shown)s aparece", "%(shown)s aparecen", came, shown=number(came))
    if back:
        yield ngettext("%(shown)s vuelve", "%(shown)s vuelven", back, shown=number(back))
    if cooled:
        yield ngettext("%(shown)s se enfría", "%(shown)s se enfrían", cooled, shown=number(cooled))
    if lost:
        yield ngettext("%(shown)s se pierde", "%(shown)s se pierden", lost, shown=number(lost))


def description_of(moment: Moment) -> str:
    """Who is there on that day, and what of the period is dated less exactly."""
    size = size_of(moment.frame)
    return " ".join([_there(size), *_dated(moment)])


def _there(size: Size) -> str:
    actors = ngettext("%(shown)s actor", "%(shown)s actores", size.actors, shown=number(size.actors))
    ties = ngettext("%(shown)s vínculo", "%(shown)s vínculos", size.ties, shown=number(size.ties))
    return _(
        "%(actors)s y %(ties)s; %(living)s con contacto en los últimos tres años.",
        actors=actors,
        ties=ties,
        living=number(size.living),
    )


def _dated(moment: Moment) -> Iterator[str]:
    step = moment.step
    if step.sure:
        yield ngettext(
            "%(shown)s interacción de este periodo.",
            "%(shown)s interacciones de este periodo.",
            step.sure,
            shown=number(step.sure),
        )
    if step.vague:
        yield ngettext(
            "%(shown)s más tiene una fecha menos precisa: se dibuja en todo el tiempo que puede ser.",
            "%(shown)s más tienen una fecha menos precisa: se dibujan en todo el tiempo que puede ser.",
            step.vague,
            shown=number(step.vague),
        )


def compared_title(found: Comparison, days: tuple[date, date]) -> str:
    """The finding of two days."""
    return _(
        "Entre el %(first)s y el %(last)s: %(what)s",
        first=day_words(days[0]),
        last=day_words(days[1]),
        what=changes_words(found.changes),
    )


def density_words(size: Size) -> str:
    """How dense a day is, in plain words."""
    if size.density is None:
        return _("sin pares que comparar")
    return _("de cada 100 parejas posibles, %(share)s se encuentran", share=number(100 * size.density, 1))


def compared_description(found: Comparison) -> str:
    """Size and density of both days in sentences."""
    before, after = found.before, found.after
    return _(
        "De %(old)s a %(new)s actores con contacto en los tres años anteriores, y de %(lines)s a %(later)s vínculos vivos. "
        "Antes, %(dense)s; después, %(denser)s.",
        old=number(before.living),
        new=number(after.living),
        lines=number(before.living_ties),
        later=number(after.living_ties),
        dense=density_words(before),
        denser=density_words(after),
    )
