"""Look-alikes among many actors, beside comparing each with each by rapidfuzz.

python -m tests.benchmarks.duplicates [ACTORS]

The actors are invented, every hundredth twice under another spelling. All pairs grow with the square, so they are measured
on fewer names and reckoned up.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from random import Random
from time import process_time

from rapidfuzz.fuzz import token_sort_ratio

from crm.duplicates.finding import find_pairs
from crm.duplicates.records import Described, described
from seed.synthetic_actors import invent_actors

FEW, EVERY, SEED = 1_500, 100, 11


def measure(number: int) -> dict[str, float]:
    """Processor seconds, and the share of the planted pairs that was found."""
    rng = Random(SEED)
    names = [(actor.name, actor.type, actor.city, actor.country) for actor in invent_actors(rng, number)]
    planted = list(range(0, number, EVERY))
    twice = [(_misspelt(rng, names[place][0]), *names[place][1:]) for place in planted]
    began = process_time()
    records = [_record(place, said) for place, said in enumerate([*names, *twice])]
    read = process_time() - began
    found = {(pair.a, pair.b) for pair in find_pairs([one for one in records if one is not None])}
    took = process_time() - began
    wanted = {(place, number + index) for index, place in enumerate(planted)}
    plain = _all_pairs([name for name, *_rest in names[:FEW]])
    whole = plain * (number / FEW) ** 2
    return {
        "actors": number,
        "reading (s)": round(read, 1),
        "finding, reading included (s)": round(took, 1),
        "planted pairs found": round(len(wanted & found) / len(wanted), 3),
        f"rapidfuzz, all pairs of {FEW} (s)": round(plain, 2),
        "rapidfuzz, all pairs, reckoned (s)": round(whole),
        "times as fast": round(whole / took, 1),
    }


def _record(place: int, said: tuple[str, str, str | None, str | None]) -> Described | None:
    name, type, city, country = said
    return described(place, {"name": name, "type": type, "city": city, "country": country})


def _misspelt(rng: Random, name: str) -> str:
    """Two neighbouring letters of the longest word change places."""
    word = max(name.split(), key=len)
    at = rng.randrange(1, max(2, len(word) - 2))
    return name.replace(word, f"{word[:at]}{word[at + 1 : at + 2]}{word[at]}{word[at + 2 :]}", 1)


def _all_pairs(names: list[str]) -> float:
    began = process_time()
    for one, other in combinations(names, 2):
        token_sort_ratio(one, other)
    return process_time() - began


def main() -> None:
    """Measures 50,000 actors, or as many as asked for."""
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000), indent=1))


if __name__ == "__main__":
    main()
