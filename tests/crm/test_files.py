"""Attached files: recognised by content, whole or not there at all, seen by who sees the meeting, forgotten when nobody speaks of them."""

import io
import os
import resource
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from crm.access import Viewer
from crm.actors import save_many_actors
from crm.errors import InvalidData, NotFound
from crm.files.attaching import archive_file, attach_files, attach_in, files_of, get_file
from crm.files.checking import check_files, count_files, sweep
from crm.files.images import is_whole_image
from crm.files.vault import NoRoom, Vault, clean_name
from crm.history import history_of, undo
from crm.interactions import create_interaction, get_interaction, update_interaction
from crm.schema import SCHEMA
from crm.searching import search
from graph.integrity import check_integrity
from graph.opening import open_store
from graph.store import Schema, Store
from tests.makers import make_actor, make_interaction, make_office


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "files", 2_000_000)


def packed(*members: str, **contents: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in {**dict.fromkeys(members, "x"), **contents}.items():
            archive.writestr(name, text)
    return made.getvalue()


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffda0008010100003f00d2cf20ffd9"
)
WEBP = b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8L" + struct.pack("<I", 10) + b"\x2f" + bytes(9)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TYPES = "[Content_Types].xml"
GOOD = {
    ("acta.pdf", PDF): "pdf",
    ("acta.docx", packed(TYPES, "word/document.xml")): "docx",
    ("cifras.xlsx", packed(TYPES, "xl/workbook.xml")): "xlsx",
    ("charla.pptx", packed(TYPES, "ppt/presentation.xml")): "pptx",
    ("acta.odt", packed(mimetype="application/vnd.oasis.opendocument.text")): "odt",
    ("cifras.ods", packed(mimetype="application/vnd.oasis.opendocument.spreadsheet")): "ods",
    ("foto.png", png()): "png",
    ("foto.JPEG", JPEG): "jpg",
    ("foto.webp", WEBP): "webp",
    ("nota.txt", "Se habló de agua.".encode("cp1252")): "txt",
    ("nota.txt", "\ufeffAcción".encode("utf-16")): "txt",
    ("lista.csv", b"nombre;pais\nuis;CO\n"): "csv",
    ("cita.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"): "ics",
    ("correo.eml", b"From: a@b.co\r\nSubject: agua\r\n\r\nHola"): "eml",
}
BAD = {
    "pagina.html": b"<!doctype html><script>alert(1)</script>",
    "pagina.txt": b"  <html><script>alert(1)</script>",
    "dibujo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "programa.pdf": b"MZ\x90\x00\x03\x00\x00\x00",
    "programa.sh": b"#!/bin/sh\nrm -rf /\n",
    "paquete.zip": packed("cualquier/cosa.txt"),
    "macros.docx": packed(TYPES, "word/document.xml", "word/vbaProject.bin"),
    "roto.docx": b"PK\x03\x04 y nada mas",
    "vacio.txt": b"",
    "rota.png": png()[:-6],
    "doble.png": png() + b"<html>",
    "doble.jpg": JPEG + b"<script>alert(1)</script>",
    "rota.jpg": JPEG[:20],
    "rota.webp": WEBP[:-4],
    "bomba.png": png().replace(struct.pack(">II", 2, 2), struct.pack(">II", 60_000, 60_000)),
    "binario.txt": b"texto\x00\x01",
}


def kept(vault: Vault, name: str = "acta.pdf", data: bytes = PDF):
    return vault.keep(io.BytesIO(data), name)


@pytest.mark.parametrize(
    ("given", "kind"), GOOD.items(), ids=lambda value: value[0] if isinstance(value, tuple) else ""
)
def test_what_a_file_is_is_told_by_its_content(vault: Vault, given: tuple[str, bytes], kind: str) -> None:
    taken = kept(vault, *given)
    assert (taken.kind, taken.size) == (kind, len(given[1]))
    assert vault.path_of(taken.sha256).read_bytes() == given[1]


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_allowed_file_is_refused_and_leaves_nothing(vault: Vault, name: str) -> None:
    with pytest.raises(InvalidData) as refused:
        kept(vault, name, BAD[name])
    assert refused.value.problems[0].key.startswith("file_")
    assert list(vault.hashes()) == []
    assert not any((vault.folder.with_name("files.part")).iterdir())


def test_a_picture_may_hold_a_few_further_ones_and_no_more(tmp_path: Path) -> None:
    file = tmp_path / "foto.jpg"
    for count, whole in ((1, True), (5, True), (6, False), (3_000, False)):
        file.write_bytes((JPEG + b"\0\0") * count)
        assert is_whole_image(file, "jpg") is whole
    file.write_bytes(JPEG * 2 + b"<script>")
    assert not is_whole_image(file, "jpg")


def test_looking_at_a_picture_takes_little_more_memory_than_it_is_large(tmp_path: Path) -> None:
    file = tmp_path / "foto.jpg"
    long = JPEG[:2] + (b"\xff\xfe\xff\xff" + b"a" * 65_533) * 30 + JPEG[2:]
    file.write_bytes(JPEG * 400 + long)
    tracemalloc.start()
    is_whole_image(file, "jpg")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2 * file.stat().st_size


def test_a_name_gets_the_ending_of_what_the_file_is_and_loses_what_harms() -> None:
    assert clean_name("../../etc/passwd") == "passwd"
    assert clean_name("C:\\fotos\\a\u202egnp.exe") == "a gnp.exe"
    assert clean_name("\x00\n") == "archivo"
    assert len(clean_name("a" * 400 + ".pdf")) <= 160
    assert clean_name("a" * 400 + ".pdf").endswith(".pdf")


def test_a_picture_called_pdf_is_called_by_what_it_is(vault: Vault) -> None:
    assert kept(vault, "foto.pdf", png()).name == "foto.pdf.png"


def test_what_is_too_large_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "files", 1_000_000)
    with pytest.raises(InvalidData) as refused:
        kept(vault, "grande.txt", b"a" * 1_000_001)
    assert refused.value.problems[0].params["limit"] == 1


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """No file can grow beyond so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_and_nothing_is_half_there(vault: Vault) -> None:
    with full_disk(1000), pytest.raises(NoRoom) as refused:
        kept(vault, "nota.txt", b"a" * 50_000)
    assert refused.value.problems[0].key == "files_disk_full"
    assert refused.value.status == 507
    assert list(vault.hashes()) == []
    assert list(vault.folder.with_name("files.part").iterdir()) == []


@pytest.fixture
def meeting(store: Store, ana: Viewer) -> str:
    return create_interaction(store, ana, make_interaction("uis")).id


def test_files_of_a_meeting_are_attached_once_and_listed_by_name(
    store: Store, ana: Viewer, vault: Vault, meeting: str
) -> None:
    files = [kept(vault), kept(vault, "foto.png", png())]
    attach_files(store, ana, meeting, files)
    attach_files(store, ana, meeting, files[:1])
    found = files_of(store, meeting)
    assert [(one.name, one.kind, one.size) for one in found] == [
        ("acta.pdf", "pdf", len(PDF)),
        ("foto.png", "png", len(png())),
    ]
    assert get_file(store, found[0].id) == found[0]
    assert count_files(store) == (2, len(PDF) + len(png()))


def test_a_meeting_and_its_files_are_one_unit_of_work(store: Store, ana: Viewer, vault: Vault) -> None:
    taken = kept(vault)
    made = create_interaction(
        store, ana, make_interaction("uis"), lambda tx, node: attach_in(tx, node, [taken], ana.id)
    )
    (entry,) = history_of(store, made.id)
    assert any(name == "files" for name, _before, _after in entry.fields)
    undo(store, ana, entry.transaction)
    with pytest.raises(NotFound):
        get_interaction(store, made.id)
    assert files_of(store, made.id) == []
    assert sweep(store, vault, older=-1) == 0, "undoing the undoing needs the bytes"
    again = max(change.transaction for change in store.changes(limit=10_000))
    undo(store, ana, again)
    assert [one.name for one in files_of(store, made.id)] == ["acta.pdf"]
    assert check_files(store, vault) == []


def test_a_file_is_taken_away_and_brought_back_by_undoing(
    store: Store, ana: Viewer, vault: Vault, meeting: str
) -> None:
    (file,) = attach_files(store, ana, meeting, [kept(vault)])
    archive_file(store, ana, file.id, file.version)
    assert files_of(store, meeting) == []
    assert vault.has(file.sha256)
    undo(store, ana, history_of(store, file.id)[0].transaction)
    assert [one.id for one in files_of(store, meeting)] == [file.id]


def test_a_file_is_seen_by_who_sees_its_meeting(
    store: Store, ana: Viewer, reader: Viewer, vault: Vault, meeting: str
) -> None:
    (file,) = attach_files(store, ana, meeting, [kept(vault)])
    other = store.as_seen_by(reader.principals)
    assert [one.id for one in files_of(other, meeting)] == [file.id]
    update_interaction(store, ana, get_interaction(store, meeting).having(audience=("user:ana",)))
    assert files_of(other, meeting) == []
    with pytest.raises(NotFound):
        get_file(other, file.id)
    assert [one.id for one in files_of(store.as_seen_by(ana.principals), meeting)] == [file.id]
    update_interaction(store, ana, get_interaction(store, meeting).having(audience=("office",)))
    assert [one.id for one in files_of(other, meeting)] == [file.id]


def test_verify_names_what_is_missing_or_damaged(
    store: Store, ana: Viewer, vault: Vault, meeting: str
) -> None:
    pdf, photo = attach_files(store, ana, meeting, [kept(vault), kept(vault, "foto.png", png())])
    assert check_files(store, vault) == []
    vault.path_of(pdf.sha256).unlink()
    vault.path_of(photo.sha256).write_bytes(png()[:-1] + b"x")
    assert {(flaw.reason, flaw.id) for flaw in check_files(store, vault)} == {
        ("file_missing", pdf.id),
        ("file_damaged", photo.id),
    }


def test_what_a_crash_left_is_cleared_after_a_day_and_nothing_else(
    store: Store, ana: Viewer, vault: Vault, meeting: str
) -> None:
    attach_files(store, ana, meeting, [kept(vault)])
    loose = kept(vault, "nota.txt", b"nunca se guardo")
    part = vault.folder.with_name("files.part") / "a-medias"
    part.write_bytes(b"a medias")
    assert sweep(store, vault) == 0, "it may be somebody's form of this minute"
    yesterday = time.time() - 25 * 3600
    for path in (part, *(vault.path_of(sha256) for sha256 in vault.hashes())):
        os.utime(path, (yesterday, yesterday))
    assert sweep(store, vault) == 2
    assert not vault.has(loose.sha256)
    assert check_files(store, vault) == []


def test_a_store_made_before_there_were_files_takes_them(tmp_path: Path, ana: Viewer, vault: Vault) -> None:
    before = Schema(
        tuple(
            replace(one, text=tuple(name for name in one.text if name != "agreed"))
            for one in SCHEMA.labels
            if one.name != "File"
        ),
        tuple(one for one in SCHEMA.edge_types if one.name != "HAS_FILE"),
    )
    url = f"sqlite:///{tmp_path}/antes.db"
    old = open_store(url, before)
    save_many_actors(old, ana, [make_office(), make_actor(id="uis", name="UIS", type="university")])
    meeting = create_interaction(old, ana, make_interaction("uis")).id
    old.close()
    store = open_store(url, SCHEMA)
    attach_files(store, ana, meeting, [kept(vault)])
    update_interaction(store, ana, get_interaction(store, meeting).having(agreed="Un laboratorio binacional"))
    assert [one.id for one in search(store, "binacional").interactions] == [meeting]
    assert [one.name for one in files_of(store, meeting)] == ["acta.pdf"]
    assert check_integrity(store).flaws == []
    store.close()
