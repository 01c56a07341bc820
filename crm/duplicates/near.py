"""Whether two words are one, written differently: a slip of the keyboard, an abbreviation, an initial."""

from __future__ import annotations

from functools import lru_cache

from crm.duplicates.words import Token, tables


def is_near(one: Token, other: Token) -> bool:
    """Whether two words are probably the same one, written differently."""
    (canon, raw), (canon2, raw2) = one, other
    if is_known(canon, raw) and is_known(canon2, raw2):
        return canon == raw and canon2 == raw2 and sound(raw) == sound(raw2)
    if canon[0] in "%#" or canon2[0] in "%#":
        return False
    return _near(raw, raw2) if raw < raw2 else _near(raw2, raw)


def is_known(canon: str, raw: str) -> bool:
    """Whether the tables know the word: a place, a common word, a given name, a surname."""
    known = tables()
    return canon[0] in "@~" or raw in known.concepts or raw in known.given or raw in known.surnames


@lru_cache(maxsize=100_000)
def _near(raw: str, raw2: str) -> bool:
    short, long = sorted((raw, raw2), key=len)
    if len(short) == 1:
        return len(long) > 2 and long.startswith(short)
    if len(short) < 4 or (short[0] != long[0] and short[-1] != long[-1]):
        return False
    if len(long) - len(short) >= 3:
        return len(short) >= 4 and long.startswith(short)
    if _differ_in_gender(short, long):
        return False
    from rapidfuzz.distance import OSA

    most = 2 if len(short) >= 9 else 1 if len(short) >= 5 else 0
    return bool(most) and OSA.distance(short, long, score_cutoff=most) <= most


def _differ_in_gender(short: str, long: str) -> bool:
    """One letter apart, yet two people: "Fernando" and "Fernanda"."""
    people = tables().given
    return short[:-1] == long[: len(short) - 1] and (short in people or long in people)


_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("qu", "k"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("y", "i"), ("h", ""),
    ("v", "b"), ("z", "s"), ("w", "u"),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """A name as Spanish ears hear it: Myriam is Miriam, Jhon is John, Gomes is Gómez."""
    for letters, heard in _SOUNDS:
        name = name.replace(letters, heard)
    return "".join(letter for place, letter in enumerate(name) if letter != name[place - 1 : place])
