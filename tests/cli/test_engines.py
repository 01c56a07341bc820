"""`network_backend` and `graph_data_science` of config.toml: who takes the measures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.engines import choose_engine, choose_library
from graph.measures import measure_all
from tests.graph.test_measures import random_network
from web.config import load_config


@pytest.fixture(autouse=True)
def ours_afterwards() -> Iterator[None]:
    yield
    choose_engine("aliados")
    choose_library(None)


def test_another_installed_backend_named_in_the_settings_takes_the_measures_it_has(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graphblas = pytest.importorskip(
        "graphblas_algorithms.interface", reason="graphblas-algorithms is not here"
    )
    asked: list[int] = []
    theirs = graphblas.Dispatcher.pagerank

    def pagerank(graph: Any, *options: Any, **more: Any) -> Any:
        asked.append(len(graph))
        return theirs(graph, *options, **more)

    monkeypatch.setattr(graphblas.Dispatcher, "pagerank", staticmethod(pagerank))
    one = random_network(60, 150, seed=1)
    ours = measure_all(one)
    settings.write_text('network_backend = "graphblas"\n', encoding="utf-8")
    choose_engine(load_config(settings).network_backend)
    found = measure_all(one)
    assert asked == [60], "GraphBLAS had the whole network, once"
    for name, measure in found.items():
        assert measure.values == pytest.approx(ours[name].values, abs=1e-9, nan_ok=True), name


def test_measures_meant_for_a_server_without_the_library_are_taken_here_and_it_is_said(
    office: None, settings: Path, run: Any
) -> None:
    settings.write_text(settings.read_text(encoding="utf-8") + "graph_data_science = true\n")
    told = run("analyse")
    assert (
        "no tiene la biblioteca Graph Data Science de Neo4j: las medidas las toma el motor propio"
        in told.stderr
    )
    assert "1" in told.stdout.splitlines()[0]
