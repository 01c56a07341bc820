"""Names that fit beside a row, a column or a dot: as the drawing shortens them, without the city's own name at their end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import current_app

from crm.assessments.lettering import labels_of
from crm.picture import PictureNode
from web.red.names import short_names


def short_labels(nodes: Sequence[PictureNode], letters: int) -> list[str]:
    """A label for each actor, no two alike.

    Half of a city's houses are called "… de Bucaramanga": what tells them apart stands before that.
    """
    short = short_names(nodes)
    names = [short[node.id] for node in nodes]
    return labels_of(without_city(names, current_app.config["ALIADOS"].city), letters)


def without_city(names: Sequence[str], city: str) -> list[str]:
    """The long names without " de CITY", where that leaves them different.

    Examples:
        >>> without_city(["Secretaría de Planeación de Bucaramanga", "Alcaldía de Bucaramanga", "UIS"], "Bucaramanga")
        ['Secretaría de Planeación', 'Alcaldía de Bucaramanga', 'UIS']
    """
    cut = [name.removesuffix(f" de {city}") if len(name) > 24 else name for name in names]
    often = Counter(cut)
    return [one if often[one] == 1 else name for one, name in zip(cut, names, strict=True)]
