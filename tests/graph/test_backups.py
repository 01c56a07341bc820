"""A backup is one file that gives everything back, and refuses to when a single byte of it is wrong."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.archives import DamagedBackup
from graph.backups import backup, check_backup, restore
from graph.copying import compare
from graph.errors import NotEmpty
from graph.sqlite.store import SqliteStore
from tests.graph.copied import fill, fill_much, open_sqlite


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_sqlite(tmp_path / "source.db")
    fill(store)
    yield store
    store.close()


@pytest.fixture
def target(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_sqlite(tmp_path / "target.db")
    yield store
    store.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "ab").mkdir(parents=True)
    (folder / "ab" / "acta.pdf").write_bytes(b"%PDF" + bytes(range(256)) * 9000)
    (folder / "vacío.txt").write_bytes(b"")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_is_backed_up_comes_back_whole(source, target, files, tmp_path):
    path = tmp_path / "copia.zip"
    made = backup(source, path, files)
    assert (made.nodes, made.edges, made.changes, made.files) == (5, 2, source.revision(), 2)
    assert check_backup(path) == made
    assert restore(path, target, tmp_path / "restored") == made
    assert compare(source, target) == []
    assert contents(tmp_path / "restored") == contents(files)


def test_a_large_store_comes_back_whole(source, target, tmp_path):
    fill_much(source, 3000)
    backup(source, tmp_path / "copia.zip")
    restore(tmp_path / "copia.zip", target)
    assert compare(source, target) == []


def test_only_its_owner_can_read_a_backup(source, tmp_path):
    backup(source, tmp_path / "copia.zip")
    assert stat.S_IMODE((tmp_path / "copia.zip").stat().st_mode) == 0o600


def test_a_backup_replaces_an_older_one_and_nothing_else(source, tmp_path):
    path = tmp_path / "copia.zip"
    backup(source, path)
    with source.transaction("ana") as tx:
        tx.delete_edges(["e2"])
    assert backup(source, path).edges == 1
    assert check_backup(path).edges == 1
    with pytest.raises(FileExistsError):
        backup(source, tmp_path / "source.db")


def test_a_backup_that_fails_leaves_nothing_behind(source, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()

    def fail(_phase: str, _done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(source, folder / "copia.zip", None, fail)
    assert list(folder.iterdir()) == []
    with pytest.raises(FileNotFoundError):
        backup(source, tmp_path / "nowhere" / "copia.zip")


def test_a_backup_with_any_byte_changed_is_refused_or_gives_the_same_back(source, files, tmp_path):
    path = tmp_path / "copia.zip"
    (files / "ab" / "acta.pdf").write_bytes(b"acta")
    backup(source, path, files)
    whole = path.read_bytes()
    refused = 0
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        try:
            check_backup(path)
        except DamagedBackup:
            refused += 1
            continue
        target = open_sqlite(tmp_path / f"{place}.db")
        restore(path, target, tmp_path / f"{place}")
        assert compare(source, target) == []
        assert contents(tmp_path / f"{place}") == contents(files)
        target.close()
    assert refused > len(whole) / 7 / 2


@pytest.mark.parametrize("keep", [0, 1, 100, -1, -30])
def test_a_backup_cut_short_is_refused(source, target, tmp_path, keep):
    path = tmp_path / "copia.zip"
    backup(source, path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DamagedBackup):
        restore(path, target)
    assert target.revision() == 0


def test_another_file_is_no_backup(target, tmp_path):
    text = tmp_path / "nota.txt"
    text.write_text("hola")
    with zipfile.ZipFile(tmp_path / "otro.zip", "w") as archive:
        archive.writestr("hola.txt", "hola")
    for path in (text, tmp_path / "otro.zip"):
        with pytest.raises(DamagedBackup) as refused:
            restore(path, target)
        assert refused.value.reason == "no_backup"


def rewritten(path: Path, name: str, new_name: str, content: bytes | None = None) -> None:
    """The same archive with one member renamed or changed, its manifest too, as an attacker would do it."""
    with zipfile.ZipFile(path) as archive:
        members = {entry: archive.read(entry) for entry in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    data = members.pop(name, b"") if content is None else content
    members.pop(name, None)
    manifest["members"].pop(name, None)
    if new_name != "manifest.json":
        manifest["members"][new_name] = [len(data), hashlib.sha256(data).hexdigest()]
        members[new_name] = data
    else:
        manifest |= json.loads(data)
    with zipfile.ZipFile(path, "w") as archive:
        for entry, value in {**members, "manifest.json": json.dumps(manifest).encode()}.items():
            archive.writestr(entry, value)


@pytest.mark.parametrize("name", ["files/../../evil", "files//etc/evil", "files/a\\..\\b", "evil"])
def test_no_file_leaves_its_folder(source, target, files, tmp_path, name):
    path = tmp_path / "copia.zip"
    backup(source, path, files)
    rewritten(path, "files/ab/acta.pdf", name)
    with pytest.raises(DamagedBackup):
        restore(path, target, tmp_path / "a" / "b" / "restored")
    assert not list(tmp_path.rglob("evil"))


def test_a_backup_of_a_later_version_is_named_so(source, target, tmp_path):
    path = tmp_path / "copia.zip"
    backup(source, path)
    rewritten(path, "manifest.json", "manifest.json", b'{"version": 2}')
    with pytest.raises(DamagedBackup) as refused:
        restore(path, target)
    assert refused.value.reason == "newer"


def test_lines_that_are_no_records_are_refused_and_nothing_is_restored(source, target, files, tmp_path):
    path = tmp_path / "copia.zip"
    backup(source, path, files)
    rewritten(path, "records.jsonl", "records.jsonl", b'["node","a",{"labels":["Thing"]}]\n')
    with pytest.raises(DamagedBackup):
        restore(path, target, tmp_path / "restored")
    assert contents(tmp_path / "restored") == {}
    assert next(target.scan(), []) == []


def test_a_store_with_data_is_not_restored_over(source, target, files, tmp_path):
    backup(source, tmp_path / "copia.zip", files)
    with pytest.raises(NotEmpty):
        restore(tmp_path / "copia.zip", source, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_files_that_are_there_already_stay_and_another_of_the_same_name_is_in_the_way(
    source, target, files, tmp_path
):
    path = tmp_path / "copia.zip"
    backup(source, path, files)
    (files / "vacío.txt").write_text("otro")
    (files / "ab" / "acta.pdf").unlink()
    with pytest.raises(FileExistsError):
        restore(path, target, files)
    assert contents(files) == {"vacío.txt": b"otro"}
    assert target.revision() == 0
    (files / "vacío.txt").write_text("")
    restore(path, target, files)
    assert set(contents(files)) == {"vacío.txt", "ab/acta.pdf"}
