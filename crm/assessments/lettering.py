"""Names as labels of a picture: cleaned of what is no letter, shortened, and how wide they will be.

The widths are those of Helvetica and its kin (Arial, Liberation Sans) in thousandths of the type size, rounded up by groups;
a label is drawn with that very width (`textLength`), so that another font cannot make two of them overlap.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

# On one line; on two.
LIMIT, LIMIT_OF_TWO = 28, 54
_LONGEST_READ = 400
_NARROW, _SLIM, _USUAL, _BROAD, _WIDEST, _FULL = 260, 340, 560, 680, 850, 1040
_GROUPS = (
    (_NARROW, "ijl|'.,:;!Iíì "),
    (_SLIM, 'ft()[]r-"/\\*°·1'),
    (_BROAD, "ABCDEFGHKNOPQRSTUVXYZÁÉÍÓÚÑÜw&+=<>~−"),
    (_WIDEST, "mMW%@…"),
)
_WIDTH = {letter: width for width, letters in _GROUPS for letter in letters}
_ACRONYM = re.compile(r"\(([^()\s]{2,14})\)\s*$")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def cleaned(name: str) -> str:
    """The name on one line, without control and direction marks or anything that XML refuses."""
    seen = "".join(
        " " if _is_space(c) else c for c in name[:_LONGEST_READ] if _is_space(c) or not _is_invisible(c)
    )
    return " ".join(seen.split())


def _is_space(letter: str) -> bool:
    return letter.isspace()


def _is_invisible(letter: str) -> bool:
    # A zero-width joiner holds one emoji together; of all other marks without a shape none is needed.
    return unicodedata.category(letter) in _INVISIBLE and letter != "\u200d"


def width_of(text: str, size: float) -> float:
    """How wide the text is at a type size, in the unit of the size.

    Examples:
        >>> width_of("UIS", 10) < width_of("UNAB", 10)
        True
    """
    return sum(_of_letter(letter) for letter in text) * size / 1000


def _of_letter(letter: str) -> int:
    if letter in _WIDTH:
        return _WIDTH[letter]
    if unicodedata.combining(letter) or letter in "\u200d\ufe0f":
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) == "So":
        return _FULL
    return _BROAD if letter.isupper() or ord(letter) > 0x24F else _USUAL


def labels_of(names: Sequence[str], limit: int = LIMIT) -> list[str]:
    """A short label for each name, no two alike when the names are not.

    Examples:
        >>> labels_of(["Fundación Ideas para la Paz (FIP)", "UIS", "Instituto Municipal de Cultura y Turismo de la ciudad"])
        ['FIP', 'UIS', 'Instituto Municipal de…']
    """
    clean = [cleaned(name) or "?" for name in names]
    short = [shortened(name, limit) for name in clean]
    often = Counter(short)
    return [
        text if often[text] == 1 else _both_ends(name, limit) for text, name in zip(short, clean, strict=True)
    ]


def in_lines(text: str, limit: int = LIMIT) -> list[str]:
    """A label on one line, or on two of about the same length when it is longer than the limit.

    Examples:
        >>> in_lines("Oficina Asesora de Asuntos Internacionales")
        ['Oficina Asesora de', 'Asuntos Internacionales']
    """
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    if len(text) <= limit or not spaces:
        return [text]
    middle = min(spaces, key=lambda at: abs(2 * at + 1 - len(text)))
    return [text[:middle], text[middle + 1 :]]


def shortened(name: str, limit: int = LIMIT) -> str:
    """The name itself, else the acronym it ends with, else its first words."""
    if len(name) <= limit:
        return name
    acronym = _ACRONYM.search(name)
    if acronym and sum(letter.isupper() for letter in acronym[1]) >= 2:
        return acronym[1]
    words = name[: limit - 1].rsplit(" ", 1)[0] if " " in name[: limit - 1] else name[: limit - 1]
    return f"{_whole(words.rstrip(' ,;:(-–'))}…"


def _both_ends(name: str, limit: int) -> str:
    if len(name) <= limit:
        return name
    tail = limit // 2
    return f"{_whole(name[: limit - tail - 1].rstrip())}…{name[-tail:].lstrip()}"


def _whole(text: str) -> str:
    """Without half of a joined emoji at the end."""
    return text.rstrip("\u200d\ufe0f")
