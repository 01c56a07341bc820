"""What happened, how people met, and whether it is still to come: the words of the head clause that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm.capture.line import BREAK, Line, Span

_REC = r"recib(?:imos|i|io|ieron|iremos|ira|iran|imos a|iendo|ir)"
_GO = r"(?:viaj(?:amos|e|o|aron|aremos|ara|aran|are|ar|ando)|fuimos|iremos|vamos|van|ira|viaje)"
KINDS: tuple[tuple[str, str], ...] = (
    ("delegation_received", rf"\b{_REC} (?:a )?(?:(?:la|una|a la|a una) )?(?:delegacion|mision|comitiva|comision)\b"),
    ("delegation_sent", r"\b(?:delegacion|mision|comitiva|comision|gira)(?: \w+){0,2} (?:a|al|hacia|rumbo a)(?= (?!la (?:ciudad|oficina)\b))"),
    ("delegation_sent", r"\b(?:viaj(?:amos|e|o|aron|aremos|ara|aran|are|ar|ando)|viajes?)\b(?: (?:a|al|hacia))?"),
    ("delegation_sent", r"\benvi(?:amos|o|aremos|aron) (?:la|una) (?:delegacion|mision|comitiva)\b(?: (?:a|al|hacia))?"),
    ("delegation_received", r"\b(?:delegacion|delegaciones|comitiva|mision)\b(?! (?:a|al|hacia) )"),
    ("roundtable", r"\bmesas?(?: (?:de trabajo|tecnicas?|redonda|sectorial|intersectorial|de dialogo))?\b(?! directiva)"),
    ("event", (r"\b(?:eventos?|foros?|ferias?|congresos?|tall?er(?:es)?|conversatorios?|lanzamientos?|webinars?|webinarios?"
              r"|seminarios?|simposios?|cumbres?|festival(?:es)?|jornadas?|conferencias?|charlas?|paneles|panel|encuentro"
              r" internacional|rueda de (?:negocios|prensa)|coctel|ceremonia|exposicion|inauguracion|acto protocolario)\b")),
    ("memorandum", r"\bmemorandos?\b(?: de entendimiento)?|\bmemorandum\b(?: de entendimiento)?|\bmou\b"),
    ("agreement", r"\bconvenios?\b|\bacuerdos?\b(?! (?:a|de hermanamiento))|\bcarta de intencion\b"),
    ("twinning", r"\bhermanamientos?\b|\bacuerdo de hermanamiento\b|\bnos hermanamos\b|\bciudad(?:es)? hermanas?\b"),
    ("call_for_proposals", r"\bconvocatorias?\b"),
    ("proposal", r"\bpropuestas?\b|\b(?:nos )?postul(?:amos|aremos|o|aron|e|arnos|ar|acion)\b"),
    ("course_or_scholarship", r"\bcursos?\b|\bbecas?\b|\bdiplomados?\b|\bcapacitacion(?:es)?\b"),
    ("study", r"\bestudios?\b|\bencuestas?\b"),
    ("visit", rf"\bvisit(?:as?|amos|e|o|aron|aremos|ara|aran|ar|aran|aremos|aron|arnos|an|ando|are)\b|\b{_REC}(?: a)?\b(?! \w* ?(?:correo|carta|oficio|llamada|mensaje|respuesta))"),
    ("communication", (r"\b(?:video)?llamadas?\b|\bllam(?:e|amos|o|aron|aremos|ara|aran|are|ar)\b|\bhabl(?:e|amos|o|aron|aremos|ara|aran|are)(?: por telefono)? con\b"
                      r"|\bcorreos?\b|\be-?mails?\b|\bcartas?\b|\boficios?\b|\bmensajes?\b|\bwhats ?app\b|\bwasap\b|\btelefonema\b"
                      r"|\bescrib(?:i|imos|io|ieron|iremos|ira|iran|ire|ir)\b|\bconversacion telefonica\b|\bcomunicacion(?:es)?\b|\bcomunicados?\b")),
    ("meeting", r"\breun(?:ion|iones|imos|io|ieron|iremos|ira|iran|irnos|ir|irme|i|idos|idas|en)?\b|\breu\b|\breun\b|\bencuentros?\b|\bencontramos\b|\bcitas?\b"),
)  # fmt: skip
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)
_SLIPS = {
    "reunion": "meeting", "encuentro": "meeting", "reunimos": "meeting", "llamada": "communication",
    "correo": "communication", "visita": "visit", "visitamos": "visit", "delegacion": "delegation_received",
    "taller": "event", "conversatorio": "event", "congreso": "event", "lanzamiento": "event", "convenio": "agreement",
    "memorando": "memorandum", "hermanamiento": "twinning", "convocatoria": "call_for_proposals",
    "propuesta": "proposal", "encuesta": "study", "estudio": "study", "mensaje": "communication", "viajamos": "delegation_sent",
    "whatsapp": "communication", "webinar": "event", "evento": "event", "oficio": "communication", "curso": "course_or_scholarship",
}  # fmt: skip
_NOT_SLIPS = frozenset(
    {"curse", "previo", "vista", "cuenta", "recurso", "concurso", "veinte", "acuerdo", "puesta"}
)

_VIRTUAL = (
    r"\bvirtual(?:es|mente)?\b|\b(?:por|via|en|a traves de) (?:la plataforma )?(?:zoom|teams|(?:google )?meet|skype|webex)\b"
    r"|\bzoom\b|\bteams\b|\bgoogle meet\b|\ben linea\b|\bonline\b|\bvideo ?llamadas?\b|\bvideo ?conferencias?\b|\bremot[ao]\b"
    r"|\bpor video\b"
)
_IN_PERSON = r"\bpresencial(?:es|mente)?\b|\ben persona\b|\bcara a cara\b"
_PHONE = r"\bpor (?:telefono|celular)\b|\btelefonic[ao](?:s|mente)?\b|\b(?:una )?llamadas?\b|\bllam(?:e|amos|o|aron|aremos|ara|aran|are|ar)\b|\bhabl(?:e|amos|o|aron|aremos|ara|are) con\b"
_WRITTEN = (
    r"\b(?:por (?:medio de )?|via |por un )?(?:correos?(?: electronicos?)?|e-?mails?|whats ?app|wasap|chat|cartas?(?! de intencion)|oficios?|mensajes?|escrito)\b"
    r"|\bescrib(?:i|imos|io|ieron|iremos|ira|iran|ire)\b|\bcomunicados?\b"
)
_MODES = tuple(
    (mode, re.compile(pattern))
    for mode, pattern in (
        ("virtual", _VIRTUAL),
        ("in_person", _IN_PERSON),
        ("phone", _PHONE),
        ("written", _WRITTEN),
    )
)
_ALWAYS = re.compile(
    rf"{_VIRTUAL}|{_IN_PERSON}|\bpor (?:telefono|celular)\b|\btelefonic[ao]\b|\b(?:por|via) (?:whats ?app|wasap|chat|correo|e-?mail|escrito)(?: electronico)?\b"
)

_FUTURE = re.compile(
    r"\btendremos\b|\bhabra\b|\bse (?:hara|realizara|llevara|reunira|reuniran|firmara|celebrara|dictara)\b|\bproxim[ao]s?\b"
    r"|\b(?:agendad[ao]s?|programad[ao]s?|prevista?|previsto|citad[ao]s?|confirmad[ao]s?|planead[ao]s?|pendiente) (?:para|por)\b"
    r"|\b(?:agendad[ao]s?|programad[ao]s?|agendamos|programamos|agendo|programo|agendaron|programaron|agendar|programar)\b|\bvamos a\b|\bvan a\b|\bva a\b"
    r"|\bsera\b|\bseran\b|\bestaremos\b|\bestaran?\b(?= )|\bharemos\b|\brealizaremos\b|\basistiremos\b|\bparticiparemos\b"
    r"|\b(?:reuni|visita|recibi|viaja|llama|habla|escribi|firma|celebra|organiza|encontra|postula|convoca|lanza|presenta|inaugura|acompana|convers[a])remos\b"
    r"|\b(?:reuni|visita|recibi|viaja|llama|firma|celebra|organiza|lanza|inaugura|llega|convoca|realiza)ran?\b"
    r"|\bvendran?\b|(?<!que )\bvienen?\b|\biremos\b|\bira\b|\btengo\b|\btenemos\b|\bquedo para\b|\bpor realizar\b|\bpor hacer\b"
    r"|\b(?:me |nos )?(?:reunire|visitare|viajare|llamare|escribire)\b"
)


@dataclass(frozen=True)
class Happened:
    """The kind with the place of its word, no place when no word says it; `meant` is the word of a misspelt one."""

    kind: str
    span: Span | None
    meant: str = ""


def kind_of(head: Line) -> Happened:
    """The kind whose word comes first; a meeting without one."""
    hits = [
        (hit.start(), -hit.end(), kind, hit.span())
        for kind, way in _KINDS
        for hit in way.finditer(head.plain)
    ]
    if hits:
        _, _, kind, span = min(hits)
        return Happened(kind, span)
    return _slip(head) or Happened("meeting", None)


def kind_words(head: Line) -> list[Span]:
    """Every word of the clause that could say a kind."""
    spans = (hit.span() for _, way in _KINDS for hit in way.finditer(head.plain))
    return sorted(spans, key=lambda span: (span[0], -span[1]))


def _slip(head: Line) -> Happened | None:
    """The first word that is one of a kind but for a slip of the keyboard."""
    for hit in re.finditer(r"[a-z]{5,16}", head.plain):
        meant = _nearly(hit.group())
        if meant is not None:
            return Happened(_SLIPS[meant], hit.span(), meant)
    return None


def _nearly(word: str) -> str | None:
    from rapidfuzz.distance import OSA

    if word in _NOT_SLIPS:
        return None
    for known in _SLIPS:
        most = 1 if len(known) < 7 else 2
        if known[0] == word[0] and OSA.distance(word, known, score_cutoff=most) <= most:
            return known
    return None


def mode_of(head: Line, happened: Happened) -> str | None:
    """What a word says; a communication has the mode of its own word, of two modes the one said apart."""
    said = [(hit.start(), mode) for mode, way in _MODES[:2] for hit in way.finditer(head.plain)]
    if said:
        return min(said)[1]
    apart = re.search(r"\bpor (?:telefono|celular)\b|\btelefonic", head.plain)
    if apart:
        return "phone"
    written = re.search(r"\b(?:por|via) (?:whats ?app|wasap|chat|correo|e-?mail|escrito)", head.plain)
    if written:
        return "written"
    if happened.kind != "communication":
        return None
    text = happened.meant or head.plain
    hits = [(hit.start(), mode) for mode, way in _MODES[2:] for hit in way.finditer(text)]
    return min(hits)[1] if hits else None


def mode_words(head: Line) -> list[Span]:
    """The words that say only a mode."""
    return [hit.span() for hit in _ALWAYS.finditer(head.plain)]


def is_planned(head: Line) -> bool:
    """Whether a word of the clause looks ahead."""
    return bool(_FUTURE.search(head.plain.replace(BREAK, " ")))


def future_words(head: Line) -> list[Span]:
    """The words that look ahead: no names."""
    return [hit.span() for hit in _FUTURE.finditer(head.plain)]
