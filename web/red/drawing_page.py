"""A picture of the red as one HTML file that works anywhere: nothing is loaded, nothing but our own scripts runs.

head    a policy of its own, with the digests of the two scripts and of the style sheet that are inside
body    title, description, legend and the table of actors as HTML; the data as JSON that no browser takes for HTML
end     vis-network from the pyvis package, and the page's own modules put one after another
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from crm.office import today
from web.assets import SHAPES, family_colours, load_assets
from web.i18n import day, language
from web.red.choices import colour_choices
from web.red.drawing import network_data
from web.red.legend import lines_of
from web.red.view import RedView
from web.red.words import description_of, family_labels, title_of
from web.texts import gettext as _

MODULES = (
    "red-look",
    "red-labels",
    "red-lines",
    "red-marks",
    "red-frame",
    "red-names",
    "red-picture",
    "red-keys",
    "red-dom",
    "red-notes",
    "red-story",
    "red-alone",
)
STYLES = ("tokens.css", "red-page.css", "red-story.css", "views.css", "red-alone.css")
VENDOR = "vendor/vis-network.min.js"
_DATA = ' type="application/json" id="red-data"'
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |class )", re.MULTILINE)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
# What could end the element that JSON stands in, or be a line's end in a script.
_RISKY = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True)
class Kept:
    """What a saved view keeps of its picture: notes (`text`, `actor`, `x`, `y`) and where one looks."""

    notes: Sequence[Mapping[str, Any]] = ()
    camera: Mapping[str, float] | None = None


def standalone_page(
    view: RedView, story: Sequence[Mapping[str, Any]] = (), title: str = "", kept: Kept | None = None
) -> str:
    """The file's text; `story` are steps (`text`, `actors`) that it plays. It speaks the language in force; run it in an application context (`web.i18n`).

    What goes in unescaped is the project's own (styles, scripts) or made harmless by `json_inside`.
    """
    network = network_data(view)
    scripts, style = _scripts(), _style()
    page: str = _template().render(
        _=_,
        language=language(),
        policy=_policy(scripts, style),
        style=_element("style", style),
        scripts=[_element("script", scripts[0]), _element("script", scripts[1], ' type="module"')],
        data=_element("script", json_inside(_inside_data(network, story, kept or Kept())), _DATA),
        title=title or title_of(view),
        story=story,
        description=description_of(view),
        families=[(id, label, SHAPES[shape]) for id, label, shape, _count in family_labels(view)],
        lines=lines_of(view),
        colours=view.looks.items,
        colours_say=colour_choices()[view.wish.color] if view.looks.items else "",
        dot=SHAPES["dot"],
        notes=kept.notes if kept else (),
        nodes=sorted(network["nodes"], key=lambda node: (-node["contacts"], node["label"])),
        names={node["id"]: node["short"] for node in network["nodes"]},
        made=day(today()),
    )
    return page


def _inside_data(
    network: Mapping[str, Any], story: Sequence[Mapping[str, Any]], kept: Kept
) -> dict[str, Any]:
    """What the file's script reads."""
    held = {"notes": list(kept.notes), "camera": kept.camera}
    return {"network": network, "texts": _texts(), "story": list(story), **held}


def _element(tag: str, text: str, attributes: str = "") -> Markup:
    """An element with a text that stands as it is: a script, a style or data that were made harmless before."""
    return Markup(f"<{tag}{attributes}>{text}</{tag}>")  # nosec B704 - our own texts, and what json_inside made


def json_inside(value: Any) -> str:
    """JSON that may stand inside a script element whatever the names in it are."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(_RISKY.get(letter, letter) for letter in text)


@cache
def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("web"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("red/archivo.html")


@cache
def _scripts() -> tuple[str, str]:
    """vis-network, and our modules as one."""
    files = load_assets().files
    own = "".join(_plain(files[f"js/{name}.js"].decode()) for name in MODULES)
    return _inside(_SOURCE_MAP.sub("", files[VENDOR].decode())), _inside(own)


def _plain(module: str) -> str:
    """A module's text without its imports and exports: what it imports stands before it."""
    return _EXPORT.sub("", _IMPORT.sub("", module))


def _inside(script: str) -> str:
    """A script that nothing in it can end too soon; browsers turn every line's end into one character."""
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


@cache
def _style() -> str:
    files = load_assets().files
    return "\n".join([family_colours().decode(), *(files[name].decode() for name in STYLES)])


def _policy(scripts: tuple[str, str], style: str) -> str:
    runs = " ".join(f"'{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {runs}; style-src '{_digest(style)}'; img-src data: blob:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _texts() -> dict[str, str]:
    return {
        "nobody": _("No hay contactos en esa dirección"),
        "close": _("Cerrar"),
        "note": _("Nota"),
        "contacts": _("Con quién se encuentra más"),
        "step": _("Paso %(num)s de %(total)s"),
        "previous": _("Anterior"),
        "next": _("Siguiente"),
        "stop": _("Terminar"),
    }
