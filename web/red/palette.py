"""Colours and lines of the red, the same on every face of it: told apart by who sees no red, and on grey paper.

    hues_of(["sector-a", "sector-b"])  ->  {"sector-a": "hue-0", "sector-b": "hue-1"}    categories
    ramp_of(0.7)                       ->  "ramp-3"                                      measures
    TOKENS["hue-0"].light              ->  "#0072B2"       and in a style sheet: class="hue-0", var(--family)
    LINES["funding"].dashes            ->  (1.5, 4.5)      what ties mean

Families of actors keep the hues of crm/data/families.toml, which are the same eight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Hue:
    """A fill on a light ground and on a dark one, each with the ink that is legible on it."""

    light: str
    dark: str
    ink: str = "#000000"
    dark_ink: str = "#000000"


@dataclass(frozen=True, slots=True)
class Line:
    """How a tie of one meaning is drawn; `dashes` are lengths of ink and gap in widths of a line, () for none."""

    dashes: tuple[float, ...] = ()
    double: bool = False


# Okabe and Ito (2008), those that differ most first; the dark counterparts are lighter by the same step.
CATEGORIES = (
    Hue("#0072B2", "#4A9FDB", "#FFFFFF"),
    Hue("#E69F00", "#F5B93A"),
    Hue("#009E73", "#2FC79C"),
    Hue("#CC79A7", "#E3A3C6"),
    Hue("#56B4E9", "#9AD4F5"),
    Hue("#D55E00", "#F28A3C"),
    Hue("#F0E442", "#F4EB74"),
)
OTHER = Hue("#B9BFBC", "#66716D", dark_ink="#FFFFFF")
# One hue whose lightness goes in even steps (CIE L* 91, 78, 62, 45, 25; on dark 25, 41, 57, 74, 90), so that it is read
# without any colour: more is further from the ground, dark on light, light on dark.
RAMP = (
    Hue("#DCE6EA", "#2A3F49", dark_ink="#FFFFFF"),
    Hue("#A9C4CF", "#3F6478", dark_ink="#FFFFFF"),
    Hue("#6F9BB0", "#5E8FA8"),
    Hue("#37708C", "#8DBCCF", "#FFFFFF"),
    Hue("#0B3F59", "#CBE7F2", "#FFFFFF"),
)
TOKENS = {
    **{f"hue-{number}": hue for number, hue in enumerate(CATEGORIES)},
    "hue-other": OTHER,
    **{f"ramp-{number}": hue for number, hue in enumerate(RAMP)},
}
LINES = {
    "interaction": Line(),
    "membership": Line((7, 3, 1.5, 3)),
    "agreement": Line(double=True),
    "funding": Line((1.5, 4.5)),
}
# Whatever a tie means: no source states it.
WEAK = Line((5, 4))


def family_hue(family: str) -> Hue:
    """The colours of a family of actor types. Raises KeyError for another word."""
    said = vocabulary("families").get(family).extra
    return Hue(said["hue"], said["dark_hue"], said["ink"], said["dark_ink"])


def hues_of(values: Iterable[str], fixed: Sequence[str] = ()) -> dict[str, str]:
    """A token for each value: one of `fixed` keeps the hue of its place, else the most frequent come first.

    Who comes after the last hue is one of the others; "" (not known) always is.
    """
    if fixed:
        order = list(fixed)
    else:
        counted = Counter(value for value in values if value)
        order = sorted(counted, key=lambda value: (-counted[value], value))
    found = {value: f"hue-{place}" for place, value in enumerate(order[: len(CATEGORIES)])}
    return {value: found.get(value, "hue-other") for value in {*values, *fixed}}


def ramp_of(share: float) -> str:
    """The token of a measure, 0 (least) to 1 (most)."""
    return f"ramp-{min(int(max(share, 0.0) * len(RAMP)), len(RAMP) - 1)}"


def palette_sheet() -> str:
    """A class for each token, which sets --family as the classes of the families do, and --family-ink for words on it."""
    light = "".join(f".{name}{{--family:{hue.light};--family-ink:{hue.ink}}}" for name, hue in TOKENS.items())
    dark = [(name, f"{{--family:{hue.dark};--family-ink:{hue.dark_ink}}}") for name, hue in TOKENS.items()]
    chosen = "".join(f":root[data-theme=dark] .{name}{said}" for name, said in dark)
    asked = "".join(f":root:not([data-theme=light]) .{name}{said}" for name, said in dark)
    return f"{light}@media screen{{{chosen}}}@media screen and (prefers-color-scheme:dark){{{asked}}}"
