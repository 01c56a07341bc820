"""What a call asks for that the office's own city already is: "una autoridad local" of whoever applies is the city itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm.requirements.needs import asked_by
from graph.fold import fold

if TYPE_CHECKING:
    from crm.project_model import Requirement

_CITY = "local_government"
_MAYOR = re.compile(r"\b(?:alcaldes?|alcaldesas?|mandatari[oa]s?|mayors?)\b")
# Another city than one's own is somebody to look for.
_ANOTHER = re.compile(
    r"\b(?:otr[oa]s?|aliad[oa]s?|soci[oa]s?|herman\w+|extranjer\w+|par|pares|vecin[oa]s?|mentor[a]?s?|varios|varias|ciudades|municipios|red|other|another|partner|sister|foreign|cities|second)\b"
)


def is_ours(one: Requirement) -> bool:
    """Whether the office's own city, or its mayor, is what is asked for, so that nobody has to be found."""
    said = fold(one.need)
    if one.count > 1 or _ANOTHER.search(said):
        return False
    if _MAYOR.search(said):
        return True
    return one.kinds == (_CITY,) and not asked_by(one).qualifiers
