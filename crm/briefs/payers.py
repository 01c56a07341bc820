"""Who pays: the actor of the network that a call names where it says so, else the name as it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from crm.briefs.funders import named_payer
from crm.briefs.model import Said
from crm.briefs.sentences import Sentence
from crm.briefs.several import NAME, opened_by, tidy, told_together
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
_AFTER = re.compile(
    r"(?:financiad[oa]s? por|financiador(?:a)?:|recursos de|fondos de|donante:|convocad[oa] por|entidad (?:financiadora|convocante):|funded by|financed by|funding from|grants? from|donor:|contracting authority:) ?(?:el |la |los |las |the )?",
    re.IGNORECASE,
)
_LOOKED = 400
_SEVERAL = re.compile(r" (?:y|e|and) |, ")
_MOST_OTHERS = 5


def read_payer(
    sentences: Sequence[Sentence], names: NameIndex | None
) -> tuple[Said | None, Said | None, tuple[Said, ...]]:
    """The actor who pays, by id; the name as written, where it is none or others pay with it; further actors that may pay."""
    found = _known(sentences, names) if names is not None else []
    if not found or names is None:
        return None, _in_words(sentences), ()
    first, *others = found
    quoted = (one for one in sentences[:_LOOKED] if one.quote == first.quote and _PAYS.search(one.plain))
    together = next(filter(None, (told_together(one, names, first.value) for one in quoted)), None)
    return first, Said(together, first.quote, first.sure) if together else None, tuple(others[:_MOST_OTHERS])


def _in_words(sentences: Sequence[Sentence]) -> Said | None:
    """Who pays by the words alone: several who open the call, a well-known funder, whoever is said to, any institution."""
    named = named_payer(sentences)
    told = _together(sentences) or (named if named and named.sure else _written(sentences))
    return told or named


def _together(sentences: Sequence[Sentence]) -> Said | None:
    """Who opens the call in its first sentences; one alone may only be a programme, so that a name of a funder is better."""
    opened = opened_by(sentences)
    named = named_payer(sentences) if opened else None
    return named if named and opened and not _SEVERAL.search(opened.value) else opened


def _known(sentences: Sequence[Sentence], names: NameIndex) -> list[Said]:
    """The actors that may pay, the likeliest first: named where the text says who pays, or in the first lines, and often."""
    weights: Counter[str] = Counter()
    quotes: dict[str, str] = {}
    paying: set[str] = set()
    for sentence in sentences[:_LOOKED]:
        cued = bool(_PAYS.search(sentence.plain))
        for id in dict.fromkeys(_actors_in(sentence, names)):
            weights[id] += 4 * cued + (3 if sentence.place < 4 else 1 if sentence.place < 30 or cued else 0)
            if (cued and id not in paying) or id not in quotes:
                quotes[id] = sentence.quote
            paying |= {id} if cued else set()
    ranked = [(id, weight) for id, weight in weights.most_common() if weight >= 3]
    return [Said(id, quotes[id], weight >= 6) for id, weight in ranked if id == ranked[0][0] or id in paying]


def _actors_in(sentence: Sentence, names: NameIndex) -> Iterator[str]:
    """The actors of a paying type whose whole name stands there in capitals."""
    for run in NAME.finditer(sentence.text):
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
            name = NAME.match(sentence.text, hit.end())
            if name:
                return Said(tidy(name[0]), sentence.quote, False)
    return None
