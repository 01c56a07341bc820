"""Reading a table as somebody hands it in, from CSV, XLSX, ODS or cards.

read_table("actores.xlsx", noun="actor")  ->  Table(headers=["Nombre", "Tipo"], rows=[["UIS", "Universidad"]], …)
"""

from __future__ import annotations

from pathlib import Path

from crm.errors import InvalidData
from crm.tables.table import Table

MAX_BYTES = 200 * 2**20
_WORKBOOKS = (".xlsx", ".ods")


def read_table(path: Path | str, noun: str = "") -> Table:
    """Reads a file by its ending. Of a workbook, the sheet called as the noun's plural, else the first with content.

    Raises InvalidData (field "file") when the file is missing, too big, damaged or of another kind.
    """
    file = Path(path)
    ending = file.suffix.lower()
    if not file.is_file():
        raise InvalidData.of("file", "table_missing", file=file.name)
    if file.stat().st_size > MAX_BYTES:
        raise InvalidData.of("file", "table_too_big", limit=f"{MAX_BYTES // 2**20} MB")
    if ending in _WORKBOOKS:
        from crm.tables.workbook import read_workbook

        return read_workbook(file, noun)
    if ending in {".csv", ".tsv", ".txt"}:
        from crm.tables.separated import read_csv

        return read_csv(file)
    if ending == ".vcf":
        from crm.cards.reading import read_card_table

        return read_card_table(file)
    raise InvalidData.of("file", "table_unknown_kind", ending=ending or "?")
