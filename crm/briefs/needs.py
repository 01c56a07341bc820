"""What a call asks for, with the kind of actor it asks it of, each need with its quotation.

"El proponente deberá presentar una carta de compromiso de una universidad y aportar una contrapartida del 20 %"
    ->  "una carta de compromiso de una universidad" (university), "contrapartida del 20 %"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from crm.briefs.asking import Asking, asking
from crm.briefs.mentions import Named, alternatives, kinds_in
from crm.briefs.model import Need
from crm.briefs.need_words import MUST, SENDING, THINGS
from crm.briefs.sentences import Sentence
from graph.fold import fold

MOST = 40
MOST_UNSURE = 15
MOST_READ = 500
_LONGEST = 200
_THINGS = tuple((re.compile(rf"\b(?:{way})\b"), kind, sure) for way, kind, sure in THINGS)
_CUT = re.compile(
    r"[;:]|,(?!\d)|\.(?!\d)| (?:que|la cual|el cual|(?:es|son|sera|seran) (?:obligatori|indispensabl|requisit|necesari|imprescindibl)\w*|(?:is|are) (?:required|mandatory|compulsory)|para|with a view|in order|so that|which|deber[ai]n?|must|(?:y|and) (?:\w{3,}(?:ara|era|ira|dra)n?|will|presentar|demostrar|acreditar|anexar))\b"
)
_JOINED = re.compile(r"^(?:y|e|o|u|y/o|and|or|and/or) ", re.IGNORECASE)
# Who gives it is asked; the need is what is given.
_GIVING = re.compile(
    r"^(?:aportar|contribuir con|disponer de|contar con|tener|vincular(?: a)?|presentar|contribute|provide) (?=\w)",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    r"(?:\b(?:un|una|el|la|los|las|a|an|the|mediante|de|del|al menos|como minimo|minimo|at least|a minimum of|with)\s+|\b\d{1,2} ?% (?:de |of )?|\b(?:clear|local|propia|minima|mandatory|technical)\s+)+$"
)


def read_needs(sentences: Sequence[Sentence]) -> list[Need]:
    """The needs in the order of the text, each once; those that ask for somebody or a contribution before the others."""
    found = list(islice(_once(need for one in sentences for need in needs_of(one)), MOST_READ))
    sure = [need for need in found if need.sure]
    rest = [need for need in found if not need.sure][:MOST_UNSURE]
    return [*sure, *rest][:MOST]


def needs_of(sentence: Sentence) -> list[Need]:
    """The needs that one sentence says."""
    asked = asking(sentence)
    if asked is None:
        return []
    groups = alternatives(kinds_in(sentence, asked.begin), sentence)
    needs = [_of_group(asked, group) for group in groups]
    if not needs and SENDING.search(sentence.plain):
        return []
    spans = [(group[0].start, group[-1].end) for group in groups]
    kinds = {one.kind for one in needs}
    needs += [
        one for one in _things(asked, spans, sure_only=bool(needs)) if not one.kind or one.kind not in kinds
    ]
    if not needs and sentence.item and MUST.search(f"{sentence.plain} {sentence.lead}"):
        needs = [_need(asked, _short(sentence.text), None, sure=False)]
    return needs


def _of_group(asked: Asking, group: Sequence[Named]) -> Need:
    text = asked.sentence.text
    end = _end(asked.sentence.plain, group[-1].end)
    return _need(asked, _short(text[group[0].begin : end]), group[0].kind)


def _end(letters: str, start: int) -> int:
    """Where what is said of somebody ends: at the next comma or clause, or before somebody else."""
    cut = _CUT.search(letters, start)
    stop = cut.start() if cut else len(letters)
    joined = re.compile(
        r" (?:y|e|o|u|and|or) (?=(?:al menos |a |an |un |una |dos |tres |el |la |los |las |one |two |\d+ |otr|con |debera|aport|present))"
    ).search(letters, start)
    return min(stop, joined.start() if joined else stop)


def _things(asked: Asking, spans: Sequence[tuple[int, int]], *, sure_only: bool) -> list[Need]:
    """What is to be put in or proved, where no actor is told for it; each kind of thing once."""
    letters = asked.sentence.plain
    found: list[Need] = []
    taken = list(spans)
    for pattern, kind, sure in _THINGS:
        hit = pattern.search(letters, asked.begin)
        if hit is None or (sure_only and not sure) or any(a <= hit.start() < b for a, b in taken):
            continue
        if found and not sure:
            continue
        before = _NUMBER_FIRST.search(letters[: hit.start()])
        begin = before.start() if before else hit.start()
        end = max(_end(letters, hit.end()), hit.end())
        found.append(_need(asked, _short(asked.sentence.text[begin:end]), kind, sure=sure))
        taken.append((begin, end))
    return found


def _need(asked: Asking, text: str, kind: str | None, *, sure: bool = True) -> Need:
    sentence = asked.sentence
    lead = sentence.lead_text if sentence.item and sentence.lead else ""
    quote = f"{lead} {sentence.quote}".strip() if len(lead) + len(sentence.quote) < 580 else sentence.quote
    return Need(text, kind, quote, asked.force, sure)


def _short(text: str) -> str:
    said = _GIVING.sub("", _JOINED.sub("", " ".join(text.split()).strip(" ,;:.-–•(")))
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rsplit(' ', 1)[0]}…"


def _once(needs: Iterable[Need]) -> Iterator[Need]:
    seen: dict[str | None, list[str]] = {}
    for need in needs:
        name = _bare(need.need)
        if not name or any(name == one or name in one for one in seen.get(need.kind, ())):
            continue
        seen.setdefault(need.kind, []).append(name)
        yield need


def _bare(text: str) -> str:
    words = [word for word in fold(text).split() if word not in _SMALL]
    return " ".join(words)


_SMALL = frozenset("un una uno el la los las al menos a an the at least minimo como one de del".split())  # noqa: SIM905 - reads better
