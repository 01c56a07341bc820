"""How likely two records are the same actor: their names first, then type, place, addresses and shared people.

Each step gives its reason. Bodies that each place or country has of its own are told apart by their place alone.
"""

from __future__ import annotations

from crm.duplicates.names import NOTHING, Likeness, compare_names
from crm.duplicates.records import Described, Name
from crm.duplicates.words import tables
from crm.naming import is_short

DEFAULT = 0.8
APART = 0.6
PERSON = "person_role"
# Nothing of one of these kinds is anything of another kind.
_EXCLUSIVE = {
    "embassy": "embassy", "consulate": "consulate", "foreign_government": "government", PERSON: "person",
    "event": "event", "committee_or_roundtable": "committee", "university": "university",
    "chamber_of_commerce": "chamber", "binational_chamber": "chamber", "local_government": "local",
    "regional_government": "regional",
}  # fmt: skip


def compare(one: Described, other: Described) -> Likeness:
    """How alike the two records are, and why."""
    best = _names(one, other)
    if best.score < 0.3:
        return best
    if _is_person(one) and _is_person(other):
        best = _people(one, other, best)
    for step in (_types, _places, _addresses, _contacts):
        best = step(one, other, best)
    return Likeness(round(min(1.0, max(0.0, best.score)), 3), best.why, best.left, best.right)


def _names(one: Described, other: Described) -> Likeness:
    """The best of all pairs of names; where both have a long name, a shared acronym or alias alone says little."""
    unsaid = _unsaid(one), _unsaid(other)
    own = compare_names(one.names[0], other.names[0], unsaid)
    if one.group or other.group:
        return own if one.names[0].key == other.names[0].key else NOTHING
    best, by_alias = own, False
    both_long = not is_acronym(one.names[0]) and not is_acronym(other.names[0])
    for first in one.names if len(one.names) + len(other.names) > 2 else ():
        for second in other.names:
            if both_long and (is_acronym(first) or is_acronym(second)):
                continue
            found = compare_names(first, second, unsaid)
            if found.score > best.score:
                best = found
                by_alias = first is not one.names[0] and second is not other.names[0]
    if best is own:
        return own
    score = min(best.score, 0.96)
    if by_alias and ((own.left and own.right) or own.score < 0.3):
        score = min(score, APART + 0.1)
    return Likeness(score, ("same_alias",) if "same_name" in best.why else best.why, best.left, best.right)


def is_acronym(name: Name) -> bool:
    """Whether a name is as short as an acronym, and no known organisation's."""
    return is_short(name.folded) and name.tokens[0][0][0] not in "#@~"


def _unsaid(record: Described) -> frozenset[str]:
    """What a record's name may leave out, because its place says it; who says no country is taken to be from here."""
    return record.places if record.country else record.places | {"@co"}


def _people(one: Described, other: Described, found: Likeness) -> Likeness:
    """A person's second surname or second given name may be missing; "hijo" is another person.

    Surnames may come first, but two surnames that change places are those of a cousin.
    """
    first, second = ([raw for _, raw in record.names[0].tokens] for record in (one, other))
    if "same_words" in found.why and len(first) > 2 and second not in _turned(first):
        return Likeness(0.7, found.why)
    extra = found.left or found.right
    if (found.left and found.right) or not extra or "contains" not in found.why:
        return found
    if set(extra) & tables().classes["generations"]:
        return Likeness(0.4, found.why, found.left, found.right)
    shorter = min(len(first), len(second))
    return Likeness(0.84 if shorter >= 3 else 0.7, found.why, found.left, found.right)


def _turned(words: list[str]) -> list[list[str]]:
    return [words[start:] + words[:start] for start in range(len(words))]


def _is_person(record: Described) -> bool:
    if record.type is not None:
        return record.type == PERSON
    name = record.names[0]
    heads = tables().classes["heads"]
    first = name.tokens[0][1]
    return first in tables().given and not any(canon in heads for canon, _ in name.tokens)


def _types(one: Described, other: Described, found: Likeness) -> Likeness:
    if one.type is None or other.type is None:
        return found
    if one.type == other.type:
        return _with(found, 0.01, "same_type")
    first, second = _EXCLUSIVE.get(one.type), _EXCLUSIVE.get(other.type)
    if not _says_more_than_place(one) and not _says_more_than_place(other):
        return _capped(found, APART - 0.05, "other_type")
    if first != second and (first == "person" or second == "person" or (first and second)):
        return _capped(found, APART - 0.05, "other_type")
    return _with(found, -0.04, "other_type")


def _says_more_than_place(record: Described) -> bool:
    """Whether the name says what it is, not only where: "Santander" is a department and a bank."""
    return any(canon[0] not in "@~" for canon, _ in record.names[0].tokens)


def _places(one: Described, other: Described, found: Likeness) -> Likeness:
    diplomatic = _diplomatic(one) or _diplomatic(other)
    if one.country and other.country and one.country != other.country and not diplomatic:
        return _capped(found, APART, "other_country")
    if one.city and other.city:
        if one.city == other.city:
            return _with(found, 0.02, "same_city")
        if _one_in_other(one.city, other.city):
            return found
        if _is_local(one) or _is_person(one):
            return _capped(found, APART, "other_city")
        return _with(found, -0.07, "other_city")
    return found


def _one_in_other(one: str, other: str) -> bool:
    first, second = set(one[1:].split("-")), set(other[1:].split("-"))
    return first <= second or second <= first


def _diplomatic(record: Described) -> bool:
    return _EXCLUSIVE.get(record.type or "") in {"embassy", "consulate", "government"} or any(
        canon == "embassy" for canon, _ in record.names[0].tokens
    )


def _is_local(record: Described) -> bool:
    """Whether each town may have one: by its kind, or because its name has no word of its own."""
    known = tables().classes
    canons = [canon for canon, _ in record.names[0].tokens]
    if "embassy" in canons:
        return False
    own = [c for c in canons if c not in tables().meanings and c not in known["light"]]
    return any(c in known["local"] or c in known["chapters"] for c in canons) or not own


def _addresses(one: Described, other: Described, found: Likeness) -> Likeness:
    """The web site and the organisation's own e-mail domain. Parts of an organisation have its site too."""
    sites, others = {s for s in (one.host, one.domain) if s}, {s for s in (other.host, other.domain) if s}
    if one.email and one.email == other.email and found.score >= 0.5 and not _apart(found):
        found = _with(found, 0.12, "same_email")
    if not sites or not others:
        return found
    if not sites & others:
        return _with(found, -0.09 if found.score < 0.97 else -0.05, "other_web")
    why = "same_web" if one.host and one.host == other.host else "same_domain"
    if _only_place(found) and why == "same_web" and not _is_local(one):
        return Likeness(max(found.score, DEFAULT + 0.02), (*found.why, why), found.left, found.right)
    if _apart(found) or found.score < 0.5:
        return found
    return _with(found, 0.15 if found.score < 0.8 else 0.02, why)


def _only_place(found: Likeness) -> bool:
    """Whether a place is all that one name says more."""
    extra = (*found.left, *found.right)
    return bool(extra) and bool(found.left) != bool(found.right) and all(canon[0] in "@~" for canon in extra)


def _apart(found: Likeness) -> bool:
    """Whether each name says something that the other does not, or one names a part of the other."""
    known = tables().classes
    extra = set(found.left) | set(found.right)
    told = any(
        c[0] in "%~@" or c in known["parts"] or c in known["generations"] or c in known["heads"]
        for c in extra
    )
    return bool(found.left and found.right) or told


def _contacts(one: Described, other: Described, found: Likeness) -> Likeness:
    if one.people & other.people and found.score >= 0.5 and not _apart(found):
        return _with(found, 0.08, "shared_people")
    return found


def _with(found: Likeness, step: float, why: str) -> Likeness:
    return Likeness(found.score + step, (*found.why, why), found.left, found.right)


def _capped(found: Likeness, most: float, why: str) -> Likeness:
    return Likeness(min(found.score, most), (*found.why, why), found.left, found.right)
