"""The format of a backup: one zip file that says what it should hold and can be checked from end to end.

records.jsonl    ["node", id, {…}] and then ["edge", id, {…}], one a line, in the order of the store's scan
changes.jsonl    [revision, transaction, at, author, action, kind, id, before, after], the whole log
files/…          the folder of attached files, as it is
manifest.json    written last: format, version, counts, and size and SHA-256 of every other member
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from graph.codec import record_from, write_record
from graph.errors import StoreError
from graph.records import Change, Record
from graph.streams import canonical
from graph.values import write_json

FORMAT = "property-graph-backup"
VERSION = 1
RECORDS, CHANGES, MANIFEST, FILES = "records.jsonl", "changes.jsonl", "manifest.json", "files/"
CHUNK = 1 << 20

_SAFE_PART = re.compile(r"[^\x00-\x1f/\\:]+")
# What reading a zip with a flipped bit in any place can raise.
_DAMAGE = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    ValueError,
    TypeError,
)


@dataclass
class DamagedBackup(StoreError):
    """A file that cannot be restored; nothing was.

    `reason`: "no_backup" (something else), "newer" (of a later version of the format), "damaged"; `member` is the
    part at fault, "" for the file as a whole.
    """

    reason: str
    member: str = ""

    def __str__(self) -> str:
        return f"{self.reason}: {self.member}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; `members` gives size in bytes and SHA-256 of each part."""

    made_at: str
    engine: str
    revision: int
    nodes: int
    edges: int
    changes: int
    files: int
    members: dict[str, tuple[int, str]]

    def as_json(self) -> str:
        """The text of manifest.json."""
        return json.dumps({"format": FORMAT, "version": VERSION, **asdict(self)}, indent=1, sort_keys=True)


@contextmanager
def damage_in(member: str) -> Iterator[None]:
    """Whatever a broken archive raises becomes DamagedBackup, naming the member."""
    try:
        yield
    except _DAMAGE as error:
        raise DamagedBackup("damaged", member) from error
    except OSError as error:
        if (
            error.errno != errno.EINVAL
        ):  # EINVAL: the archive says to look for the member before its own start
            raise
        raise DamagedBackup("damaged", member) from error


def read_manifest(archive: ZipFile) -> Manifest:
    """The manifest of an open archive. Raises DamagedBackup."""
    if MANIFEST not in archive.namelist():
        raise DamagedBackup("no_backup")
    with damage_in(MANIFEST):
        said: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if said.pop("format") != FORMAT:
            raise DamagedBackup("no_backup")
        if said.pop("version") != VERSION:
            raise DamagedBackup("newer")
        members = {name: (int(size), str(digest)) for name, (size, digest) in said.pop("members").items()}
        return Manifest(**said, members=members)


def check_archive(archive: ZipFile) -> Manifest:
    """Reads every byte of every member and holds it against the manifest. Raises DamagedBackup."""
    manifest = read_manifest(archive)
    names = archive.namelist()
    if sorted(names) != sorted([*manifest.members, MANIFEST]) or not {RECORDS, CHANGES} <= set(names):
        raise DamagedBackup("damaged", MANIFEST)
    for name, expected in manifest.members.items():
        if name not in {RECORDS, CHANGES} and not is_safe(name):
            raise DamagedBackup("damaged", name)
        with damage_in(name), archive.open(name) as member:
            found = digest_of(member)
        if found != expected:
            raise DamagedBackup("damaged", name)
    return manifest


def is_safe(name: str) -> bool:
    """Whether a member lies in files/ and, unpacked, stays in the folder it is unpacked to."""
    parts = name.removeprefix(FILES).split("/")
    plain = all(_SAFE_PART.fullmatch(part) and part not in {".", ".."} for part in parts)
    return name.startswith(FILES) and plain


def digest_of(stream: IO[bytes]) -> tuple[int, str]:
    """Size and SHA-256 of what can still be read from a stream."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def is_backup(path: Path) -> bool:
    """Whether a file looks like a backup, damaged or not."""
    try:
        with ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, *_DAMAGE):
        return False


def record_line(kind: str, record: Record) -> str:
    """A line of records.jsonl."""
    return f'["{kind}","{record.id}",{canonical(record)}]\n'


def change_line(change: Change) -> str:
    """A line of changes.jsonl."""
    facts = [change.revision, change.transaction, change.at.isoformat(), change.author, change.action]
    head = write_json([*facts, change.kind, change.id]).removesuffix("]")
    sides = ",".join("null" if side is None else write_record(side) for side in (change.before, change.after))
    return f"{head},{sides}]\n"


def read_records(archive: ZipFile) -> Iterator[Record]:
    """The records of a checked archive. Raises DamagedBackup."""
    with damage_in(RECORDS), archive.open(RECORDS) as lines:
        for line in lines:
            kind, id, said = json.loads(line)
            yield record_from(kind, id, said)


def read_log(archive: ZipFile) -> Iterator[Change]:
    """The changes of a checked archive. Raises DamagedBackup."""
    with damage_in(CHANGES), archive.open(CHANGES) as lines:
        for line in lines:
            revision, transaction, at, author, action, kind, id, *sides = json.loads(line)
            before, after = (side and record_from(kind, id, side) for side in sides)
            moment = datetime.fromisoformat(at)
            yield Change(revision, transaction, moment, author, action, kind, id, before, after)
