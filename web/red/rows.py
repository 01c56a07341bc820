"""The lines of the list beside the picture as HTML: hundreds of alike, written at once. Every text is escaped here.

static/js/red-words.js makes the same lines for the next picture: keep both alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from markupsafe import Markup, escape

from web.frame import place_url

# A bubble has no record: its line leads to the picture.
_PICTURE = "#red-canvas"


def list_rows(nodes: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Markup:
    """A line for each actor of a picture with its type and its strongest contacts; `names` are the short ones by id."""
    sprite, records = url_for("static", filename="icons.svg"), place_url("actores/")
    rows = (_row(node, names, (sprite, records)) for node in nodes)
    return Markup("".join(rows))  # nosec B704 - our own words, and texts that are escaped below


def _row(node: Mapping[str, Any], names: Mapping[str, str], addresses: tuple[str, str]) -> str:
    sprite, records = addresses
    to = _PICTURE if node.get("bubble") else f"{records}{node['id']}"
    return (
        f'<tr><th scope="row"><svg class="shape {escape(node["look"])}" aria-hidden="true" focusable="false">'
        f'<use href="{sprite}#shape-{escape(node["shape"])}"></use></svg> '
        f'<a class="row-link" data-actor="{escape(node["id"])}" href="{escape(to)}">{escape(node["label"])}</a></th>'
        f'<td class="quiet small">{escape(node["type_label"])}</td>'
        f'<td class="quiet small red-with">{_strongest(node, names)}</td></tr>'
    )


def _strongest(node: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return "; ".join(
        escape(names[id]) + (f" ({count})" if count > 1 else "") for id, count in node["strongest"]
    )
