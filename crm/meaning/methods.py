"""Each measure as the methods page explains it: what it says, its formula, how exact it is, what not to use it for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crm.derived.measure_table import catalogue
from crm.meaning.making import CORE_UP_TO
from graph.measures import EXACT_UP_TO
from graph.roles import WORK
from graph.two_samples import AT_MOST

GROUPS = ("ties", "place", "doors", "sectors", "health", "change", "project")
# Measures that are explained under another's name.
EXPLAINED_AS = {
    "coordinator": "roles",
    "consultant": "roles",
    "gatekeeper": "roles",
    "representative": "roles",
    "liaison": "roles",
    "in_core": "coreness",
}


@dataclass(frozen=True, slots=True)
class Method:
    """One measure; `formula` is MathML, `name` the anchor of the page."""

    name: str
    group: str
    heading: str
    meaning: str
    reading: str
    formula: str
    formula_words: str
    exact: str
    misuse: str
    source: str


@cache
def methods(lang: str) -> Sequence[Method]:
    """Every measure, in the order of the catalogue."""
    end = "en" if lang == "en" else "es"
    return [
        Method(
            name=name,
            group=said["group"],
            heading=said[f"heading_{end}"],
            meaning=said[f"meaning_{end}"],
            reading=said[f"reading_{end}"],
            formula=said["formula"],
            formula_words=said[f"formula_{end}"].format_map(_limits(end)),
            exact=said[f"exact_{end}"].format_map(_limits(end)),
            misuse=said[f"misuse_{end}"],
            source=said["source"],
        )
        for name, said in catalogue().items()
    ]


def anchor_of(measure: str) -> str:
    """The anchor that explains a measure. KeyError for one that nothing explains."""
    name = EXPLAINED_AS.get(measure, measure)
    if name not in catalogue():
        raise KeyError(measure)
    return name


def _limits(lang: str) -> dict[str, str]:
    from crm.mapping.ranking import WEIGHTS

    limits = {"exact_up_to": EXACT_UP_TO, "core_up_to": CORE_UP_TO, "pairs": WORK}
    shares = {"at_most": AT_MOST, **WEIGHTS}
    texts = {name: f"{limit:,}" for name, limit in limits.items()} | {
        name: f"{share:.2f}" for name, share in shares.items()
    }
    return texts if lang == "en" else {name: _spanish(text) for name, text in texts.items()}


def _spanish(text: str) -> str:
    """A number with the signs that Spanish puts in it."""
    return text.translate(str.maketrans(",.", ".,"))
