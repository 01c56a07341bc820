"""Words that begin a clause of their own, where whoever was there has been said: "acepta ser aliado", "que les interesa".

A clause is what the meeting brought, never somebody: no unknown name stands in it (`summing` keeps its words).
"""

from __future__ import annotations

from crm.capture.line import listed
from crm.capture.tokens import Token
from crm.capture.verbs import CLITICS, PROMISED

_IT_AND_THEY = listed(
    """quiere quieren puede pueden podra podran podria podrian sabe saben debe deben debera deberan deberia deberian
    hay habia esta estan estaba estaban estaria estarian sera seran seria serian va van iba iban fueron
    interesa interesan intereso interesaron interesaria interesarian gusta gustaria gustan parece parecen
    parecio prefiere prefieren prefirio prefirieron cree creen creyo piensa piensan manifiesta manifiestan
    expresa expresan indica indican senala senalan afirma afirman menciona mencionan explica explican sugiere
    sugieren sugirio sugirieron recomienda recomiendan advierte advierten advirtio aclara aclaran niega
    niegan rechaza rechazan declina declinan muestra muestran necesita necesitan requiere requieren requirio
    espera esperan insiste insisten insistio accede acceden accedio agradece agradecen agradecio avala avalan
    deja dejan dijo dijeron dice dicen pidio pidieron pide piden propuso propusieron propone proponen tiene
    tienen tenia tenian tuvieron viene vienen hizo hicieron hace hacen dio dieron quiso quisieron queria querian
    querria querrian pudo pudieron podia podian supo sigue siguen siguio siguieron ofrecio respondio acepto
    confirmo ofrecieron comento comentaron cuenta cuentan conto contaron solicito anuncio anunciaron opina
    opinan considera consideran exige exigen planea planean aspira aspiran pretende pretenden desea desean
    invierte invierten produce producen vende venden trabaja trabajan opera operan sirve sirven falta faltan
    faltaba faltaban existe existen depende dependen cabe ha han habian conoce conocen entiende entienden
    entendio vuelve vuelven volvio volvieron sale salen llega llegan acogio recuerda recuerdan reitera reiteran
    celebra celebran valora valoran destaca destacan subraya subrayan asegura aseguran promete prometen"""
)
_NOUNS = listed(
    """entrega entregas consulta consultas compra compras reserva reservas informe informes informen aporte aportes
    ajuste ajustes cierre cierres carga cargue sube programa programas publica publican gira giren transporte
    transporten replica estructura siembra siembre siembren comparte firme firmen paga presente presentes suma monta
    dicta delega circula cotiza participe registre practica contrata contrate pase avise avance cuenta
    anuncio solicito muestra espera falta ofrecemos participa conecta conecte impulsa impulse lidera lidere crea
    construye promueve articula vincula incluye vive ayuda brinda inicia sigue opera produce trabaja sirve"""
)
_FINITE = (
    frozenset(form for form, said in PROMISED.items() if said.tense != "infinitive") | _IT_AND_THEY
) - _NOUNS
_PAST = ("aron", "ieron", "aban")
_OPENING = frozenset({"que", "no", "si"})
_SMALL = CLITICS - {"la", "lo", "los", "las"}


def begins_clause(token: Token) -> bool:
    """Whether the word, in small letters, is a finite verb, or one that stands before it ("que", "les", "no")."""
    if token.capital:
        return False
    return token.word in _SMALL or token.word in _OPENING or is_finite(token)


def is_finite(token: Token) -> bool:
    """So "acepta", "quieren", "propuso": in capital letters it is a name; a noun in the same letters is no verb."""
    if token.capital:
        return False
    return token.past or token.word in _FINITE or (token.word.endswith(_PAST) and len(token.word) > 6)
