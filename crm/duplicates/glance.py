"""What tells at a glance that two names are not one: most candidate pairs go no further."""

from __future__ import annotations

from crm.duplicates.names import is_named
from crm.duplicates.near import is_near
from crm.duplicates.records import Name
from crm.duplicates.words import tables


def hopeless(one: Name, other: Name, places: frozenset[str]) -> bool:
    """Whether, at a glance, each name says something that nothing of the other is: what most candidates turn out to be."""
    left, right = one.words - other.words, other.words - one.words
    if not left or not right or is_named(one) != is_named(other) or one.short or other.short:
        return False
    light = tables().classes["light"]
    left, right = left - light - places, right - light - places
    if not left or not right or "@co" in left or "@co" in right:
        return False
    if len(left) > 1 and len(right) > 1 and len(left) + len(right) > len(one.words & other.words) + 3:
        return True
    mine = [token for token in one.tokens if token[0] in left]
    theirs = [token for token in other.tokens if token[0] in right]
    near = [(first, second) for first in mine for second in theirs if is_near(first, second)]
    return len({first for first, _ in near}) < len(mine) and len({second for _, second in near}) < len(theirs)
