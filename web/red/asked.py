"""What an address asks of the red beside filters: a project, a question, a way between two, whom both know, who is alike."""

from __future__ import annotations

from crm.reading.sides import parse_side
from web.red.address import Address

QUESTIONS = ("puentes", "frios", "tema", "puerta")
# The questions whose answer says who is drawn; the others only say something of what filters draw.
CHOOSING = frozenset({"puentes", "frios", "puerta"})


def ways_of_asking(read: Address) -> dict[str, object]:
    """The fields of a `Wish` for it; two ends make a way, one alone does not."""
    return {
        "proyecto": read.id("proyecto"),
        "pregunta": read.one("pregunta", QUESTIONS),
        "lado": read.some("lado", lambda text: parse_side(text) is not None, 2),
        "hacia": next(iter(read.some("hacia", lambda text: parse_side(text) is not None)), ""),
        "meses": read.number("meses", 120),
        "ruta": read.pair("ruta"),
        "comunes": read.pair("comunes"),
        "como": read.id("como"),
    }
