"""The project's own files agree with each other."""

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ["requirements-install.lock", "requirements.lock", "requirements-dev.lock"]
PACKAGES = ("crm", "graph", "seed", "web")


def pins(lock):
    """`{package: (version, number of hashes)}`; a package may have one pin for each version of Python."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text[re.search(r"^[a-z0-9]", text, re.MULTILINE).start() :])  # type: ignore[union-attr]
    found: dict[str, list[tuple[str, int]]] = {}
    for entry in entries:
        name, version = re.match(r"([a-z0-9._-]+)==([^ ;\\]+)", entry).groups()  # type: ignore[union-attr]
        found.setdefault(name, []).append((version, entry.count("--hash=sha256:")))
    return found


def names(requirements):
    return {re.match(r"[A-Za-z0-9._-]+", one).group().lower() for one in requirements}  # type: ignore[union-attr]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_pinned_with_hashes(lock):
    locked = pins(lock)
    assert locked
    assert all(hashes >= 1 for versions in locked.values() for _, hashes in versions)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_packages_are_downloaded_from(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|@ ", text)


def test_the_locks_hold_what_the_project_asks_for():
    runtime = names(PROJECT["project"]["dependencies"])
    groups = PROJECT["dependency-groups"]
    assert runtime | names(groups["build"]) <= set(pins("requirements.lock"))
    assert runtime | names(groups["build"]) | names(groups["dev"]) <= set(pins("requirements-dev.lock"))
    assert set(pins("requirements-install.lock")) == names(groups["install"])


def test_developers_run_the_versions_that_users_run():
    developed, used = pins("requirements-dev.lock"), pins("requirements.lock")
    assert {name: developed[name] for name in used} == used


def test_every_file_of_the_packages_is_installed_with_them():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    listed = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    files = [Path(line) for line in listed.stdout.splitlines() if not line.endswith(".py")]
    left_out = [
        str(file) for file in files if not any(fnmatch(file.name, p.removeprefix("**/")) for p in patterns)
    ]
    assert left_out == []


def test_every_make_target_is_explained_and_listed_by_help():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (\S+)$", text, re.MULTILINE))
    helped = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(re.findall(r"^  make (\S+) ", helped.stdout, re.MULTILINE)) == phony
    assert {"install", "run", "test", "check", "bench", "test-browser", "test-neo4j", "help"} <= phony


def test_every_direct_dependency_has_its_reason_in_the_decisions():
    text = (ROOT / "DECISIONS.md").read_text(encoding="utf-8").lower()
    asked = [
        *PROJECT["project"]["dependencies"],
        *(one for group in PROJECT["dependency-groups"].values() for one in group),
    ]
    assert sorted(name for name in names(asked) if f"`{name}`" not in text) == []


def test_the_changelog_tells_of_the_version_at_hand():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## \[(\S+)\]", text, re.MULTILINE)
    assert heads[0] in ("Unreleased", PROJECT["project"]["version"])
