"""Verbs of promises and of meetings in the forms that people write, in plain letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crm.capture.line import in_order

Tense = Literal["infinitive", "future", "present"]
Person = Literal["we", "i", "it", "they", "any"]


@dataclass(frozen=True)
class Form:
    """A form of a verb: when and who. `sure` forms are no other word."""

    verb: str
    tense: Tense
    person: Person


INFINITIVES = in_order(
    """enviar mandar remitir entregar compartir pasar revisar preparar redactar elaborar organizar gestionar
    coordinar presentar confirmar buscar conseguir convocar invitar llamar traducir firmar apoyar
    prestar facilitar contactar responder aprobar publicar actualizar consolidar diligenciar agendar
    programar consultar estudiar evaluar formular ajustar corregir subir cargar imprimir reservar pagar
    financiar aportar donar recoger informar avisar reportar difundir promocionar inscribir postular
    designar nombrar asignar delegar liderar participar asistir acompanar recibir ofrecer brindar dictar
    capacitar disenar crear construir montar adelantar tramitar radicar verificar validar analizar
    socializar definir escribir visitar cotizar comprar completar circular concretar acordar explorar
    identificar cubrir asumir garantizar poner proponer hacer decir dar tener venir mantener obtener
    disponer suministrar proveer devolver resolver expedir emitir conectar articular vincular incluir
    sumar ampliar terminar finalizar cerrar iniciar empezar continuar seguir replicar cofinanciar girar
    desembolsar contratar pedir solicitar llevar traer prestar ceder instalar sembrar registrar cumplir
    hospedar alojar transportar reunir convencer promover impulsar aceptar autorizar alistar ayudar
    averiguar comunicar notificar transmitir extender levantar planear planificar estructurar tramitar
    legalizar"""
)
_IRREGULAR_FUTURE = {
    "poner": "pondr", "proponer": "propondr", "disponer": "dispondr", "hacer": "har", "decir": "dir",
    "tener": "tendr", "mantener": "mantendr", "obtener": "obtendr", "venir": "vendr",
}  # fmt: skip
_IRREGULAR_PRESENT = {
    "confirmar": "confirm", "mantener": "mantien", "obtener": "obtien", "tener": "tien", "venir": "vien",
    "cerrar": "cierr", "empezar": "empiez", "pedir": "pid", "seguir": "sigu", "conseguir": "consigu",
    "mandar": "mand", "devolver": "devuelv", "resolver": "resuelv", "corregir": "corrig", "acordar": "acuerd",
    "sembrar": "siembr", "extender": "extiend", "reunir": "reun", "convencer": "convenc",
}  # fmt: skip
_FUTURE: tuple[tuple[str, Person], ...] = (("e", "i"), ("a", "it"), ("an", "they"), ("emos", "we"))
_PRESENT = {
    "ar": (("a", "amos"), ("e", "emos")),
    "er": (("e", "emos"), ("a", "amos")),
    "ir": (("e", "imos"), ("a", "amos")),
}
_NOT_PRESENT = frozenset(
    {"para", "entre", "cubre", "sobre", "firma", "visita", "llamada", "cita", "carta", "planta"}
)


def _forms() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for verb in INFINITIVES:
        for form, meaning in _forms_of(verb):
            if len(form) > 3 or form == "dan":
                forms.setdefault(form, meaning)
    return forms


def _forms_of(verb: str) -> Iterator[tuple[str, Form]]:
    """The infinitive, the future, the present, and the present of wishes ("que envíe"), regular but for the lists."""
    stem, ending = verb[:-2], verb[-2:]
    yield verb, Form(verb, "infinitive", "any")
    future = _IRREGULAR_FUTURE.get(verb, verb)
    for tail, person in _FUTURE:
        yield future + tail, Form(verb, "future", person)
    changed = _IRREGULAR_PRESENT.get(verb, stem)
    for vowel, ours in _PRESENT[ending]:
        if changed + vowel not in _NOT_PRESENT:
            yield changed + vowel, Form(verb, "present", "it")
        yield changed + vowel + "n", Form(verb, "present", "they")
        yield stem + ours, Form(verb, "present", "we")


PROMISED = _forms()
"""Every form of the verbs of promises; the first entry of two equal forms counts."""
CLITICS = frozenset({"nos", "les", "le", "lo", "la", "los", "las", "se", "me", "te"})
