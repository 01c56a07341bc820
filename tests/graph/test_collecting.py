"""The collector's pause ends, however the block ends."""

import gc

import pytest

from graph.collecting import collector_paused


def test_the_collector_works_again_after_the_block_also_when_it_fails():
    def fail() -> None:
        with collector_paused():
            assert not gc.isenabled()
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        fail()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
