"""What goes to standard output, as text for people or as one JSON document, and what goes to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.invocation import Invocation
from web.cli.texts import say

if TYPE_CHECKING:
    from graph.streams import Progress

# Control characters in data must not steer a terminal.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")


def visible(text: object) -> str:
    """Text without characters that would steer a terminal."""
    return str(text).translate(_CONTROLS)


def emit(app: Invocation, document: Any, lines: Iterable[str]) -> None:
    """The result: the document with `--json`, else the lines."""
    if app.as_json:
        click.echo(as_json(document))
    else:
        for line in lines:
            click.echo(visible(line))


def as_json(document: Any) -> str:
    """One JSON document, in escapes alone where standard output cannot take anything else."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return json.dumps(document, ensure_ascii=encoding != "utf8", indent=2, default=_plain)


def _plain(value: object) -> Any:
    if isinstance(value, date | Path):
        return str(value) if isinstance(value, Path) else value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(type(value))


def tell(key: str, **params: object) -> None:
    """A message beside the result, on standard error."""
    click.echo(visible(say(key, **params)), err=True)


def table(rows: Sequence[Sequence[object]]) -> list[str]:
    """Rows as lines with aligned columns, two spaces between them."""
    cells = [[visible(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on standard error while a whole store streams by; nothing where that is no terminal."""
    stream = sys.stderr
    shown = [False]

    def show(phase: str, done: int, total: int | None) -> None:
        if stream.isatty():
            shown[0] = True
            stream.write(f"\r\x1b[K{_bar(phase, done, total)}")
            stream.flush()

    try:
        yield show
    finally:
        if shown[0]:
            stream.write("\n")


def _bar(phase: str, done: int, total: int | None) -> str:
    name = say(f"phase.{phase}")
    if not total:
        return f"{name} {done:,}"
    filled = min(30, 30 * done // total)
    return f"{name} [{'█' * filled}{'░' * (30 - filled)}] {done:,} / {total:,}"


def write_whole(path: Path, text: str) -> None:
    """Writes a text file that is there whole or not at all. Raises OSError with the name people know."""
    write_bytes_whole(path, text.encode())


def write_bytes_whole(path: Path, data: bytes) -> None:
    """The same for bytes."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        partial.unlink(missing_ok=True)
