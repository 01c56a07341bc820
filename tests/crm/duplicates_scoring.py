"""How well look-alikes are told from different actors: `python -m tests.crm.duplicates_scoring FILE [--held-out]`.

FILE has a pair a row: same (1 or 0), held_out, and a_… and b_… columns (name, type, city, country, website, email). Without
`--held-out` the third that is kept for the end stays out.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crm.duplicates.records import Described, described
from crm.duplicates.scoring import DEFAULT, compare
from crm.vocabulary import vocabulary

CASES = Path(__file__).parent / "duplicates_cases.csv"
FIELDS = ("name", "type", "city", "country", "website", "email")


@dataclass
class Result:
    """Counts of pairs, and the wrong ones with their score."""

    right_same: int = 0
    right_apart: int = 0
    missed: list[tuple[str, str, float]] = field(default_factory=list)
    mistaken: list[tuple[str, str, float]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the pairs called the same, the share that is."""
        return self.right_same / max(1, self.right_same + len(self.mistaken))

    @property
    def recall(self) -> float:
        """Of the pairs that are the same, the share that was found."""
        return self.right_same / max(1, self.right_same + len(self.missed))


def read_cases(path: Path, held_out: bool) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if (row.get("held_out") == "1") == held_out]


def score(rows: Iterable[dict[str, str]], threshold: float = DEFAULT) -> Result:
    result = Result()
    for row in rows:
        one, other = _side(row, "a"), _side(row, "b")
        likeness = compare(one, other).score
        names = row["a_name"], row["b_name"], likeness
        if row["same"] == "1":
            if likeness >= threshold:
                result.right_same += 1
            else:
                result.missed.append(names)
        elif likeness >= threshold:
            result.mistaken.append(names)
        else:
            result.right_apart += 1
    return result


def _side(row: dict[str, str], side: str) -> Described:
    said: dict[str, object] = {name: row.get(f"{side}_{name}") or None for name in FIELDS}
    said["type"] = vocabulary("actor_types").match(str(said["type"])) if said["type"] else None
    made = described(side, said)
    assert made is not None
    return made


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else CASES
    held_out = "--held-out" in sys.argv
    result = score(read_cases(path, held_out))
    for kind, wrong in (("missed", result.missed), ("mistaken", result.mistaken)):
        for one, other, likeness in wrong:
            print(f"{kind:9} {likeness:.2f}  {one}  |  {other}")
    print(
        f"precision {result.precision:.3f}  recall {result.recall:.3f}  "
        f"({result.right_same + len(result.missed)} same, {result.right_apart + len(result.mistaken)} apart)"
    )


if __name__ == "__main__":
    main()
