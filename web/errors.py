"""One renderer for everything that goes wrong: a calm page for people, RFC 9457 for programs.

    CrmError, StoreError, HTTP errors, the unexpected  ->  Trouble  ->  page or problem+json

What was written in a form that could not be taken stays in the page and can be sent again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from flask import Flask, Response, json, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.http import HTTP_STATUS_CODES

from crm.errors import Busy, CrmError, NotReady, translated
from crm.messages import words
from graph.errors import StoreError
from web.i18n import language
from web.kept import written_fields
from web.opendoor import is_for_citizens
from web.security import is_cross_site
from web.texts import gettext as _

RETRY_SECONDS = 15
log = logging.getLogger(__name__)


@dataclass
class Trouble:
    """What happened, in words; `advice` says what to do, `problems` are (field, text, key)."""

    status: int
    title: str
    text: str = ""
    advice: str = ""
    kind: str = "about:blank"
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    retry: bool = False
    extra: dict[str, object] = field(default_factory=dict)


def wants_json() -> bool:
    """Whether the other side is a program."""
    if request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" and not request.accept_mimetypes["text/html"]


def render_trouble(trouble: Trouble) -> Response:
    """The answer, in the form the asker reads."""
    response = _problem(trouble) if wants_json() else _page(trouble)
    if trouble.status == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem(trouble: Trouble) -> Response:
    body: dict[str, object] = {"type": trouble.kind, "title": trouble.title, "status": trouble.status}
    if trouble.text:
        body["detail"] = trouble.text
    if trouble.problems:
        body["errors"] = [{"field": name, "detail": text, "key": key} for name, text, key in trouble.problems]
    body |= trouble.extra
    # What was sent is quoted, and a lone surrogate in it has no bytes.
    written = json.dumps(body).encode("utf-8", "replace")
    return Response(written, trouble.status, mimetype="application/problem+json")


def _page(trouble: Trouble) -> Response:
    if is_for_citizens():
        return make_response(render_template("publico/error.html", trouble=trouble), trouble.status)
    kept = written_fields() if request.method == "POST" and trouble.retry and not is_cross_site() else []
    return make_response(render_template("error.html", trouble=trouble, kept=kept), trouble.status)


def explain(error: CrmError) -> Trouble:
    """A refusal of the office's rules in the person's language."""
    told = words(error, language())
    problems = [(name, text, problem.key) for (name, text), problem in zip(told, error.problems, strict=True)]
    whole = " ".join(text for name, text, key in problems if not name)
    kind = "urn:aliados:" + "".join(
        f"-{c.lower()}" if c.isupper() else c for c in type(error).__name__
    ).strip("-")
    named = [problem for problem in problems if problem[0]]
    titles = {
        403: _("Su cuenta no permite hacer esto"),
        404: _("No encontramos lo que busca"),
        409: _("Alguien guardó antes que usted"),
        410: _("Este registro ya no existe"),
        422: _("Hay datos por corregir"),
        503: _("Los datos no responden en este momento"),
        507: _("No hay espacio en el disco"),
    }
    title, advice = titles.get(error.status, _("No se pudo hacer")), _advice(error.status)
    if isinstance(error, (NotReady, Busy)):  # the data are there: what is made of them is not
        title, advice = _("Todavía no está listo"), ""
    return Trouble(error.status, title, whole, advice, kind, named, error.status in {409, 503})


def _advice(status: int) -> str:
    return {
        403: _("Si lo necesita, pídaselo a quien administra."),
        404: _("Puede buscarlo arriba por su nombre."),
        409: _("Lo que escribió sigue aquí. Revise lo guardado antes de enviarlo de nuevo."),
        503: _(
            "Lo guardado está a salvo y lo que escribió sigue aquí. Espere unos segundos e intente de nuevo."
        ),
    }.get(status, "")


def on_crm_error(error: CrmError) -> Response:
    """Something the rules refuse."""
    return render_trouble(explain(error))


def on_store_error(error: StoreError) -> Response:
    """Something the store refuses or fails at, where no rule caught it first."""
    try:
        with translated():
            raise error
    except CrmError as worded:
        return on_crm_error(worded)
    except StoreError:
        return on_unexpected(error)


def on_http_error(error: HTTPException) -> Response:
    """What Flask itself answers with: a wrong address, a wrong verb, too much at once."""
    if isinstance(error, SecurityError):  # an address that is not ours: without it there is no page to build
        return Response(str(error.code), error.code or 400, mimetype="text/plain")
    if error.response is not None or error.code is None:
        return make_response(error.get_response())
    title, text = _http_words(error.code)
    response = render_trouble(Trouble(error.code, title, text))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "www-authenticate", "retry-after"}:
            response.headers[name] = value
    return response


def _http_words(code: int) -> tuple[str, str]:
    titles = {
        400: _("No entendimos la petición"),
        401: _("Hace falta entrar"),
        403: _("Su cuenta no permite hacer esto"),
        404: _("No encontramos esa página"),
        405: _("Aquí no se puede hacer eso"),
        406: _("No tenemos eso en la forma pedida"),
        413: _("Lo enviado es demasiado grande"),
        415: _("No entendemos ese tipo de contenido"),
    }
    texts = {
        404: _("La dirección puede estar mal escrita, o la página cambió de lugar."),
        413: _(
            "El máximo es de %(limit)s MB. Lo guardado está a salvo.",
            limit=(request.max_content_length or 0) // 1_000_000,
        ),
    }
    return titles.get(code, HTTP_STATUS_CODES.get(code, _("No se pudo hacer"))), texts.get(code, "")


def on_unexpected(error: Exception) -> Response:
    """A fault of ours: the log gets everything, the person a calm page."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    text = _("Es una falla del programa, no suya. Quedó anotada.")
    advice = _("Lo guardado está a salvo. Puede intentar de nuevo; si se repite, avise a quien administra.")
    return render_trouble(Trouble(500, _("Algo falló"), text, advice, retry=True))


def register_errors(app: Flask) -> None:
    """Every error goes through here."""
    app.register_error_handler(CrmError, on_crm_error)
    app.register_error_handler(StoreError, on_store_error)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Exception, on_unexpected)
