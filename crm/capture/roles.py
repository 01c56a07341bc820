"""Words of the head clause that say whose part is which: each opens names behind it, or takes those before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from crm.capture.done import DONE

After = Literal["strong", "named", "weak", "skip"]


@dataclass(frozen=True)
class Cue:
    """A pattern and what it says: the role of the names behind it and, for verbs, of those before it."""

    name: str
    pattern: re.Pattern[str]
    role: str = "counterpart"
    after: After = "strong"
    before: str = ""


def _cue(
    name: str, pattern: str, role: str = "counterpart", after: After = "strong", before: str = ""
) -> Cue:
    return Cue(name, re.compile(pattern), role, after, before)


_CONVENE = r"(?:convoc|organiz|lider|coordin|hosped|auspici)"
CUES: tuple[Cue, ...] = (
    # who called us
    _cue("invited_us", r"\b(?:que )?nos (?:invit(?:o|aron|a|an)|convoc(?:o|aron)|cit(?:o|aron))\b(?: (?:a|al|para)(?: la| el| un| una)?)?", "host", "strong", "host"),
    _cue("by_invitation", r"\b(?:por|con|a)? ?(?:la )?invitacion (?:de la|del|de)\b|\binvitad[oa]s por(?: la| el)?\b|\bconvocad[oa]s? por\b|\borganizad[oa]s? por\b|\bliderad[oa]s? por\b|\ba cargo de\b|\bofrecid[oa]s? por\b", "host"),
    _cue("office_hosts", r"\b(?:organiz|convoc)(?:amos|aremos)\b(?: a)?", "invited"),
    _cue("invites", r"\b(?:se (?:les? )?)?(?:invit|convid)(?:o|aron|amos|e|aremos|ara)(?: tambien)? (?:a|al)\b", "invited", "strong", "host"),
    _cue("invited_by", r"\binvit(?:o|aron|a|an)\b(?! (?:a|al|tambien)\b)", "host"),
    _cue("convenes", rf"\b{_CONVENE}(?:o|aron|a|an|ara|aran)\b(?: a\b)?", "host", "strong", "host"),
    _cue("was_invited", r"\b(?:fue|fueron|sera|seran|esta|estan|quedo|quedaron)(?: tambien)? (?:invitad|convidad)[oa]s?\b(?! por\b)", "invited", "strong", "invited"),
    _cue("invited", r"\b(?:como )?(?:invit|convid)ad[oa]s?(?: especial(?:es)?)?\b ?:?|\bcomo invitad[oa]s?\b", "invited"),
    # who pays, who gains, who brought us together
    _cue("funder", r"\b(?:co)?financiad[oa]s? (?:por|con recursos de)\b|\bpatrocinad[oa]s? por\b|\bcon (?:recursos|fondos|financiacion|financiamiento|dineros|plata)(?: economicos| propios)? (?:de la|del|de)\b|\bcon aportes? (?:de la|del|de)\b", "funder"),
    _cue("pays", r"\b(?:co)?financi(?:a|an|o|aron|ara|aran)\b|\baport(?:a|an|o|aron|ara|aran)\b|\bpatrocin(?:a|an|o|aron|ara|aran)\b|\bpag(?:a|an|o|ara)\b|\bdon(?:o|aron|a)\b", "funder", "strong", "funder"),
    _cue("gains", r"\b(?:que )?benefici(?:a|an|ara|aran|o|ando|ar) (?:a|al)\b|\bbeneficiari[oa]s? ?:?|\ben beneficio (?:de|del)\b|\ba favor (?:de|del)\b|\bbeneficiando (?:a|al)\b", "beneficiary"),
    _cue("for", r"\bpara (?:los|las)\b|\bdirigid[oa]s? (?:a|al)\b(?: los| las)?", "beneficiary"),
    _cue("through", r"\bpor (?:medio|intermedio|conducto|gestion|recomendacion) (?:de la|del|de)\b|\bgracias (?:a|al)\b(?: la gestion (?:de la|del|de))?|\ba traves (?:de la|del|de)\b|\bpresentad[oa]s por\b|\bcon (?:la )?(?:mediacion|intermediacion) (?:de la|del|de)\b", "intermediary"),
    _cue("introduced", r"\bnos (?:present(?:o|aron|a)|contact(?:o|aron)|conect(?:o|aron)|acerc(?:o|aron)|recomend(?:o|aron)|pus(?:o|ieron) en contacto|relacion(?:o|aron))\b(?: (?:a|al|con)\b)?", "counterpart", "strong", "intermediary"),
    # who was there
    _cue("came", r"\b(?:tambien )?(?:asist(?:io|ieron|en|iran|ira|e)|particip(?:o|aron|an|aran|ara)|estuv(?:o|ieron)(?: presentes?)?|acompan(?:o|aron|a|an)|intervin(?:o|ieron)|apoy(?:o|aron|a|an)|respald(?:o|aron|a|an)|llegar?on|llego|vin(?:o|ieron)|vienen?|vendran?|llegan?|llegara)\b(?: tambien)?(?: (?:con|de|del)\b)?", "counterpart", "strong", "counterpart"),
    _cue("with", r"\bjunto (?:con|a|al)\b|\ben (?:compania|alianza|conjunto|asocio|articulacion|coordinacion) (?:con|de)\b|\bcon (?:la )?(?:participacion|asistencia|presencia|representantes|apoyo|acompanamiento|respaldo)(?: tecnico)? (?:de la|del|de)\b|\bcon (?:los |las |el |unos )?(?:funcionarios|funcionarias|miembros|integrantes|directivos|delegados|representantes|personal|equipo|voceros|autoridades|profesionales|asesores) (?:de la|de los|de las|del|de)\b|\bacompanad[oa]s? (?:de|por)\b|\bcon\b|(?<!\w)c/|\bparticipantes? ?:|\basistentes? ?:|\basisten ?:"),
    _cue("visited", r"\bnos (?:visit(?:o|aron|a|an|ara|aran)|recib(?:io|ieron|en|iran|ira)|llam(?:o|aron|ara|aran)|escrib(?:io|ieron|ira|iran)|busc(?:o|aron)|contacto|acompan(?:o|aron)|atend(?:io|ieron))\b", "counterpart", "strong", "counterpart"),
    _cue("sent_us", r"\b(?:nos|me) (?:(?:envi|mand|entreg|pas)(?:o|aron)|(?:remit|compart)(?:io|ieron)|(?:ha|han) (?:enviado|mandado|entregado|pasado|remitido|compartido))\b", "counterpart", "named", "counterpart"),
    _cue("done", DONE, "counterpart", "weak", "counterpart"),
    _cue("wrote", r"\bme (?:visit|llam|escrib|busc|contact|habl)(?:o|io|aron|ieron)\b", "counterpart", "strong", "counterpart"),
    _cue("signed", r"\bfirm(?:o|aron|a|an|amos|aran|ara|ado|ada|aremos)\b(?: (?:con|entre|por)\b)?|\bsuscrit[oa]\b(?: (?:con|entre|por)\b)?|\bsuscribi(?:o|mos|eron)\b", "counterpart", "weak", "counterpart"),
    _cue("said", r"\b(?:los |las |lo |la |le |les )?(?:visit(?:amos|e|aremos|are)|llam(?:amos|e|aremos|are)|escrib(?:imos|i|iremos|ire)|recib(?:imos|i|iremos)|contact(?:amos|e))\b(?: (?:a|al)\b)?"),
    _cue("talked", r"\b(?:hable|hablamos|hablaremos|converse|conversamos|dialogue|dialogamos|charle|charlamos)\b(?: (?:con|a|al)\b)?"),
    _cue("theirs", r"\b(?:delegacion(?:es)?|comitiva|mision|comision|visita|delegados|representantes|equipo|correos?|cartas?|oficios?|mensajes?|llamadas?|whatsapp|respuesta|comunicado|propuesta|beca)s?(?: (?:comercial|oficial|diplomatica|tecnica|academica|empresarial|protocolaria|virtual|telefonica|electronico|formal|internacional|corta|rapida))* (?:de la|de los|de las|del|de|a la|a los|a las|al|a|para|para la)\b(?! (?:seguimiento|trabajo|cortesia|campo|protocolo|intencion|compromiso|presentacion|cooperacion|agradecimiento|negocios|invitacion|solicitud|respuesta)\b)", "counterpart", "named"),
    _cue("met", r"\bentre\b"),
    _cue("aim", r"\bpara (?!los |las |el |la )\w+(?:ar|er|ir|arlos|arle|arles)\b|\bcon (?:el fin|el objetivo|miras|el proposito|motivo|ocasion) (?:de|del|a)\b|\ba fin de\b|\bpor motivo de\b|\bdurante\b|\ben el marco (?:de|del)\b|\bdentro (?:de|del)\b|\bcomo parte (?:de|del)\b|\bdonde\b|\bporque\b|\bya que\b|\bpues\b|\baunque\b", "counterpart", "skip"),
)  # fmt: skip
OFFICE_INVITED = frozenset({"invited_us", "by_invitation", "convenes", "invited_by"})
