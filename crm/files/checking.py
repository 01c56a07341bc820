"""Whether the files on the disk and those of the graph agree, and what lies there that no record speaks of.

File nodes  --sha256, size-->  data/files          verify names what is missing or damaged
data/files  --no node, no history-->  garbage of a crash, cleared when it is a day old
"""

from __future__ import annotations

from collections.abc import Iterator

from crm.files.vault import Vault, age
from graph.integrity import Flaw
from graph.records import Node
from graph.store import Store
from graph.streams import changes_after

DAY = 24 * 3600.0
_COLUMNS = ("id", "name", "sha256", "size")


def check_files(store: Store, vault: Vault) -> list[Flaw]:
    """What is wrong: "file_missing" and "file_damaged" by the file's id, its name in `detail`."""
    return list(_flaws(store, vault))


def _flaws(store: Store, vault: Vault) -> Iterator[Flaw]:
    for id, name, sha256, size in _files(store):
        if not vault.has(sha256):
            yield Flaw("file_missing", id, name)
        elif not vault.is_sound(sha256, size):
            yield Flaw("file_damaged", id, name)


def _files(store: Store) -> Iterator[tuple[str, str, str, int]]:
    for batch in store.table("File", _COLUMNS):
        for id, name, sha256, size in batch:
            yield str(id), str(name), str(sha256), int(str(size))


def count_files(store: Store) -> tuple[int, int]:
    """How many files the graph has, and how many bytes they are, each content once."""
    sizes = {sha256: size for _id, _name, sha256, size in _files(store)}
    return len(sizes), sum(sizes.values())


def copy_files(store: Store, source: Vault, target: Vault) -> int:
    """Copies what the store's records refer to and the target lacks; says how many. Raises NoRoom."""
    missing = {
        sha256 for _id, _name, sha256, _size in _files(store) if source.has(sha256) and not target.has(sha256)
    }
    for sha256 in sorted(missing):
        with source.path_of(sha256).open("rb") as file:
            target.take(file, sha256)
    return len(missing)


def referred(store: Store) -> set[str]:
    """The hashes of all files that a record speaks of, or spoke of and may speak of again by undoing."""
    hashes = {sha256 for _id, _name, sha256, _size in _files(store)}
    return hashes | set(_in_history(store))


def _in_history(store: Store) -> Iterator[str]:
    for change in changes_after(store, 0):
        for side in (change.before, change.after):
            if isinstance(side, Node) and side.root == "File":
                yield str(side.get("sha256"))


def sweep(store: Store, vault: Vault, older: float = DAY) -> int:
    """Deletes what no record speaks of and is more than `older` seconds old; says how many files that were."""
    cleared = vault.clear_arriving(older)
    known = {sha256 for _id, _name, sha256, _size in _files(store)}
    loose = [
        sha256 for sha256 in vault.hashes() if sha256 not in known and age(vault.path_of(sha256)) > older
    ]
    if loose:
        loose = [sha256 for sha256 in loose if sha256 not in referred(store)]
    for sha256 in loose:
        vault.remove(sha256)
    return cleared + len(loose)


def forget_bytes(store: Store, vault: Vault, hashes: set[str]) -> int:
    """After files were erased: deletes the bytes that nothing refers to any more; says how many."""
    gone = hashes - referred(store) if hashes else set()
    for sha256 in gone:
        vault.remove(sha256)
    return len(gone)
