"""What a map says in words, the same on pages, on paper and in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from crm.assessments.grids import of_five
from crm.coalitions.model import open_need_text
from crm.maps.absent import Absent
from crm.maps.comparing import Change
from crm.maps.model import Missing, Way
from crm.messages import say
from crm.vocabulary import vocabulary

_STRONG, _MEDIUM = 0.66, 0.33


def part_name(part: str, lang: str) -> str:
    """What a part of the score is called."""
    return say(f"part.{part}", lang)


def part_about(part: str, lang: str) -> str:
    """What a part of the score says, in a sentence."""
    return say(f"part_about.{part}", lang)


def points(value: float) -> int:
    """A score or a part of it as people read it, 0 to 100."""
    return round(100 * value)


def judged(value: float | None) -> float | None:
    """A judgement of 0 to 1 as people read it, 1 to 5 with one decimal."""
    return None if value is None else round(of_five(value), 1)


def decimal(value: float | None, lang: str) -> str:
    """A judgement as it is written: "4", "3,5"."""
    text = f"{value or 0.0:.1f}".removesuffix(".0")
    return text.replace(".", ",") if lang == "es" else text


def apart(spread: float | None) -> float | None:
    """How far judgements of 0 to 1 are apart, in points of 1 to 5."""
    return None if spread is None else round((of_five(spread) - of_five(0.0)), 1)


def strength_word(strength: float | None, lang: str) -> str:
    """How strong the office's tie is, in words."""
    if strength is None:
        return say("tie_strength.none", lang)
    word = "strong" if strength >= _STRONG else "medium" if strength >= _MEDIUM else "weak"
    return say(f"tie_strength.{word}", lang)


def absent_text(absent: Absent, lang: str) -> str:
    """Why an actor is not on the list."""
    return say(f"absent.{absent.why}", lang)


def gap_text(gap: Missing, lang: str) -> str:
    """What is missing, in a sentence; of whom is to be confirmed, the names."""
    if gap.kind == "requirement":
        return open_need_text(gap, lang)
    words = vocabulary("sectors" if gap.kind == "sector" else "project_stages")
    return say(f"missing.{gap.kind}", lang, name=words.label(gap.id, lang))


def way_text(way: Way, lang: str) -> str:
    """The way to an actor in one line, beginning with the office."""
    return " → ".join([say("map_say.office", lang), *(step.name for step in way.steps)])


def change_text(change: Change, lang: str) -> str:
    """What became of an actor between two maps, and which parts of its score made it."""
    was, now = change.places
    text = say(
        f"change.{change.kind}",
        lang,
        was=was,
        now=now,
        place=now or was,
        points=points(change.scores[1] or 0.0),
    )
    if change.excluded:
        return f"{text} {say('absent.excluded', lang)}"
    if change.kind in {"came", "went"}:
        return text
    return " ".join([text, *_points_text(change, lang)])


def _points_text(change: Change, lang: str) -> Iterator[str]:
    """What became of the points, and why a place and the points may go different ways."""
    grown = sorted(change.parts.items(), key=lambda item: -abs(item[1]))
    said = [_part_change(name, value, lang) for name, value in grown if points(value)]
    if not said:
        if change.kind != "same":
            yield say("change.by_others", lang)
        return
    yield say("change.parts", lang, parts=", ".join(said))
    if change.best:
        yield say("change.by_best", lang, names="; ".join(change.best))
    if change.kind == "rose" and points(change.points) < 0:
        yield say("change.others_lost_more", lang)
    if change.kind == "fell" and points(change.points) > 0:
        yield say("change.others_won_more", lang)


def _part_change(name: str, value: float, lang: str) -> str:
    sign = "+" if value > 0 else "−"
    part = part_name(name, lang)
    return say("change.part", lang, sign=sign, points=abs(points(value)), part=part[0].lower() + part[1:])
