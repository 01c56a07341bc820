"""The examples in the docstrings of the analysis are true."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = (
    "balance",
    "between",
    "brokerage",
    "centrality",
    "cores",
    "layout",
    "measures",
    "projection",
    "two_mode",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name):
    failed, tried = doctest.testmod(import_module(f"graph.{name}"))
    assert tried > 0
    assert failed == 0
