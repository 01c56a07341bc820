"""What it was about: "sobre …", "acerca de …", "tema(s): …", "para hablar de …" and #words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crm.capture.done import DONE
from crm.capture.line import BREAK, Line, Span, tidy
from crm.vocabulary import vocabulary
from graph.fold import fold

_TRIGGER = re.compile(
    r"\b(?:para (?:hablar|tratar|conversar|dialogar|discutir)(?: (?:sobre|acerca)(?: de)?| del?| )(?:\b|(?<= ))"
    r"|sobre(?= )|acerca del?|respecto (?:de|a)l?|en torno al?|a proposito del?|relacionad[ao]s? con"
    r"|con (?:el )?temas? del?|temas?(?: de| del)?(?: ?:| principal(?:es)? ?:)|(?<![\w ] )\btemas? (?:del? )?"
    r"|(?:se )?hablo (?:del?|sobre)\b|habla(?:mos|ron) (?:del?|sobre)\b|asunto ?:|s/)"
    r"(?: (?:el |los )?temas? del?\b)?"
)
_TRIGGER_TEMA = re.compile(r"(?<!el )(?<!los )(?<!de )\btemas?\b(?: de| del)?(?: ?:)?(?= )")
_HASHTAG = re.compile(r"#([\w-]+)")
_ARTICLE = re.compile(
    r"^(?:(?:el|la|los|las|un|una|unos|unas) |del? (?:la |los |las )?(?=\w))", re.IGNORECASE
)
_STOP = re.compile(
    rf"[;#{BREAK}\n\"()]|(?<!\d)[.](?= |$)|\b(?:compromisos?|quedamos|quedo|quedaron|nos comprometimos|se compromet\w+"
    r"|convoc[oa]\w*|organiz(?:o|a|an|aron|ado|ada)|invit(?:o|aron|amos|ados|adas|ado|ada|e)|nos invito|financian?\b|financio\b|financiara\b|financiad[oa]s? por|con recursos de|con fondos de"
    r"|aportan?|aporto|patrocina\w*|benefici(?:a|an|arios|arias|ario)|por medio del?|gracias al?|a traves del?|por intermedio del?"
    r"|nos presento|(?:(?:el|la|los|las) )?\w+ (?:es|fue|sera|seria|son|seran|esta|estuvo|tuvo|tiene|tienen|hay|hubo)\b|asisti(?:o|eron)|particip(?:o|aron)|tema|temas)\b(?! de la| de los)"
    # what was done is no theme: "se invitó a", ", la Cámara de Comercio fue invitada"
    r"|(?<!que )(?<!como )(?<!donde )\bse (?:les? |l[oa]s? )?\w{2,}(?:o|aron|ieron)\b|\bconvid(?:o|aron|amos)\b"
    rf"|{DONE}"
    r"|(?:,| y) (?:tambien )?(?:[^,;\s]+ ){0,8}(?:fue|fueron|sera|seran|quedo|quedaron|estan?)(?: tambien)? (?:invitad|convidad)"
)
_CON = re.compile(r",? (?:con|junto con|c/) (?!\w+ y )")
_SPLIT = re.compile(r"(\s*,\s*(?:y |e )?|\s+(?:y|e)\s+|\s*[/+]\s*)")


@dataclass(frozen=True)
class Themed:
    """The themes with their texts' places, and all the characters that say them."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    used: tuple[Span, ...]


def find_themes(line: Line, blocked: Sequence[Span], someone: bool) -> Themed:
    """The themes of a clause. `blocked` starts end them; "con" ends them while nobody was named before."""
    texts: list[tuple[str, Span]] = []
    used: list[Span] = []
    at = 0
    while (hit := _next(line.plain, at)) is not None:
        end = _end(line, hit.end(), blocked, someone)
        texts += _split(line, (hit.end(), end))
        used.append((hit.start(), end))
        at = max(end, hit.end())
    for hit in _HASHTAG.finditer(line.plain):
        texts.append((line.raw[hit.start(1) : hit.end(1)], hit.span()))
        used.append(hit.span())
    once = {fold(text): (text, span) for text, span in sorted(texts, key=lambda one: one[1], reverse=True)}
    kept = sorted(once.values(), key=lambda one: one[1])
    return Themed(tuple(text[:120] for text, _ in kept), tuple(span for _, span in kept), tuple(used))


def _next(plain: str, at: int) -> re.Match[str] | None:
    hits = [hit for way in (_TRIGGER, _TRIGGER_TEMA) if (hit := way.search(plain, at))]
    return min(hits, key=lambda hit: (hit.start(), -hit.end()), default=None)


def _end(line: Line, start: int, blocked: Sequence[Span], someone: bool) -> int:
    ends = [hit.start() for hit in (_STOP.search(line.plain, start),) if hit]
    ends += [span[0] for span in blocked if span[0] >= start]
    if not someone and (con := _CON.search(line.plain, start)):
        ends.append(con.start())
    return min(ends, default=len(line.plain))


def _split(line: Line, span: Span) -> list[tuple[str, Span]]:
    """The parts between commas and "y", unless a known theme contains them."""
    parts: list[Span] = []
    at = span[0]
    for cut in _SPLIT.finditer(line.plain, *span):
        if _known_around(line, at, cut.span(), span[1]):
            continue
        parts.append((at, cut.start()))
        at = cut.end()
    parts.append((at, span[1]))
    said = [(_without_article(line.raw[slice(*part)]), part) for part in parts]
    return [(text, part) for text, part in said if text]


def _without_article(text: str) -> str:
    return tidy(_ARTICLE.sub("", tidy(text)))


def _known_around(line: Line, start: int, cut: Span, end: int) -> bool:
    """Whether a known theme holds the "y": the words from the part's beginning to one of the next words."""
    following = list(re.finditer(r"\w+", line.plain[cut[1] : end]))[:4]
    begun = fold(line.raw[start : cut[0]])
    for hit in reversed(following):
        whole = fold(line.raw[start : cut[1] + hit.end()])
        if whole in _known() or any(
            whole.endswith(" " + known) and len(begun) < len(whole) for known in _known() if " y " in known
        ):
            return True
    return False


@cache
def _known() -> frozenset[str]:
    """The vocabulary's themes and their synonyms that hold an "y" or a comma."""
    names = [name for term in vocabulary("themes") for name in (term.es, *term.extra.get("synonyms", ()))]
    return frozenset(fold(name) for name in names if " y " in name or "," in name)
