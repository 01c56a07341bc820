"""How much of what lines mean is read right, by field.

python -m tests.crm.capture_scoring FILE [--store URL] [--show]      FILE has cases like examples/capture.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from crm.capture.names import NameIndex
from crm.capture.reading import propose
from graph.fold import fold

FIELDS = ("kind", "mode", "status", "when", "place", "participants", "themes", "commitments", "warnings")


@contextmanager
def office_names(url: str | None = None) -> Iterator[NameIndex]:
    """The names of the office's own data: of a store that is there, or of a new one in a temporary folder."""
    from crm.access import SYSTEM
    from crm.capture.known import known_names
    from crm.schema import SCHEMA
    from graph.opening import open_store
    from seed.loader import load

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(url or f"sqlite:///{Path(folder, 'red.db')}", SCHEMA)
        if url is None:
            load(store)
        yield known_names(store, SYSTEM)
        store.close()


def pairs(expected: dict[str, Any], given: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Every field of a case with what it should be and what it is, lists item by item."""
    for name in ("kind", "mode", "status", "when"):
        yield name, expected[name], given[name]
    yield "place", _text(expected["place"]), _text(given["place"])
    yield from _parties(expected["participants"], given["participants"])
    yield (
        "themes",
        [_text(theme) for theme in expected["themes"]],
        [_text(theme) for theme in given["themes"]],
    )
    yield from _promises(expected["commitments"], given["commitments"])
    yield "warnings", _abouts(expected), _abouts(given)


def _abouts(shape: dict[str, Any]) -> list[str]:
    return sorted(one["about"] for one in shape["warnings"])


def _text(value: str | None) -> str | None:
    return fold(value) if value is not None else None


def _parties(
    expected: list[dict[str, Any]], given: list[dict[str, Any]]
) -> Iterator[tuple[str, object, object]]:
    yield "participants", [_party_key(one) for one in expected], [_party_key(one) for one in given]
    there = {_party_key(one): one for one in given}
    for one in expected:
        other = there.get(_party_key(one), {})
        for name in ("role", "type", "person"):
            if name in one:
                yield f"participants.{name}", one[name], other.get(name)
        if "candidates" in one:
            yield "participants.candidates", sorted(one["candidates"]), sorted(other.get("candidates", []))


def _party_key(one: dict[str, Any]) -> str:
    return str(one["actor"] or fold(one["text"]))


def _promises(
    expected: list[dict[str, Any]], given: list[dict[str, Any]]
) -> Iterator[tuple[str, object, object]]:
    yield "commitments.count", len(expected), len(given)
    for index, one in enumerate(expected):
        other = given[index] if index < len(given) else {"text": None, "owner": None, "due": None}
        yield "commitments.text", _text(one["text"]), _text(other["text"])
        yield "commitments.owner", _text(one["owner"]), _text(other["owner"])
        yield "commitments.due", one["due"], other["due"]


def score(cases: list[dict[str, Any]], names: NameIndex) -> tuple[dict[str, list[int]], list[str]]:
    """Right and all by field, and a line for each miss."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    misses: list[str] = []
    for case in cases:
        given = propose(names, case["text"], date.fromisoformat(case["today"])).shown()
        for name, wanted, got in pairs(case["expect"], given):
            right = wanted == got
            counts[name][0] += right
            counts[name][1] += 1
            if not right:
                misses.append(
                    f"{case['id']} {case['today']} {case['text']}\n    {name}: {wanted!r} <- {got!r}"
                )
    return counts, misses


def main() -> None:
    """Prints the accuracy of each field and of all."""
    parser = argparse.ArgumentParser(prog="tests.crm.capture_scoring")
    parser.add_argument("file", type=Path)
    parser.add_argument("--store")
    parser.add_argument("--show", action="store_true", help="print what was missed")
    asked = parser.parse_args()
    cases = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    with office_names(asked.store) as names:
        counts, misses = score(cases, names)
    if asked.show:
        print("\n".join(misses))
    for name, (right, all_of_them) in sorted(counts.items()):
        print(f"{name:<26} {right:>5} / {all_of_them:<5} {right / all_of_them:.1%}")
    right, total = (sum(pair[place] for pair in counts.values()) for place in (0, 1))
    print(f"{'all':<26} {right:>5} / {total:<5} {right / total:.1%}")
    sys.exit(0)


if __name__ == "__main__":
    main()
