"""Setting pictures and papers: two at once, whoever asks; the others are told when to come back."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from crm.errors import Busy
from crm.schema import SCHEMA
from graph.opening import open_store
from web.turns import DRAWINGS, MOST_AT_ONCE, drawing_turn

FILE = "/red/llevar/archivo?todo=1&formato="


def test_a_third_file_is_asked_to_wait_and_the_light_ones_never_are(made):
    with ExitStack() as others:
        for _one in range(MOST_AT_ONCE):
            others.enter_context(drawing_turn(made.store))
        for format in ("png", "pdf", "diapositivas"):
            answer = made.ana.get(FILE + format)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "15")
            assert "Ya se están preparando 2 archivos" in answer.get_data(as_text=True)
            assert "Los datos no responden" not in answer.get_data(as_text=True)
        assert made.ana.get(FILE + "svg").status_code == 200
    assert made.ana.get(FILE + "pdf").status_code == 200


def test_a_turn_is_given_back_when_the_work_fails_or_dies(made):
    for _one in range(MOST_AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), drawing_turn(made.store):
            raise ZeroDivisionError
    long_ago = [f"{number}-died" for number in range(MOST_AT_ONCE)]
    with made.store.transaction("system") as tx:
        tx.put_nodes([tx.get([DRAWINGS])[DRAWINGS].with_properties(going=long_ago)])
    with drawing_turn(made.store):
        pass


def test_of_many_that_several_servers_ask_for_at_once_two_go_on(tmp_path):
    stores = [open_store(f"sqlite:///{tmp_path}/red.db", SCHEMA) for _server in range(2)]
    before = stores[0].revision()
    with ExitStack() as going:

        def ask(number):
            try:
                going.enter_context(drawing_turn(stores[number % 2]))
            except Busy:
                return False
            return True

        with ThreadPoolExecutor(6) as askers:
            assert sum(askers.map(ask, range(6))) == MOST_AT_ONCE
    assert stores[0].revision() == before
    for store in stores:
        store.close()
