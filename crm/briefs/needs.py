"""What a call asks for, with the kind of actor it asks it of, each need with its quotation.

"El proponente deberá presentar una carta de compromiso de una universidad y aportar una contrapartida del 20 %"
    ->  "una carta de compromiso de una universidad" (university), "contrapartida del 20 %"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from crm.briefs.asking import Asking, asking
from crm.briefs.mentions import Named, alternatives, kinds_in
from crm.briefs.model import Need
from crm.briefs.need_words import MUST, NUMBERS, SENDING, THINGS, WISH, WISH_BEHIND
from crm.briefs.sentences import Sentence
from graph.fold import fold

MOST = 40
MOST_UNSURE = 15
MOST_READ = 500
_LONGEST = 200
_MOST_OF_A_KIND = 20
# Said behind a name: "una empresa (deseable)", "una ONG, si es posible".
_ASIDE = re.compile(
    r"[^,;.(]{0,40},? ?\(?(?:deseable|opcional\w*|si es posible|de ser posible|if possible|optional|desirable|preferib\w+|idealmente)\b"
)
_THINGS = tuple((re.compile(rf"\b(?:{way})\b"), kind, sure) for way, kind, sure in THINGS)
_CUT = re.compile(
    rf"[;:]| (?:sera|seran|es|son|seria|serian|is|are|would be|will be) (?=(?:un |muy |an? |especialmente |highly )?{WISH_BEHIND.pattern})|,(?!\d)|\.(?!\d)| (?:la cual|el cual|(?:es|son|sera|seran) (?:obligatori|indispensabl|requisit|necesari|imprescindibl)\w*|(?:is|are) (?:required|mandatory|compulsory)|with a view|in order|so that|deber[ai]n?|must|(?:y|and) (?:\w{{3,}}(?:ara|era|ira|dra)n?|(?:necesit|requer|busc|quer)(?:amos|imos|emos|o)|will|presentar|demostrar|acreditar|anexar))\b"
)
_CLAUSE = re.compile(r" (?:que|para|which|that) ")
_LONGEST_CLAUSE = 60
_JOINED = re.compile(r"^(?:y|e|o|u|y/o|and|or|and/or) ", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[ ,]+(?:y|e|o|u|y/o|and|or|con|with|and/or|de|del|la|el|al|a))+$", re.IGNORECASE)
_OF = re.compile(r"^(?:del|de) (?=\w)", re.IGNORECASE)
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
    ends = [asked.begin, *(group[-1].end for group in groups)]
    begins = [*(group[0].begin for group in groups[1:]), len(sentence.plain)]
    needs = [_of_group(asked, *one) for one in zip(groups, ends, begins, strict=False)]
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


def _of_group(asked: Asking, group: Sequence[Named], before: int, after: int) -> Need:
    """The need of those of whom any will do; `before` is where those asked for before it end, `after` where the next begin."""
    letters, first = asked.sentence.plain, group[0]
    end = max(min(_end(letters, group[-1].end), after), group[-1].end)
    made = _need(asked, _short(asked.sentence.text[first.begin : end]), first.kind)
    kinds = tuple(dict.fromkeys(one.kind for one in group if one.kind != first.kind))
    wished = WISH.search(letters, before, first.start) or _ASIDE.match(letters, group[-1].end)
    force = "wish" if wished and not MUST.search(letters, before, first.start) else made.force
    return replace(made, other_kinds=kinds, count=_count(letters[first.begin : first.start]), force=force)


def _count(before: str) -> int:
    """How many are asked for by the words before the name: "al menos dos", "three (3)"; one if they do not say."""
    found = [number for word in re.findall(r"[a-z]+|\d+", before) if (number := _number(word))]
    return found[-1] if found and found[-1] <= _MOST_OF_A_KIND else 1


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word, 0)


def _end(letters: str, start: int) -> int:
    """Where what is said of somebody ends: at the next comma or clause, or before somebody else."""
    cut = _CUT.search(letters, start)
    stop = cut.start() if cut else len(letters)
    clause = _CLAUSE.search(letters, start, stop)
    # A short clause belongs to what is asked; a long one says why.
    if clause and (stop - clause.start() > _LONGEST_CLAUSE or MUST.search(letters, clause.start(), stop)):
        stop = clause.start()
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
    said = _TRAILING.sub("", _JOINED.sub("", " ".join(text.split()).strip(" ,;:.-–•(")))
    said = _OF.sub("", _GIVING.sub("", said))
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
