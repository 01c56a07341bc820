"""Bringing in a table on either store: what it adds and changes, taking it back as one, stopping it in the middle."""

from datetime import date

import pytest

from crm.actors import get_actor
from crm.errors import InvalidData, Unavailable
from crm.history import history_of, undo
from crm.interactions import InteractionFilter, list_interactions
from crm.tables.applying import apply_plan, plan_import, read_table, worded
from crm.tables.choices import Choices
from crm.tables.guessing import guess_columns
from crm.unmaking import unmake
from graph.integrity import check_integrity
from graph.store import Query, Store
from tests.crm.conftest import ANA
from tests.crm.engines import both
from web.bringing.watching import Cancelled, watched

__all__ = ["both"]
ROWS = 300


@pytest.fixture
def table(tmp_path):
    """Meetings of 2024 with the university, and with a new fair in every third row."""
    rows = [
        f"Mesa {n},meeting,{1 + n % 28:02}/{1 + n % 12:02}/2024,UIS{'; Feria del Cacao' if n % 3 == 0 else ''},agua"
        for n in range(ROWS)
    ]
    file = tmp_path / "reuniones.csv"
    file.write_text("\n".join(["título,clase,fecha,participantes,temas", *rows]), encoding="utf-8")
    return read_table(file, "interaction")


def planned(store: Store, table):
    choices = Choices(guess_columns(table, "interaction"), {"feria del cacao": "+event"})
    return plan_import(store, table, "interaction", choices=choices)


def held(store: Store) -> tuple[int, int]:
    return store.find(Query("Actor", limit=1)).total, list_interactions(
        store, InteractionFilter(limit=1)
    ).total


def test_a_table_is_saved_as_one_and_taken_back_as_one(both: Store, table) -> None:
    before = held(both)
    plan = planned(both, table)
    assert (len(plan.added), plan.refused) == (ROWS, [])
    applied = apply_plan(both, ANA, plan)
    assert held(both) == (before[0] + 1, before[1] + ROWS)
    university = get_actor(both, "uis")
    assert (university.interactions, university.last_contact) == (ROWS, date(2024, 12, 28))
    assert not planned(both, table).added, "the same table brings nothing new"
    unit = history_of(both, applied.added[0], limit=1)[0].transaction
    assert history_of(both, applied.beside[0], limit=1)[0].transaction == unit
    undone = unmake(both, ANA, unit) or undo(both, ANA, unit)
    assert len(undone.deleted) >= ROWS + 1
    assert held(both) == before
    assert get_actor(both, "uis").interactions == 0
    assert check_integrity(both).flaws == []


def test_a_table_that_is_stopped_while_it_is_saved_leaves_nothing_behind(both: Store, table) -> None:
    before, revision = held(both), both.revision()
    plan = planned(both, table)

    def stop(_written: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        apply_plan(watched(both, stop), ANA, plan)
    assert (held(both), both.revision()) == (before, revision)
    assert len(apply_plan(both, ANA, plan).added) == ROWS, "and it can be saved afterwards"


@pytest.mark.parametrize(
    "said",
    [
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError: The allocation of an extra 2.0 MiB would use more",
        "Neo.TransientError.General.OutOfMemoryError: There is not enough memory to perform the current task",
    ],
)
def test_a_server_without_memory_for_a_whole_table_is_named_as_the_reason(said) -> None:
    error = worded(Unavailable(said))
    assert isinstance(error, InvalidData)
    assert [problem.key for problem in error.problems] == ["import_too_big_for_store"]
