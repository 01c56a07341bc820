"""Questions in one's own words, by a small grammar over the vocabularies: what was understood, and what was not.

understand("qué embajadas trabajan en agua", …)   Understood(Wish(tipo=("embassy",), tema=("water",)), unknown=())

Nothing is guessed in silence: every word is a term, a time, a verb of a question, an actor's name, says nothing by itself,
or is among the `unknown`. A "sin" or "not" that no question takes is among them, too: it would turn the answer round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from graph.fold import fold
from web.reading.lexicon import SAYING_NOTHING, Meaning, longest, meaning_of
from web.reading.likeness import asked_likeness
from web.reading.spans_said import said_in
from web.reading.wishing import Term, Time, wish_of
from web.red.wish import Wish

# An actor's id by its name as typed; None for nobody, and for several.
Named = Callable[[str], str | None]
Given = tuple[Named, Collection[str]]
LONGEST_NAME = 7
# An end of a way may be longer; of a question no more words that say something are read.
LONGEST_END, READ = 12, 15
_VERBS = {
    "puentes": re.compile(r"(conecta|conectan|une|unen|enlaza|enlazan|vincula|vinculan|puentes?|connects?|links?|bridges?|joins?)"),
    "frios": re.compile(r"(olvidad[oa]s?|olvidamos|fri[oa]s?|enfriad[oa]s?|enfriando|cold|forgotten|neglected)"),
    "puerta": re.compile(r"(puertas?|entrada|llegar|llegamos|llego|acceder|acceso|door|doors|reach|entry|access)"),
}  # fmt: skip
# Of what kinds the two sides, or the other side, of a question are.
_SIDES = {"puentes": ("tipo", "familia", "sector"), "puerta": ("tipo", "pais", "familia", "sector")}
_NOT = frozenset({"no", "not", "sin", "nunca", "without", "never", "havent", "haven", "hasn"})
_SEEN = re.compile(r"(vemos|veo|ve|visto|vimos|vio|reunimos|reunido|reunion|hablamos|hablado|contacto|contactamos|tratamos|saben|sabemos|seen|see|met|meet|talked|spoken|heard|contact|contacted)")  # fmt: skip
_WAY = re.compile(
    r"(?:.*\b)?(?:camino|ruta|llegar|llego|llegamos|path|way|route|get|une|conecta|connects|links)\b(?P<ends>.*)"
)
_COMMON = re.compile(r".*\b(?:en comun|common|comparten|share)\b(?P<ends>.*)")
_SMALL = frozenset(
    [
        "de",
        "desde",
        "from",
        "a",
        "hasta",
        "to",
        "con",
        "with",
        "y",
        "and",
        "entre",
        "between",
        "al",
        "del",
        "la",
        "el",
        "los",
        "las",
        "the",
        "have",
        "tienen",
        "que",
    ]
)


@dataclass(frozen=True)
class Understood:
    """The selection that words ask for, and the words that nothing was made of."""

    wish: Wish
    unknown: tuple[str, ...] = ()


def understand(
    words: str, named: Named, now: int, month: int = 1, meant: Named = lambda _words: None
) -> Understood | None:
    """What a question asks for; None when nothing of it was understood. `now` is this year, `month` this month.

    `meant` knows an actor by the beginning of its name; only a question that needs one asks it.
    """
    tokens, more = _words_read(words)
    pair = _pair(" ".join(tokens), named)
    if pair is not None:
        return Understood(pair)
    alike = asked_likeness(tokens, named, meant)
    if alike is not None:
        return Understood(Wish(como=alike[0]), (*alike[1], *more))
    rest, said, span = said_in(tokens, now)
    kind, verbs = _question(rest)
    found, unknown = _terms([word for word in rest if word not in verbs], (named, _SIDES.get(kind, ())))
    wish, lost = wish_of(kind, found, Time(said, span, now, month))
    if wish is None:
        return None
    # A verb that no question came of is told like any other word, and so is what its question does not carry.
    return Understood(wish, (*unknown, *lost, *(verbs if wish.pregunta != kind else ()), *more))


def _words_read(words: str) -> tuple[list[str], list[str]]:
    """The words of a question up to the last one that is read, and those beyond it that say something."""
    tokens = fold(words).split()
    telling = [place for place, word in enumerate(tokens) if word not in SAYING_NOTHING]
    end = telling[READ] if len(telling) > READ else len(tokens)
    return tokens[:end], [word for word in tokens[end:] if word not in SAYING_NOTHING]


def _pair(text: str, named: Named) -> Wish | None:
    """A way between two, or what they have in common, when both are known."""
    for pattern, field in ((_COMMON, "comunes"), (_WAY, "ruta")):
        found = pattern.fullmatch(text)
        ends = _ends(found["ends"].split(), named) if found else None
        if ends:
            return Wish(**{field: ends})  # type: ignore[arg-type]  # both are pairs of ids
    return None


def _ends(words: Sequence[str], named: Named) -> tuple[str, str] | None:
    for place, word in enumerate(words):
        if word in {"a", "hasta", "to", "con", "with", "y", "and", "al"} and place:
            one, other = (named(" ".join(_bare(side))) for side in (words[:place], words[place + 1 :]))
            if one and other and one != other:
                return one, other
    return None


def _bare(words: Sequence[str]) -> list[str]:
    kept = list(words)
    while kept and kept[0] in _SMALL:
        kept.pop(0)
    return kept


def _question(words: list[str]) -> tuple[str, list[str]]:
    """Which question the verbs ask ("" for none), and those verbs."""
    denied = any(word in _NOT for word in words)
    seen = any(_SEEN.fullmatch(word) for word in words)
    if seen and denied:
        return "frios", [word for word in words if word in _NOT or _SEEN.fullmatch(word)]
    for kind, verbs in _VERBS.items():
        if any(verbs.fullmatch(word) for word in words):
            return kind, [word for word in words if verbs.fullmatch(word)]
    return "", []


def _terms(words: list[str], given: Given) -> tuple[list[Term], list[str]]:
    """What the words name, the longest phrases first, and those that name nothing."""
    found: list[Term] = []
    unknown: list[str] = []
    place = 0
    while place < len(words):
        size, meaning = _read(words, place, given)
        if meaning is not None:
            found.append((meaning, " ".join(words[place : place + size])))
        elif words[place] not in SAYING_NOTHING:
            unknown.append(words[place])
        place += size
    return found, unknown


def _read(words: list[str], place: int, given: Given) -> tuple[int, Meaning | None]:
    named, among = given
    before = words[place - 1] if place else ""
    for size in range(min(max(longest(), LONGEST_NAME), len(words) - place), 0, -1):
        phrase = tuple(words[place : place + size])
        meaning = meaning_of(phrase, before, among)
        if meaning is not None and not (size == 1 and phrase[0] in SAYING_NOTHING):
            return size, meaning
        if phrase[0] not in SAYING_NOTHING and phrase[-1] not in SAYING_NOTHING:
            actor = named(" ".join(phrase))
            if actor is not None:
                return size, ("actor", actor)
    return 1, None
