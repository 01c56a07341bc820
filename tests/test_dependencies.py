"""What the program asks to be installed is what it uses."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def imported(*folders: str) -> set[str]:
    """The distributions that the modules in some folders import."""
    tops = set()
    for folder in folders:
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    tops |= {name.name.split(".")[0] for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    tops.add(node.module.split(".")[0])
    known = packages_distributions()
    return {one.lower().replace("_", "-") for top in tops for one in known.get(top, [])}


def test_nothing_is_installed_for_users_that_tests_alone_import():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^a-z0-9-]", one, maxsplit=1)[0] for one in asked}
    names -= {"bootstrap-flask"}  # the files in it are served
    assert names & imported("tests") - imported("crm", "graph", "seed", "web") == set()
