"""The name of the call, and the few sentences that tell what the project is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crm.briefs.model import Said
from crm.briefs.need_words import ELIGIBLE, MUST, SENDING
from crm.briefs.sentences import Sentence
from crm.briefs.titles import LONGEST_TITLE, title_of
from graph.fold import fold

MOST_SENTENCES = 4
LONGEST_SUMMARY = 1200
_LEAST_REST = 40
# One call among others is no name of this one: "podría ir a una convocatoria de…", "con un programa nacional".
_SOME = re.compile(r"\b(?:una?|algun[ao]?|otr[ao]|an?|some|another)\s+(?:\w+\s+)?$")
_CALL = re.compile(
    r"\b(?:convocatoria|llamado a (?:propuestas|la presentacion)|invitacion a (?:presentar|participar)|terminos de referencia|call for (?:proposals|applications|expressions|partners|nominations)|llamado a candidaturas|request for (?:proposals|applications)|challenge|desafio|reto|fondo|premio|concurso|programa|facility|fund|grant programme|subvenciones|licitacion|beca|iniciativa)\b"
)
_STRONG_CALL = re.compile(
    r"\b(?:convocatoria|call for (?:proposals|applications|expressions|partners|nominations)|llamado a|mayors challenge|desafio|request for (?:proposals|applications)|subvenciones|concurso|premio)\b"
)
_QUOTED = re.compile(r"[«\"“]([^«»\"“”]{6,100})[»\"”]")
_BESIDE = 25
_AIM = re.compile(
    r"\b(?:objetivo (?:general|principal|de|del|es)|tiene(?:n)? (?:como|por) (?:objet[oi]v?o?|proposito|finalidad)|con el (?:objetivo|proposito|fin) de|su (?:objetivo|proposito|finalidad)|busca(?:n|mos|ra)?\b|pretende|esta (?:convocatoria|iniciativa)|la presente convocatoria|el (?:proyecto|programa|fondo) (?:busca|apoya|financia|tiene|pretende|contribu)"
    r"|contribuir a|promover|fortalecer|financiara proyectos|apoyara|aims? (?:to|at)|objectives?|purpose|seeks? to|the (?:project|programme|fund|challenge|call) (?:will|aims|seeks|supports)|this call|intends to|goal)\b"
)
_HEAD_AIM = re.compile(
    r"objet|proposito|presentacion|antecedentes|justificacion|contexto|resumen|alcance|descripcion|about|background|objective|purpose|summary|scope|introduction|de que se trata"
)
_DULL = re.compile(
    r"\b(?:fecha limite|plazo|deadline|correo|formulario|anexo|pdf|documento|contratista|clausula|articulo|ley \d+|decreto|resolucion|garantia|poliza|evaluacion|puntaje|criterios?|pagina web|www|https?|telefono|calle|carrera|eligib|applicants?|proponentes? (?:debera|podra)|cronograma|presupuesto|monto|duracion|meses|desembols|informes?)\b"
)
_WORD = re.compile(r"[a-z]{5,}")


def read_call(sentences: Sequence[Sentence]) -> Said | None:
    """The call's own name: in quotes beside the word; else the first line that calls itself one, early and short."""
    quoted = next(filter(None, map(_quoted_name, sentences[:14])), None)
    if quoted is not None:
        return quoted
    early = [one for one in sentences[:14] if len(one.text) <= 220]
    for wanted in (_STRONG_CALL, _CALL):
        for one in early:
            named = wanted.search(one.plain)
            if (
                named
                and not _SOME.search(one.plain[: named.start()])
                and (one.plain == one.head or not MUST.search(one.plain))
                and len(one.text) <= LONGEST_TITLE
            ):
                return Said(title_of(one.text, sentences), one.quote)
    return None


def _quoted_name(sentence: Sentence) -> Said | None:
    """What stands in quotes right after the word for a call: «la convocatoria "Ciudades Circulares 2027"»."""
    for hit in _CALL.finditer(sentence.plain):
        quoted = _QUOTED.search(sentence.text, hit.end())
        if quoted and quoted.start() - hit.end() <= _BESIDE:
            return Said(title_of(quoted[1], ()), sentence.quote)
    return None


def read_summary(sentences: Sequence[Sentence], call: Said | None = None) -> Said | None:
    """The sentences that tell most, in their order: aims, early places and the words that the whole text keeps saying.

    Of one that begins by naming the call ("… abre la convocatoria «Agua»: …") only what follows is said. A letter of a few
    sentences that is no call is told whole: each of them says what is wanted.
    """
    if call is None and 0 < sum(len(one.text) + 1 for one in sentences) <= LONGEST_SUMMARY:
        return Said(" ".join(_ended(one.text) for one in sentences), sentences[0].quote)
    common = Counter(word for one in sentences for word in set(_WORD.findall(one.plain)))
    usual = {word for word, count in common.most_common(40) if count > 1}
    scored = [(_tells(one, usual, len(sentences)), one) for one in sentences if _is_whole(one)]
    least = max(0.0, 0.45 * max((score for score, _one in scored), default=0.0))
    best = sorted((pair for pair in scored if pair[0] > least), key=lambda pair: (-pair[0], pair[1].place))
    chosen: list[Sentence] = []
    for _score, one in best:
        if (
            len(chosen) < MOST_SENTENCES
            and sum(len(c.text) for c in chosen) + len(one.text) <= LONGEST_SUMMARY
            and not _repeats(one, chosen)
        ):
            chosen.append(one)
    if not chosen:
        longest = max(sentences, key=lambda one: len(one.text), default=None)
        return Said(_about(longest.quote, call), longest.quote, False) if longest else None
    chosen.sort(key=lambda one: one.place)
    text = " ".join(_ended(_about(one.text, call)) for one in chosen)
    return Said(text, chosen[0].quote)


def _about(text: str, call: Said | None) -> str:
    named, colon, rest = text.partition(": ")
    if not colon or call is None or fold(call.value) not in fold(named) or len(rest) < _LEAST_REST:
        return text
    return rest[:1].upper() + rest[1:]


def _is_whole(one: Sentence) -> bool:
    ended = one.plain.endswith((".", "!", "?", ".)", '."')) or one.item or len(one.text) > 100
    return ended and 40 <= len(one.text) <= 600 and one.plain != one.head and not one.plain.endswith(":")


def _tells(one: Sentence, usual: set[str], count: int) -> float:
    words = set(_WORD.findall(one.plain))
    score = min(len(words & usual), 8) / 4 + 1.0 * (one.place < max(6, count / 10)) - 0.4 * one.item
    score += 3.0 * bool(_AIM.search(one.plain)) + 1.5 * bool(_HEAD_AIM.search(one.head))
    score -= (
        2.5 * bool(_DULL.search(one.plain))
        + 2.0 * bool(SENDING.search(one.plain))
        + 1.5 * bool(MUST.search(one.plain))
    )
    score -= 2.0 * bool(ELIGIBLE.search(one.plain) or (one.item and MUST.search(one.lead)))
    return score - 1.0 * (len(one.text) < 60)


def _repeats(one: Sentence, chosen: Sequence[Sentence]) -> bool:
    words = set(_WORD.findall(one.plain))
    return any(len(words & set(_WORD.findall(other.plain))) > 0.7 * max(len(words), 1) for other in chosen)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text.rstrip(' ;,')}."
