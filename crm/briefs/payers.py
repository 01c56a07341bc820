"""Who pays: the actor of the network that a call names where it says so, else the name as it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from crm.briefs.model import Said
from crm.briefs.sentences import Sentence
from crm.capture.names import NameIndex
from graph.fold import fold

# Of these types somebody may pay; others are taken for payers only where the text says so.
PAYERS = frozenset(
    {
        "cooperation_agency",
        "international_organization",
        "foreign_government",
        "embassy",
        "city_network",
        "ngo_foundation",
        "national_entity",
    }
)
_PAYS = re.compile(
    r"financ\w+(?: \w+)? (?:por|del?|con recursos del?)|recursos (?:del?|provenientes)|fondos del?|donante|aportad[oa]s? por|(?:la |el )?(?:\w+ ){0,4}(?:lanza|convoca|abre|invita|anuncia|financiara|otorgara|ofrece|pone a disposicion)|convocad[oa] por|auspiciad[oa] por|con el apoyo (?:financiero )?del?|patrocinad[oa] por|entidad (?:financiadora|convocante)"
    r"|fund(?:ed|ing|s|er) (?:by|from|provided by|agency)?|financ\w+ by|launch\w*|grant\w* (?:by|from|from the)|donor|supported by|sponsored by|is pleased to|invites|contracting authority"
)
_NAMES = r"(?:[A-ZÁÉÍÓÚÑ][\w.&'’-]+|de|del|la|las|los|el|para|the|of|for|and|y|e|al|en|in)"
_AFTER = re.compile(
    r"(?:financiad[oa]s? por|financiador(?:a)?:|recursos de|fondos de|donante:|convocad[oa] por|entidad (?:financiadora|convocante):|funded by|financed by|funding from|grants? from|donor:|contracting authority:) ?(?:el |la |los |las |the )?",
    re.IGNORECASE,
)
_NAME = re.compile(rf"[A-ZÁÉÍÓÚÑ][\w.&'’-]+(?: {_NAMES}){{0,9}}")
_LOOKED = 400


def read_payer(sentences: Sequence[Sentence], names: NameIndex | None) -> tuple[Said | None, Said | None]:
    """The actor who pays, by id, and, where it is none, the name as written; either may be None."""
    known = _known(sentences, names) if names is not None else None
    return (known, None) if known else (None, _written(sentences))


def _known(sentences: Sequence[Sentence], names: NameIndex) -> Said | None:
    """The likeliest of the actors that may pay: named where the text says who pays, or in the first lines, and often."""
    weights: Counter[str] = Counter()
    quotes: dict[str, str] = {}
    for sentence in sentences[:_LOOKED]:
        cued = bool(_PAYS.search(sentence.plain))
        for id in set(_actors_in(sentence, names)):
            weights[id] += 4 * cued + (3 if sentence.place < 4 else 1 if sentence.place < 30 or cued else 0)
            if cued or id not in quotes:
                quotes[id] = sentence.quote
    if not weights:
        return None
    best, weight = weights.most_common(1)[0]
    return Said(best, quotes[best], weight >= 6) if weight >= 3 else None


def _actors_in(sentence: Sentence, names: NameIndex) -> Iterator[str]:
    """The actors of a paying type whose whole name stands there in capitals."""
    for run in _NAME.finditer(sentence.text):
        words = fold(run[0]).split()
        at = 0
        while at < len(words):
            count, ids = names.longest(words[at:])
            known = names.get(ids[0]) if ids else None
            if known and known.type in PAYERS and not known.is_group and (count > 1 or len(words[at]) > 2):
                yield known.id
            at += max(count, 1)


def _written(sentences: Sequence[Sentence]) -> Said | None:
    for sentence in sentences[:_LOOKED]:
        for hit in _AFTER.finditer(sentence.text):
            name = _NAME.match(sentence.text, hit.end())
            if name:
                said = re.sub(
                    r"(?: (?:de|del|la|las|los|el|para|the|of|for|and|y|e|al|en|in))+$", "", name[0]
                ).strip(" .,")
                return Said(said[:300], sentence.quote, False)
    return None
