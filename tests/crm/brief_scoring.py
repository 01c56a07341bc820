"""How much of what real calls say is read rightly: needs by their kind of actor, deadlines, budgets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from crm.briefs.reading import read_terms

TODAY = date(2026, 11, 23)
HERE = Path(__file__).parent


@dataclass
class Score:
    """Counts over all sentences; `wrong` tells which are not as expected, in words."""

    found: int = 0
    missed: int = 0
    invented: int = 0
    dates: list[bool] = field(default_factory=list)
    budgets: list[bool] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Needs that were found, of those there are."""
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        """Needs that are right, of those that were proposed ticked."""
        return self.found / max(1, self.found + self.invented)


def cases(name: str) -> Iterator[dict[str, Any]]:
    """The sentences of a file."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def score_file(name: str) -> Score:
    """Reads every sentence by itself and counts."""
    score = Score()
    for case in cases(name):
        _score_case(case, score)
    return score


def _score_case(case: dict[str, Any], score: Score) -> None:
    terms = read_terms(case["text"], TODAY)
    if "needs" in case:
        got = [one.kind for one in terms.requirements if one.sure]
        missed, invented = _compare(case["needs"], got)
        score.found += len(case["needs"]) - len(missed)
        score.missed += len(missed)
        score.invented += len(invented)
        if missed or invented:
            score.wrong.append(f"{case['from']}: missed {missed}, invented {invented}: {case['text'][:90]}")
    if "deadline" in case:
        end = terms.deadline.period.end if terms.deadline else None
        score.dates.append(str(end) == case["deadline"])
        if not score.dates[-1]:
            score.wrong.append(f"{case['from']}: deadline {end}, not {case['deadline']}")
    if "budget" in case:
        got_budget = [terms.budget.amount, terms.budget.currency] if terms.budget else None
        score.budgets.append(got_budget == case["budget"])
        if not score.budgets[-1]:
            score.wrong.append(f"{case['from']}: budget {got_budget}, not {case['budget']}")


def _compare(wanted: list[str | None], got: list[str | None]) -> tuple[list[str | None], list[str | None]]:
    """What is missing and what is too much; "a|b" is met by either."""
    left, missed = list(got), []
    for want in wanted:
        ways = set(want.split("|")) if want else {None}
        hit = next((one for one in left if one in ways), "none of them")
        if hit == "none of them":
            missed.append(want)
        else:
            left.remove(hit)
    return missed, left


if __name__ == "__main__":
    for file in ("brief_cases.jsonl", "brief_cases_fresh.jsonl", "brief_cases_loose.jsonl"):
        made = score_file(file)
        print(file, f"recall {made.recall:.2f}, precision {made.precision:.2f}", end=", ")
        print(f"dates {sum(made.dates)}/{len(made.dates)}, budgets {sum(made.budgets)}/{len(made.budgets)}")
        print("\n".join(f"  {text}" for text in made.wrong))
