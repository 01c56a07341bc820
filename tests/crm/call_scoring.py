"""How much of whole calls is read rightly, field by field: `python -m tests.crm.call_scoring [FILE]` prints it."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crm.briefs.model import Need, Terms
from crm.briefs.reading import read_terms
from graph.fold import fold
from tests.crm.brief_scoring import TODAY

HERE = Path(__file__).parent
# What the applicant puts in is a field of its own (`share`), whether it is listed as a need too or not.
_OWN = re.compile(r"contrapartida|cofinanc|in kind|en especie|contribution")


def calls(name: str) -> list[dict[str, Any]]:
    """The calls of a file with what is right of each."""
    found: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["call"]
    return found


def judged(call: dict[str, Any]) -> Iterator[tuple[str, bool, str]]:
    """Each field of a call, whether it was read rightly, and what was read; each need is a field of its own."""
    terms = read_terms(call["text"], TODAY)
    for name, got in _read(terms).items():
        if name in call:
            yield name, _right(name, call[name], got), str(got)
    yield from _needs("needs", call["needs"], [one for one in terms.requirements if one.force == "must"])
    yield from _needs("wishes", call["wishes"], [one for one in terms.requirements if one.force == "wish"])


def _read(terms: Terms) -> dict[str, Any]:
    funders = [one.value for one in (terms.funder, terms.funder_name) if one]
    return {
        "title": terms.title.value if terms.title else "",
        "funder": " / ".join(funders),
        "deadline": str(terms.deadline.period.end) if terms.deadline else "",
        "budget": [terms.budget.amount, terms.budget.currency] if terms.budget else None,
        "share": terms.notes.value if terms.notes else "",
        "lasts": terms.lasts.value if terms.lasts else "",
        "period": terms.period.period.edtf if terms.period else "",
        "place": terms.place.value if terms.place else "",
        "sdgs": sorted(int(one.value.removeprefix("sdg-")) for one in terms.sdgs if one.sure),
    }


def _right(name: str, wanted: Any, got: Any) -> bool:
    if name in ("share", "funder", "lasts"):
        ways = str(wanted).split("|")
        return any(fold(one) in fold(got) for one in ways) if wanted else not got
    return bool(wanted == got)


def _needs(name: str, wanted: list[str], read: list[Need]) -> Iterator[tuple[str, bool, str]]:
    left = [one for one in read if one.sure and not (one.kind is None and _OWN.search(fold(one.need)))]
    for want in wanted:
        ways = {None if one == "?" else one for one in want.split("|")}
        hit = next((one for one in left if one.kind in ways), None)
        yield f"{name}: {want}", hit is not None, hit.need if hit else ""
        left = [one for one in left if one is not hit]
    # What was read and is not there counts as a mistake too.
    yield from ((f"{name}: nothing", False, f"{one.kind}: {one.need}") for one in left)


def right_of(name: str) -> tuple[int, int, list[str]]:
    """How many fields are right, of how many; what was wrong, in words."""
    wrong: list[str] = []
    every = [(call["from"], *one) for call in calls(name) for one in judged(call)]
    wrong = [f"{who}: {field}: read «{got}»" for who, field, ok, got in every if not ok]
    return len(every) - len(wrong), len(every), wrong


if __name__ == "__main__":
    for file in sys.argv[1:] or ["whole_calls.toml"]:
        right, count, said = right_of(file)
        print(f"{file}: {right} of {count} ({right / count:.2f})", *said, sep="\n  ")
