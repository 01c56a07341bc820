"""networkx's own tests, run with this backend in the place of networkx's code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ALGORITHMS = "networkx.algorithms"
# The modules of networkx that test what the backend does.
MODULES = (
    "assortativity.tests.test_correlation",
    "bipartite.tests.test_centrality",
    "centrality.tests.test_betweenness_centrality",
    "centrality.tests.test_closeness_centrality",
    "centrality.tests.test_degree_centrality",
    "centrality.tests.test_eigenvector_centrality",
    "centrality.tests.test_harmonic_centrality",
    "community.tests.test_louvain",
    "community.tests.test_quality",
    "components.tests.test_biconnected",
    "components.tests.test_connected",
    "link_analysis.tests.test_pagerank",
    "shortest_paths.tests.test_generic",
    "shortest_paths.tests.test_unweighted",
    "shortest_paths.tests.test_weighted",
    "tests.test_bridges",
    "tests.test_cluster",
    "tests.test_core",
    "tests.test_structuralholes",
)
# What this suite has no call for, or none that reaches the backend through arrays.
UNCALLED = {"ego_graph", "k_core", "leiden_communities", "leiden_partitions"}


@pytest.mark.slow
def test_networkx_s_own_tests_pass_on_the_backend_which_really_answers_them():
    environment = {**os.environ, "NETWORKX_TEST_BACKEND": "aliados", "NETWORKX_FALLBACK_TO_NX": "True"}
    command = [sys.executable, "-m", "pytest", "-p", "tests.graph.backend.counting", "-p", "no:cacheprovider"]
    modules = [f"{ALGORITHMS}.{module}" for module in MODULES]
    done = subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", str(ROOT), "-q", "-n0", "--pyargs", *modules],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    summary = re.search(r"(\d+) passed", done.stdout)
    assert summary
    assert int(summary[1]) > 400
    called = dict(re.findall(r"(\w+)=(\d+)", done.stdout.split("dispatched:")[1]))
    from graph.backend import interface

    missing = set(interface.__all__) - set(called) - UNCALLED - {"can_run", "should_run"}
    assert not missing
    assert sum(map(int, called.values())) > 1000
