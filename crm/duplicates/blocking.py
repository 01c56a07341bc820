"""Which pairs are worth comparing, so that fifty thousand records need not be compared each with each.

Two records meet when they share a key that few others have: the same words, a rare word, two words together, a rare
word with one letter missing (slips), an acronym and the initials of a long name, a web site or an e-mail domain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from crm.duplicates.records import Described, Name
from crm.duplicates.words import tables

MOST = 40
_NEXT = 12
_LETTERS = 5


def candidate_pairs(records: Sequence[Described]) -> set[tuple[int, int]]:
    """Pairs of places in the list, the smaller first."""
    common = _frequencies(records)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in _keys(record, common):
            blocks[key].append(place)
    pairs: set[tuple[int, int]] = set()
    for key, places in blocks.items():
        if len(places) <= MOST:
            pairs.update(combinations(places, 2))
        elif key.startswith("="):
            pairs.update(_neighbours(places))
    return pairs


def _neighbours(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Of very many with the very same name, each with the next few."""
    for start, place in enumerate(places):
        for other in places[start + 1 : start + 1 + _NEXT]:
            yield place, other


def _frequencies(records: Iterable[Described]) -> Counter[str]:
    return Counter(canon for record in records for canon in {c for name in record.names for c in name.key})


def _keys(record: Described, common: Counter[str]) -> set[str]:
    keys = {f"@{record.host}"} if record.host else set()
    if record.email:
        keys.add(f"m{record.email}")
    if record.domain:
        keys.add(f"@{record.domain}")
    for name in record.names:
        keys.update(_name_keys(name, common))
    return keys


def _name_keys(name: Name, common: Counter[str]) -> Iterator[str]:
    yield "=" + " ".join(name.key)
    yield "j" + "".join(name.folded.split())
    canons = sorted(set(name.key), key=lambda canon: (common[canon], canon))
    for canon in canons:
        if common[canon] <= MOST:
            yield f"w{canon}"
    for one, other in combinations(canons[:5], 2):
        yield f"p{min(one, other)} {max(one, other)}"
    for trio in combinations(canons[:5], 3):
        yield "t" + " ".join(sorted(trio))
    yield from _acronyms(name)
    yield from _slips(name, common)


def _acronyms(name: Name) -> Iterator[str]:
    if name.acronym:
        yield f"a{name.acronym}"
    if name.short:
        yield f"a{name.folded}"
        yield f"f{name.folded[:2]}"
        return
    raws = [raw for _, raw in name.tokens]
    if len(raws) > 1:
        yield "a" + "".join(raw[0] for raw in raws)
        yield "a" + "".join(word[0] for word in name.folded.split())
        for start in (0, 1):
            if start < len(raws):
                yield f"f{raws[start][:2]}" if len(raws[start]) > 1 else ""
                yield f"f{raws[start][0]}{raws[start + 1][0]}" if start + 1 < len(raws) else ""


def _slips(name: Name, common: Counter[str]) -> Iterator[str]:
    """The rare words that no table knows, with each letter left out in turn: a slip and its word share one of them."""
    known = tables()
    for canon, raw in name.tokens:
        if len(raw) < _LETTERS or canon[0] in "@~#%" or raw in known.concepts or common[canon] > MOST:
            continue
        yield f"s{raw}"
        for place in range(len(raw)):
            yield f"s{raw[:place]}{raw[place + 1 :]}"
