"""`make evaluate`: hides one participant of each past interaction and looks where each way of recommending puts it.

python -m tests.evaluation [--tuning] [--no-synthetic] [--cases N]

Split by time. What is set by hand was set by looking at the tuning period alone; the last period (the office's report of
2024) is printed without `--tuning`, and is for looking at, not for choosing by. Each case knows only what was
over before its interaction began, and not the interaction itself.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crm.access import SYSTEM
from crm.derived.refreshing import refresh
from crm.derived.results import Derived
from crm.schema import SCHEMA
from crm.together import together
from graph.opening import open_store
from graph.store import Store
from seed.loader import load
from seed.synthetic import Size, synthesise
from tests.evaluation.cases import Case, cases_of, without_names
from tests.evaluation.learning import FEATURES, learn, learnt_way
from tests.evaluation.measuring import MEASURES, Way, beaten, places, table
from tests.evaluation.rivals import Rivals

MIDDLE, LAST = date(2023, 1, 1), date(2024, 1, 1)
LEARNT = "ours, learnt weights"
INVENTED = Size(1200, 8000, 7)
TODAY, INVENTED_FROM, INVENTED_LAST = date(2026, 11, 23), date(2024, 6, 1), date(2025, 9, 1)


@dataclass(frozen=True)
class Bench:
    """A network to ask about, and the texts its rivals read."""

    store: Store
    derived: Derived
    rivals: Rivals

    def show(self, heading: str, cases: Sequence[Case], learnt_from: Sequence[Case] = ()) -> list[str]:
        """Prints the table of some cases and gives the ways that ours does not beat."""
        fresh = sum(case.fresh for case in cases)
        events = len({case.interaction for case in cases})
        print(
            f"\n{heading}: {len(cases)} cases of {events} interactions, {fresh} of them hide somebody never seen before"
        )
        shown = table(places(self.derived, self.rivals, cases, self._learnt(learnt_from)))
        columns = [*MEASURES, "MRR low", "MRR high", "ahead low", "ahead high"]
        print(shown[columns].to_string(float_format="{:.3f}".format))
        ahead = beaten(shown)
        print(f"ours is not ahead of: {', '.join(ahead)}" if ahead else "ours is ahead of each")
        return ahead

    def _learnt(self, cases: Sequence[Case]) -> dict[str, Way]:
        if not cases:
            return {}
        weights = learn(self.derived, cases)
        shown = ", ".join(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, weights, strict=True))
        print(f"weights learnt from {len(cases)} earlier cases: {shown}")
        return {LEARNT: learnt_way(self.derived, weights)}

    def show_all(self, heading: str, cases: Sequence[Case], earlier: Sequence[Case] = ()) -> list[str]:
        """The cases as they are told, without the hidden name, and those of them who had been seen before."""
        told = self.show(f"{heading}, as told", cases, earlier)
        blank = without_names(self.store, self.derived, cases)
        known = [case for case in blank if not case.fresh]
        told += self.show(f"{heading}, the hidden name taken out of the text", blank)
        return told + (self.show(f"{heading}, name taken out, seen before", known) if known else [])


def the_office(folder: Path) -> Iterator[Bench]:
    """The office's own data."""
    with closing(open_store(f"sqlite:///{folder}/office.db", SCHEMA)) as store:
        with together(store, SYSTEM) as one:
            load(one, "ofai")
        yield _bench(store, folder / "office")


def an_invented_city(folder: Path) -> Iterator[Bench]:
    """A made-up network, for how far it all holds elsewhere."""
    with closing(open_store(f"sqlite:///{folder}/city.db", SCHEMA)) as store:
        synthesise(store, SYSTEM, INVENTED, TODAY)
        yield _bench(store, folder / "city")


def _bench(store: Store, folder: Path) -> Bench:
    derived = refresh(store, folder, TODAY)
    return Bench(store, derived, Rivals(store, derived))


def some(cases: Sequence[Case], most: int) -> list[Case]:
    """Whole interactions, drawn with a fixed seed, of about so many cases."""
    ids = sorted({case.interaction for case in cases})
    drawn = set(random.Random(1).sample(ids, min(len(ids), most // 3)))
    return [case for case in cases if case.interaction in drawn]


def _the_office(bench: Bench, tuning: bool) -> list[str]:
    earlier, later = (
        cases_of(bench.store, bench.derived, *period) for period in ((None, MIDDLE), (MIDDLE, LAST))
    )
    behind = bench.show_all("The office until 2023 (tuned on)", [*earlier, *later])
    bench.show("The office in 2023, weights learnt from before", later, earlier)
    if not tuning:
        last = cases_of(bench.store, bench.derived, LAST, None)
        behind += bench.show_all("The office from 2024 (held out)", last, [*earlier, *later])
    return behind


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables, and last whom ours is not ahead of on the office's own data."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation")
    parser.add_argument("--tuning", action="store_true", help="only the period that was tuned on")
    parser.add_argument("--no-synthetic", action="store_true")
    parser.add_argument("--cases", type=int, default=300, help="about how many of the invented city")
    chosen = parser.parse_args(arguments)
    behind: list[str] = []
    with tempfile.TemporaryDirectory(prefix="aliados-evaluation-") as name:
        for bench in the_office(Path(name)):
            behind += _the_office(bench, chosen.tuning)
        for bench in an_invented_city(Path(name)) if not chosen.no_synthetic else ():
            tuned = cases_of(bench.store, bench.derived, INVENTED_FROM, INVENTED_LAST)
            bench.show("An invented city (tuned on)", some(tuned, chosen.cases))
            if not chosen.tuning:
                last = cases_of(bench.store, bench.derived, INVENTED_LAST, None)
                bench.show("An invented city, last period (held out)", some(last, chosen.cases))
    verdict = f"not ahead of {', '.join(behind)}" if behind else "ahead of each throughout"
    print(f"\nThe office's own data: {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
