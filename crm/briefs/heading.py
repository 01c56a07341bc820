"""Which lines of a call are headings, and which are its title page: lines that are not wrapped text of one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[A-Z][.)]|#{1,6})\s+(?=[A-ZÁÉÍÓÚÑ¿])"
)
# Lines that stand above what they announce, though nothing marks them.
_USUAL = re.compile(
    r"(?:requisitos|condiciones|bases|objetivos?|objeto|alcance|cronograma|calendario|plazos?|financiaci[oó]n|financiamiento|presupuesto|cuant[ií]a|dotaci[oó]n|apoyo|antecedentes|contexto|presentaci[oó]n|justificaci[oó]n|aliad[oa]s|alianzas?|consorcio|socios|elegibilidad|participantes|beneficiarios|duraci[oó]n|lugar|documentos|criterios|obligaciones"
    r"|requirements|eligibility|objectives?|background|scope|budget|funding|timeline|deadlines?|partners(?:hip)?|duration|conditions|who can apply|how to apply|what we (?:fund|offer)|criteria)(?: [\w/áéíóúñ]+){0,6}",
    re.IGNORECASE,
)
_MOST_LINES, _LONGEST = 6, 160
_HANGING = re.compile(
    r"(?:,|\b(?:de|del|y|o|e|la|el|las|los|con|por|para|en|a|al|of|the|and|for))$", re.IGNORECASE
)


def without_number(line: str) -> str:
    """A heading without its number or marks."""
    return _NUMBERED.sub("", line).strip().strip("#*_ ")


def is_heading(line: str) -> bool:
    """A short line that is numbered, in capitals, a question or a usual heading, and ends like no sentence."""
    said = line.strip().strip("*_")
    if not 3 <= len(said) <= 110 or said[-1] in ".,;" or said.endswith((" de", " y", " la", " el")):
        return False
    if (_USUAL.fullmatch(said) and said[0].isupper()) or (said.startswith("¿") and said.endswith("?")):
        return True
    letters = [letter for letter in said if letter.isalpha()]
    capitals = bool(letters) and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
    marked = line.lstrip().startswith("#") or (line.strip().startswith("**") and line.strip().endswith("**"))
    numbered = bool(_NUMBERED.match(line)) and len(said.split()) <= 9 and not said.endswith(":")
    return (capitals and len(said.split()) > 1) or marked or numbered


def title_page(lines: Sequence[str]) -> int:
    """How many of the first lines are titles, each for itself: a few short ones before a blank one, none a sentence."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    end = next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines))
    block = [line.strip() for line in lines[first:end]]
    short = all(len(line) <= _LONGEST and not line.endswith((".", ";", ":")) for line in block)
    whole = all(not _HANGING.search(line) and line[0] not in "-•*(" for line in block)
    begun = all(not line[0].islower() for line in block)
    return end if 0 < len(block) <= _MOST_LINES and end < len(lines) and short and whole and begun else 0
