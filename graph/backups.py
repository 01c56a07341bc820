"""A backup of a whole store in one file, and the way back; what the file looks like is in `graph.archives`.

store ---backup---> file.zip ---restore---> an empty store        all or nothing in both directions
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from graph.archives import (
    CHANGES,
    CHUNK,
    FILES,
    MANIFEST,
    RECORDS,
    DamagedBackup,
    Manifest,
    change_line,
    check_archive,
    digest_of,
    is_backup,
    read_log,
    read_records,
    record_line,
)
from graph.errors import NotEmpty
from graph.records import Node
from graph.store import Store
from graph.streams import Counter, Progress, is_empty, quiet, read_changes, read_snapshot

_LINES = 500


def backup(
    store: Store,
    path: Path,
    files: Path | None = None,
    progress: Progress = quiet,
    without: frozenset[str] = frozenset(),
) -> Manifest:
    """Writes the whole store, and the folder `files` if there is one, to `path`; others may go on writing meanwhile.
    Nodes of the labels `without` are left out: those that must not outlive their day, and that no edge leads to.

    The file appears under its name only when it is complete and on the disk, readable by its owner alone: it holds
    password hashes. An older backup of the same name is replaced; FileExistsError when `path` is anything else.
    Raises OSError, BusySource.
    """
    if path.exists() and not is_backup(path):
        raise _in_the_way(path)
    with _complete_or_absent(path) as unfinished, ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
        manifest = _write(_Writer(archive, without), store, files, progress)
        archive.writestr(MANIFEST, manifest.as_json())
    return manifest


@contextmanager
def _complete_or_absent(path: Path) -> Iterator[Path]:
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        error.filename = str(path)  # the name people know
        raise
    os.close(number)
    unfinished = Path(name)
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class _Writer:
    """Members of an archive, with size and SHA-256 of each."""

    def __init__(self, archive: ZipFile, without: frozenset[str]) -> None:
        self.archive, self.without = archive, without
        self.members: dict[str, tuple[int, str]] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self.archive.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = (size, digest.hexdigest())


def _write(writer: _Writer, store: Store, files: Path | None, progress: Progress) -> Manifest:
    counter = Counter(progress)
    revision, records = read_snapshot(store)
    counted = counter.records(r for r in records if not (isinstance(r, Node) and r.root in writer.without))
    writer.add(RECORDS, _joined(record_line("node" if isinstance(r, Node) else "edge", r) for r in counted))
    log = counter.logged(read_changes(store, revision), revision)
    writer.add(CHANGES, _joined(change_line(change) for change in log))
    found = sorted(place for place in files.rglob("*") if place.is_file()) if files else []
    for number, place in enumerate(found, 1):
        assert files is not None
        writer.add(FILES + place.relative_to(files).as_posix(), _chunks(place))
        progress("files", number, len(found))
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    counts = (counter.nodes, counter.edges, counter.changes, len(found))
    return Manifest(moment, store.health().engine, revision, *counts, writer.members)


def _joined(lines: Iterable[str]) -> Iterator[bytes]:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _LINES:
            yield "".join(batch).encode()
            batch.clear()
    yield "".join(batch).encode()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def check_backup(path: Path) -> Manifest:
    """Reads a backup from end to end and says what it holds. Raises DamagedBackup, OSError."""
    with _opened(path) as archive:
        return check_archive(archive)


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    with path.open("rb") as file:
        try:
            archive = ZipFile(file)
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedBackup("no_backup") from error
        with archive:
            yield archive


def restore(path: Path, store: Store, files: Path | None = None, progress: Progress = quiet) -> Manifest:
    """Brings a backup into an empty store, versions and history kept, and its files into the folder `files`.

    The whole file is checked before anything is written. A file that is in the folder already stays, as its name is
    its content's. Raises NotEmpty, DamagedBackup, OSError, and what the store raises; then nothing was restored.
    """
    with _opened(path) as archive:
        manifest = check_archive(archive)
        if not is_empty(store):
            raise NotEmpty
        counter = Counter(progress)
        with _placed_files(archive, manifest, files):
            records = counter.records(read_records(archive))
            store.load(records, counter.logged(read_log(archive), manifest.changes))
    return manifest


@contextmanager
def _placed_files(archive: ZipFile, manifest: Manifest, folder: Path | None) -> Iterator[None]:
    """The archive's files in the folder; those that were brought are taken away again when the block fails."""
    placed: list[Path] = []
    names = [name for name in manifest.members if name.startswith(FILES)] if folder else []
    try:
        for name in names:
            assert folder is not None
            target = folder / name.removeprefix(FILES)
            if not _same_file(target, manifest.members[name]):
                target.parent.mkdir(parents=True, exist_ok=True)
                placed.append(target)
                with _complete_or_absent(target) as unfinished, unfinished.open("wb") as file:
                    shutil.copyfileobj(archive.open(name), file, CHUNK)
        yield
    except BaseException:
        for target in placed:
            target.unlink(missing_ok=True)
        raise


def _same_file(path: Path, expected: tuple[int, str]) -> bool:
    """Whether the file is there already; FileExistsError when another one has its name."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        if digest_of(file) != expected:
            raise _in_the_way(path)
    return True


def _in_the_way(path: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
