"""The folder of attached files: each under the SHA-256 of its content, whole or not there at all.

data/files/3f/3fa9…        the bytes of one content, however many records refer to it
data/files.part/…          what is arriving; on the same disk, so that the last step is one rename
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar
from uuid import uuid4

from crm.errors import CrmError, InvalidData, Problem
from crm.files.kinds import recognise

MB = 1_000_000
_CHUNK = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_LONGEST_NAME = 160
_NOT_IN_NAMES = re.compile(
    r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+"
)


class NoRoom(CrmError):
    """The files could not be written: the disk is full (507), or the folder refuses."""

    status: ClassVar[int] = 507

    def __init__(self, key: str = "files_disk_full") -> None:
        super().__init__([Problem("", key)])


@dataclass(frozen=True)
class Kept:
    """A file that lies in the vault: the SHA-256 and size of its content, its type's id and the name people gave it."""

    sha256: str
    size: int
    kind: str
    name: str


class Vault:
    """The files of an installation. `largest` limits one file, in bytes."""

    def __init__(self, folder: Path, largest: int = 500 * MB) -> None:
        self.folder = folder
        self.largest = largest

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of that sha256 are, or would be. Raises ValueError for what is no sha256."""
        if not _HASH.fullmatch(sha256):
            raise ValueError(sha256)
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the bytes are there."""
        return self.path_of(sha256).is_file()

    def keep(self, stream: IO[bytes], name: str) -> Kept:
        """Takes a file in, safe on the disk before it has its place. Raises InvalidData (field "file") and NoRoom."""
        called = clean_name(name)
        with self._arriving() as part:
            sha256, size = self._write(stream, part, called)
            kind = recognise(part, called)
            self._place(part, sha256)
        return Kept(sha256, size, kind.id, _ending(called, kind.id))

    def take(self, stream: IO[bytes], sha256: str) -> None:
        """Takes in a file of another vault, which was looked at there. Raises NoRoom, ValueError when it is another."""
        with self._arriving() as part:
            found, _size = self._write(stream, part, sha256)
            if found != sha256:
                raise ValueError(sha256)
            self._place(part, sha256)

    @contextmanager
    def _arriving(self) -> Iterator[Path]:
        folder = self.folder.with_name(self.folder.name + ".part")
        part = folder / uuid4().hex
        try:
            folder.mkdir(parents=True, exist_ok=True)
            yield part
        except OSError as error:
            raise NoRoom("files_disk_full" if error.errno in _FULL else "files_unwritable") from error
        finally:
            part.unlink(missing_ok=True)

    def _write(self, stream: IO[bytes], part: Path, name: str) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with part.open("xb") as file:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > self.largest:
                    raise InvalidData.of("file", "file_too_big", name=name, limit=self.largest // MB)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return digest.hexdigest(), size

    def _place(self, part: Path, sha256: str) -> None:
        target = self.path_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)  # the same content may be there already: then nothing changes but its age
        _sync_folder(target.parent)

    def remove(self, sha256: str) -> None:
        """Deletes the bytes for good."""
        self.path_of(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """Every content there is."""
        return (path.name for path in sorted(self.folder.glob("??/*")) if _HASH.fullmatch(path.name))

    def is_sound(self, sha256: str, size: int) -> bool:
        """Whether the bytes are what their name says, and as many as the record says."""
        path = self.path_of(sha256)
        if not path.is_file() or path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def clear_arriving(self, older: float) -> int:
        """Forgets what began to arrive more than so many seconds ago and never did; says how many."""
        old = [
            path for path in self.folder.with_name(self.folder.name + ".part").glob("*") if age(path) > older
        ]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)


def age(path: Path) -> float:
    """Seconds since the file was written; 0 when it is gone."""
    try:
        return max(0.0, time.time() - path.stat().st_mtime)
    except OSError:
        return 0.0


def clean_name(name: str) -> str:
    """A name that every system takes, without folders, controls and marks that turn text around."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    cleaned = " ".join(_NOT_IN_NAMES.sub(" ", last).split()).strip(". ")
    stem, dot, ending = cleaned.rpartition(".")
    if dot and len(cleaned) > _LONGEST_NAME:
        cleaned = f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
    return cleaned[:_LONGEST_NAME] or "archivo"


def _ending(name: str, kind: str) -> str:
    """The name with an ending that fits what the file is."""
    same = {"jpg": (".jpg", ".jpeg"), "txt": (".txt", ".md", ".log", ".text"), "csv": (".csv", ".tsv")}
    return name if name.lower().endswith(same.get(kind, (f".{kind}",))) else f"{name}.{kind}"


def _sync_folder(folder: Path) -> None:
    """Makes the new name last, where the system can."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
