"""Small pieces of SVG: escaped texts and attributes, words of a known width."""

from __future__ import annotations

from crm.assessments.lettering import cleaned, width_of

INK, QUIET, LINE, GROUND, ACCENT, EDGE = "#1a2324", "#545f60", "#dcdfda", "#ffffff", "#0b5561", "#7d8886"
# The first that a machine has; the last is built into what makes PNG and PDF.
FONTS = "Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, DejaVu Sans, Libertinus Serif"
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def tag(name: str, inside: str = "", /, **attributes: object) -> str:
    """An element; `_` in a name of an attribute stands for "-", those that are None are left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_said(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def _said(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def escaped(text: str) -> str:
    """A text without controls (`cleaned`) that XML takes as nothing else, between elements and in attributes."""
    return "".join(_ESCAPED.get(letter, letter) for letter in text)


def words(text: str, x: float, y: float, size: float, **attributes: object) -> str:
    """A line of text with its baseline at y, as wide as `width_of` says whatever the font is."""
    text = cleaned(text)
    if not text:
        return ""
    wide = width_of(text, size)
    # A number on its own would look unlike the next one when its width is forced.
    fixed = {} if text.isdecimal() else {"textLength": wide, "lengthAdjust": "spacingAndGlyphs"}
    given = {"fill": INK, **attributes}
    return tag("text", escaped(text), x=x, y=y, font_size=size, **fixed, **given)


def cut_to(text: str, size: float, width: float) -> str:
    """The beginning of a text that is no wider than `width`."""
    text = cleaned(text)
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ,;.") + "…"


def wrapped(text: str, size: float, width: float, most: int) -> list[str]:
    """A text in lines no wider than `width`; at most so many lines, the last cut."""
    lines: list[str] = []
    line = ""
    for word in cleaned(text).split():
        longer = f"{line} {word}".strip()
        if not line or width_of(longer, size) <= width:
            line = longer
            continue
        lines.append(line)
        line = word
    lines = [*lines, line] if line else lines
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut_to(one, size, width) for one in lines]
