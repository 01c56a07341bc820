"""The words of the line that records, for its scripts: sentences, vocabularies, where things are. Nobody's data is in them."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for

from crm.office import office_id
from crm.vocabulary import vocabulary
from web.i18n import language
from web.texts import gettext as _

LEFT_OUT = ("planned", "done")


def capture_words() -> dict[str, Any]:
    """Everything the scripts say, in the language in force."""
    return {
        "say": {**_sheet(), **_chips(), **_corrections(), **_saving(), **_waiting()},
        "kinds": _terms("interaction_kinds"),
        "modes": _terms("modes"),
        "statuses": [one for one in _terms("statuses") if one["id"] in LEFT_OUT],
        "roles": _terms("roles"),
        "types": _terms("actor_types"),
        "themes": _terms("themes"),
        "days": [_("Hoy"), _("Ayer"), _("Mañana")],
        "sprite": url_for("static", filename="icons.svg"),
        "suggest": url_for("buscar.sugerir", only="actors"),
        "logIn": url_for("entrar.formulario", next=url_for("captura.linea")),
        "office": office_id(),
        "zone": current_app.config["ALIADOS"].time_zone,
    }


def _terms(name: str) -> list[dict[str, str]]:
    terms = vocabulary(name)
    return [
        {"id": id, "label": label, "icon": str(terms.get(id).extra.get("icon", ""))}
        for id, label in terms.choices(language())
    ]


def _sheet() -> dict[str, str]:
    return {
        "record": _("Registrar"),
        "question": _("¿Qué pasó? En una línea"),
        "example": example(),
        "forExample": _("Por ejemplo:"),
        "save": _("Guardar"),
        "details": _("Más detalles"),
        "several": _("Varias líneas"),
        "fromToday": _("Contar desde hoy"),
        "close": _("Cerrar"),
        "oldDraft": _("Borrador de antes"),
    }


def example() -> str:
    """A line as one writes it; the office's language is Spanish whatever the page speaks."""
    return "ayer reunión con Embajada de Suiza y UIS sobre agua; compromiso: enviar ficha técnica el 15"


def _chips() -> dict[str, str]:
    return {
        "when": _("Cuándo"),
        "hour": _("Hora"),
        "what": _("Qué fue"),
        "who": _("Quiénes"),
        "place": _("Lugar"),
        "theme": _("Tema"),
        "themes": _("Temas"),
        "promise": _("Compromiso"),
        "promises": _("Compromisos"),
        "more": _("Añadir"),
        "addWho": _("Alguien más"),
        "addTheme": _("Tema"),
        "addPromise": _("Compromiso"),
        "addPlace": _("Lugar"),
        "doubtful": _("por revisar"),
        "newOf": _("se creará: %(type)s", type="{type}"),
        "which": _("diga cuál"),
        "whichType": _("se creará: falta el tipo"),
        "nobody": _("Sin responsable"),
        "noDue": _("sin fecha"),
        "understood": _("Se entiende: %(what)s", what="{what}"),
    }


def _corrections() -> dict[str, str]:
    return {
        "whenLabel": _("Cuándo, con sus palabras"),
        "dateExample": _("ayer, el martes, 15 de marzo…"),
        "dateRead": _("Se entiende: %(when)s", when="{when}"),
        "dateUnread": _("No se entiende esta fecha"),
        "kind": _("Clase"),
        "mode": _("Modo"),
        "noMode": _("Sin dato"),
        "status": _("Estado"),
        "whoIs": _("Quién es «%(name)s»", name="{name}"),
        "whoLabel": _("Nombre o sigla"),
        "role": _("Papel"),
        "another": _("Es otro actor"),
        "create": _("Crear «%(name)s»", name="{}"),
        "typeOf": _("Tipo de «%(name)s»", name="{name}"),
        "chooseType": _("Elija el tipo…"),
        "alike": _("¿No será uno de estos?"),
        "isNew": _("Ninguno: crear «%(name)s»", name="{name}"),
        "promiseText": _("Qué se prometió"),
        "owner": _("Quién lo debe"),
        "due": _("Para cuándo"),
        "remove": _("Quitar"),
        "done": _("Listo"),
    }


def _saving() -> dict[str, Any]:
    return {
        "saved": _("Guardado:"),
        "see": _("Ver"),
        "undo": _("Deshacer"),
        "undone": _("Deshecho: %(title)s", title="{title}"),
        "toReview": _("Por revisar"),
        "needsType": _("Antes de guardar, diga qué tipo de actor es «%(name)s».", name="{name}"),
        "whichOne": _("Antes de guardar, diga cuál es «%(name)s».", name="{name}"),
        "older": _("Este borrador es del %(day)s: los días se cuentan desde entonces.", day="{day}"),
        "saveMany": {"one": _("Guardar la línea"), "many": _("Guardar las %(n)s líneas", n="{n}")},
        "manyAsk": {"one": _("Una línea pregunta algo."), "many": _("%(n)s líneas preguntan algo.", n="{n}")},
    }


def _waiting() -> dict[str, Any]:
    return {
        "waiting": {"one": _("1 línea espera"), "many": _("%(n)s líneas esperan", n="{n}")},
        "questions": {"one": _("1 línea pregunta algo"), "many": _("%(n)s líneas preguntan algo", n="{n}")},
        "waitOffline": _("No hay conexión. Se guardan en este navegador y se envían solas cuando vuelva."),
        "waitLogin": _("Su sesión terminó. Lo escrito sigue aquí: entre y se envía."),
        "sending": _("Enviando…"),
        "sendNow": _("Enviar ahora"),
        "logIn": _("Entrar"),
        "writtenOn": _("Escrita el %(day)s", day="{day}"),
        "parked": _("La dejó a un lado para responder otra."),
        "savedBefore": _(
            "Ya quedó guardada como la escribió antes: véala abajo. Si guarda esta, será otro registro."
        ),
        "unclear": _("Puede significar dos cosas: diga cuál."),
        "refused": _("No se pudo guardar como está."),
        "answer": _("Responder"),
        "change": _("Cambiar"),
        "discard": _("Descartar"),
        "discarded": _("Descartada: %(text)s", text="{text}"),
        "recover": _("Recuperar"),
        "offlineHint": _(
            "No hay conexión: al guardar, la línea queda en este navegador y se envía cuando vuelva."
        ),
        "noNetwork": _("No hay conexión. Lo escrito sigue aquí; intente de nuevo."),
    }
