"""Which kinds of actors a sentence asks for: "al menos una universidad", "carta de la gobernación", "una ONG o un gremio"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crm.briefs.need_words import FOR_WHOM, JOIN, kind_patterns
from crm.briefs.sentences import Sentence

_COUNTS = (
    r"(?:al menos|como minimo|por lo menos|minimo|maximo|at least|a minimum of|minimum of|no fewer than|no menos de|un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|\d{1,2}|\(\d{1,2}\)|six|seven|eight|nine|ten|to"
    r"|one|two|three|four|five|otra|otro|otros|otras|varias|varios|algun|alguna|several|another|a|an|mas|more|or|o|and|y/o)"
)
_ADJECTIVES = r"(?:local|locales|publica|publicas|publico|privada|privadas|reconocida|reconocidas|organizacion|colombian[ao]s?|japanese|korean|european|relevant|leading|accredited|recognised|recognized|public|private|national|international|academic|small|aliad[ao]s?|demas|diferentes|distint[ao]s|other|different|foreign|strong)"
_BEFORE = re.compile(rf"(?:\b(?:{_COUNTS}|el|la|los|las|the|su|sus|their|its|our|{_ADJECTIVES}) )+$")
_INDEFINITE = re.compile(rf"\b{_COUNTS} (?:{_ADJECTIVES} )*$")
_KEPT_JOIN = re.compile(
    r"(?:cartas?|aval|avalad|convenio|acuerdo|memorando|respald|acompan|letters?|endorse|commitment|contribution|support)"
)
_APPLICANT = re.compile(
    r"\b(?:presentad|liderad|formulad|postulad|solicitad|radicad|ejecutad|submitted|presented|led|proposed)\w* (?:por|by) $"
)
_SEVERAL = re.compile(r"\b(?:al menos|como minimo|minimo|dos|tres|cuatro|at least|two|three|\d)\b")
# Where it is done, by whose rules, or whose something is: nobody is asked there.
_ELSEWHERE = re.compile(
    r"(?:\b(?:de|del|en|ante|segun|para|desde|hasta|sobre|contra|como|entre|of|in|to|before|under|than|on|at|as|que|which|donde|cuando|si)"
    r"|(?:establecid|definid|publicad|aprobad|expedid|dispuest|suministrad|defined|approved|published|provided|established)\w* (?:por|by)) $"
)
_BY_RULE = re.compile(r"\b(?:ante|segun|para|desde|hasta|sobre|contra|before|under|towards) $")
_WITHIN = re.compile(r"\b(?:en|in|of|de) \w+ $")
_RELATIVE = re.compile(r"\b(?:que|donde|cuy[oa]s?|quien(?:es)?|which|that|where|whose|who)\b")
_COMPLEMENT = re.compile(
    r"\b(?:requier\w*|requer\w+|exig\w+|espera\w*|busca\w*|pide\w*|solicita\w*|necesari[oa]|indispensable|obligatori[oa]|preciso|prioriz\w+|valor\w+|apreci\w+|agradec\w+|conveniente|deseable|ideal|recomienda|sugiere|deb\w+|tien\w+|tendr\w+|hay|condicion|requisitos?(?: de \w+)?"
    r"|garanti\w+|asegur\w+|requir\w+|essential|mandatory|necessary|ensur\w+|expect\w*|important|prefer\w*|condition|ask\w*) $"
)
_IS = re.compile(
    r" (?:pued\w+ |podr\w+ |debe\w* |habra\w* de |may |can |must )?(?:sean?|seran?|es|son|ser|are|is|be) (?:al menos |at least )?"
)
_LISTING = re.compile(
    r"[^.;:]*(?:,| y | e | o | u | y/o | and | or | asi como | as well as | and/or )[^.;:]*$"
)
# What joins one more to those that were asked for: "… y de la gobernación".
_NEXT = re.compile(
    r"(?: \w+){0,4}(?:,| y| e| o| u| and| or|, y|, and) (?:de |del |con |a |al |por |of |with |by |from )?(?:la |el |los |las |the |una? |otra? )?"
)
_OR = re.compile(r"(?:^|[ ,])(?:o|u|y/o|or|and/or|bien sea)[ ,]")
_AND = re.compile(r"(?:^|[ ,])(?:y|e|and|asi como|as well as|mas|plus)[ ,]")
_NEAR = 90
_LINKS = frozenset({"", "del", "con", "por", "from", "with", "como", "una", "entre", "de parte de"})


@dataclass(frozen=True, slots=True)
class Named:
    """A kind of actor where it is said; `begin` takes in its article, count and what is asked of it ("carta de …")."""

    kind: str
    begin: int
    start: int
    end: int


def kinds_in(sentence: Sentence, begin: int) -> list[Named]:
    """Those that the sentence asks for from a letter on, in order; whom something is done for does not count."""
    letters = sentence.plain
    hits = _hits(letters, begin)
    found: list[Named] = []
    served = 0  # where the last of those ends for whom something is done
    for kind, start, end in hits:
        before = _BEFORE.search(letters[:start])
        first = before.start() if before else start
        if _applies(letters, first, start):
            continue
        join = _join_before(letters, first)
        if join is None and not _goes_on(letters, start, found):
            if _is_served(letters, start, served):
                served = served if _WITHIN.search(letters[:start]) else end
                continue
            if not _asked_for(letters, start, first, found):
                continue
        kept = join is not None and _KEPT_JOIN.match(letters, join)
        found.append(Named(kind, join if kept and join is not None else first, start, end))
    return found


def _applies(letters: str, first: int, start: int) -> bool:
    """Whether it is who presents the proposal ("presentada por un municipio"), unless several of them must."""
    return bool(_APPLICANT.search(letters[:first])) and not _SEVERAL.search(letters[first:start])


def _hits(letters: str, begin: int) -> list[tuple[str, int, int]]:
    """Every name of a kind, the longer one where two overlap."""
    every = [
        (kind, hit.start(), hit.end())
        for kind, pattern in kind_patterns()
        for hit in pattern.finditer(letters, begin)
    ]
    kept: list[tuple[str, int, int]] = []
    for kind, start, end in sorted(every, key=lambda one: (one[1], -one[2])):
        if not kept or start >= kept[-1][2]:
            kept.append((kind, start, end))
    return kept


def _join_before(letters: str, first: int) -> int | None:
    """Where the words begin that ask somebody to join or vouch, when they stand right before."""
    stretch = max(0, first - _NEAR)
    for hit in JOIN.finditer(letters, stretch, first):
        between = letters[hit.end() : first].strip()
        if between in _LINKS or len(between) <= 2:
            return hit.start()
    return None


def _is_aside(letters: str, first: int) -> bool:
    """Whether it stands in a clause that only says more of something else: "los barrios donde operan empresas".

    "Se requiere que participe una embajada" and "aliados que sean universidades" ask for them.
    """
    clause = max(letters.rfind(mark, 0, first) for mark in ",;:.") + 1
    hits = [*_RELATIVE.finditer(letters, clause, first)]
    if not hits or _COMPLEMENT.search(letters[: hits[-1].start()]):
        return False
    return not _IS.fullmatch(letters[hits[-1].end() : first])


def _goes_on(letters: str, start: int, found: Sequence[Named]) -> bool:
    """Whether it is joined to the last of those that were asked for: "… y de la gobernación"."""
    return bool(found) and bool(_NEXT.fullmatch(letters[found[-1].end : start]))


def _is_served(letters: str, start: int, served: int) -> bool:
    """Whether something is done for them, or for others whom they are joined to: "fortalecer a las juntas y a los gremios"."""
    if served and _NEXT.fullmatch(letters[served:start]):
        return True
    return bool(FOR_WHOM.search(letters[max(0, start - 60) : start]))


def _asked_for(letters: str, start: int, first: int, found: Sequence[Named]) -> bool:
    before = letters[:first]
    near = found and start - found[-1].end < _NEAR and not _BY_RULE.search(before)
    if near and _LISTING.match(letters[found[-1].end : start]):
        return True
    if _is_aside(letters, first):
        return False
    return bool(_INDEFINITE.search(letters[:start])) or not _ELSEWHERE.search(before)


def alternatives(named: Sequence[Named], sentence: Sentence) -> list[list[Named]]:
    """Those joined by "o" together, as one of them is enough; neighbours of one kind too."""
    groups: list[list[Named]] = []
    for run in _runs(named, sentence.plain):
        gaps = [sentence.plain[one.end : other.start] for one, other in pairwise(run)]
        one_of = any(_OR.search(gap) for gap in gaps) and not any(_AND.search(gap) for gap in gaps)
        groups += [list(run)] if one_of else list(_alike(run, gaps))
    return groups


def _runs(named: Sequence[Named], letters: str) -> Iterator[list[Named]]:
    """Neighbours with little between them."""
    run: list[Named] = []
    for one in named:
        if run and (one.start - run[-1].end > 45 or re.search(r"[;:.]", letters[run[-1].end : one.start])):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _alike(run: Sequence[Named], gaps: Sequence[str]) -> Iterator[list[Named]]:
    """Of a list of several those joined by "o", and neighbours of one kind: "A, B o C y D" asks for A, B or C, and D."""
    group = [run[0]]
    for one, gap in zip(run[1:], gaps, strict=True):
        if _OR.search(gap) and not _AND.search(gap):
            group.append(one)
            continue
        if one.kind == group[-1].kind and len(gap) < 25 and one.begin == one.start:
            group.append(one)
            continue
        yield group
        group = [one]
    yield group
