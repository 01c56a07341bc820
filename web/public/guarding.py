"""What holds for all of /publico: nothing there unless it was turned on, so much for each address, no cookie, no script."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask, Response, abort, current_app, g, request

from crm.publishing.settings import PublicSettings, public_settings
from web.errors import Trouble, render_trouble
from web.opendoor import is_for_citizens
from web.public.addresses import data_address, other_language, to, whole
from web.public.keeping import Pages
from web.public.limiting import Limiter
from web.public.wording import limit_words
from web.store_keeping import whole_store
from web.texts import gettext as _

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors {ancestors}"
)
EMBEDDED = "publico.incrustada"
FILES = "/publico/datos/"
# A file is as dear as so many pages.
FILE_COST = 5


@dataclass
class Door:
    """What this process knows of who asks for public pages, and the pages it keeps."""

    limiter: Limiter
    pages: Pages = field(default_factory=Pages)


def settings() -> PublicSettings:
    """What the administrator decided, read once for a request."""
    if "public_settings" not in g:
        g.public_settings = public_settings(whole_store())
    found: PublicSettings = g.public_settings
    return found


def keep_the_door() -> Response | None:
    """Lets a request for a public page through when there are such pages and its address has not asked too often."""
    if not is_for_citizens():
        return None
    door: Door = current_app.extensions["aliados_public"]
    seconds = door.limiter.wait(request.remote_addr or "", FILE_COST if request.path.startswith(FILES) else 1)
    if seconds:
        return _too_often(seconds)
    if not settings().on:
        abort(404)
    return None


def _too_often(seconds: int) -> Response:
    text = _("Desde su dirección se han pedido muchas páginas en poco tiempo.")
    advice = _("Espere %(seconds)s segundos y vuelva a intentarlo.", seconds=seconds)
    if request.path.startswith(FILES):
        advice += " " + _("Si quiere todos los datos, descárguelos de una vez en Datos abiertos.")
    response = render_trouble(Trouble(429, _("Demasiadas páginas seguidas"), text, advice))
    response.headers["Retry-After"] = str(seconds)
    return response


def add_policy(response: Response) -> Response:
    """No script runs on these pages; only the embedded one may be framed, by the sites that config.toml names."""
    if not is_for_citizens():
        return response
    embedded = request.endpoint == EMBEDDED
    sites = current_app.config["ALIADOS"].public.embed_on if embedded else ()
    ancestors = " ".join(sites) or "'none'"
    response.headers["Content-Security-Policy"] = POLICY.format(ancestors=ancestors)
    return response


def register_citizens(app: Flask) -> None:
    """Guards everything under /publico, whichever module answers there, and gives the frame of its pages what it says."""
    app.extensions["aliados_public"] = Door(Limiter(app.config["ALIADOS"].public.requests_a_minute))
    app.before_request(keep_the_door)
    app.after_request(add_policy)
    app.add_template_global(settings, "public_site")
    app.add_template_global(lambda: limit_words(settings().limit), "public_limit_words")
    for name, helper in (("public_url", to), ("whole_public_url", whole), ("public_data_url", data_address)):
        app.add_template_global(helper, name)
    app.add_template_global(other_language, "other_public_language")
