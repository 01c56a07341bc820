"""Without a network: the service worker, the empty page it keeps, and the words of the scripts. Nobody's data is in any.

/sw.js = VERSION, ROOT, ASSETS, SHELLS of this installation, then web/static/worker/sw.js
"""

from __future__ import annotations

import hashlib
import json

from flask import Blueprint, Response, abort, current_app, g, jsonify, render_template, request, url_for
from flask_babel import force_locale, refresh

from web.assets import load_assets
from web.capture.words import capture_words
from web.i18n import LANGUAGES, is_language
from web.opendoor import public

blueprint = Blueprint("sinred", __name__)


@blueprint.get("/sw.js")
@public
def guion() -> Response:
    """The service worker, another one whenever what it keeps is another."""
    assets, shells = _assets(), _shells()
    body = load_assets().files["worker/sw.js"].decode()
    given = {"ASSETS": assets, "SHELLS": shells}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in given.items())
    version = hashlib.sha256((head + body + _told()).encode()).hexdigest()[:12]
    response = Response(f'const VERSION = "{version}";\n{head}{body}', mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _assets() -> list[str]:
    names = [name for name in sorted(load_assets().files) if _is_kept(name)]
    return [url_for("static", filename=name) for name in names]


def _is_kept(name: str) -> bool:
    stem = name.removeprefix("js/").removesuffix(".js")
    script = name.startswith("js/") and not stem.startswith("red-")
    return script or name in {"site.css", "icons.svg", "mark.svg"}


def _shells() -> list[dict[str, str]]:
    return [
        {
            "lang": lang,
            "page": url_for("sinred.pagina", lang=lang),
            "words": url_for("sinred.palabras", lang=lang),
        }
        for lang in LANGUAGES
    ]


def _source(template: str) -> str:
    env = current_app.jinja_env
    assert env.loader is not None
    return env.loader.get_source(env, template)[0]


def _told() -> str:
    """What the kept pages say, so that other words make another version."""
    told = "".join(map(_source, ("base.html", "captura/_linea.html", "captura/sin_red.html")))
    for lang in LANGUAGES:
        with force_locale(lang):
            told += json.dumps(capture_words())
    return told


@blueprint.get("/registrar/sin-red/<lang>")
@public
def pagina(lang: str) -> str:
    """The page that opens when the network is away; the same for everybody."""
    _speak(lang)
    g.viewer = g.user = None
    return render_template("captura/sin_red.html")


@blueprint.get("/registrar/palabras/<lang>")
@public
def palabras(lang: str) -> Response:
    """The words of the scripts in a language."""
    _speak(lang)
    response = jsonify(capture_words())
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:16])
    response.make_conditional(request)
    return response


def _speak(lang: str) -> None:
    if not is_language(lang):
        abort(404)
    g.preferred_language = lang
    refresh()
