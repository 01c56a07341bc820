"""Themes as one line of words in a form, and back: words of the vocabulary become its ids, others stay as typed.

"agua, gobierno, paz y seguridad, ranas"  ->  water, the id of that label, "ranas"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from crm.vocabulary import vocabulary
from web.forms import FormState
from web.i18n import term

MOST_PARTS = 3


def with_themes(values: MultiDict[str, str]) -> MultiDict[str, str]:
    """The inputs of a form, those for themes as one for each theme."""
    changed = MultiDict(values)
    changed.setlist("themes", [theme for text in values.getlist("themes") for theme in themes_in(text)])
    return changed


def themes_in(text: str) -> Iterator[str]:
    """The themes of a line with commas; a label that has commas of its own is one theme."""
    parts = [part.strip() for part in re.split("[,;]", text) if part.strip()]
    while parts:
        theme, taken = _first(parts)
        yield theme
        parts = parts[taken:]


def _first(parts: Sequence[str]) -> tuple[str, int]:
    themes = vocabulary("themes")
    for taken in range(min(MOST_PARTS, len(parts)), 0, -1):
        known = themes.match(", ".join(parts[:taken]))
        if known:
            return known, taken
    return parts[0], 1


def themes_line(form: FormState[Any]) -> str:
    """The themes as one line of words."""
    return ", ".join(term(theme, "themes") for theme in form.all("themes"))
