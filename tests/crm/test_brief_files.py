"""Word documents that hold a call: tables as people see them, and those that lie about their size."""

import time
from io import BytesIO

import pytest
from docx import Document

from crm.briefs.files import text_of_file


def word(make):
    document = Document()
    make(document)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def wide(document):
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Requisito", "una universidad"
    table._tbl.tr_lst[0].tc_lst[0].grid_span = 2_000_000_000


def tall(document):
    table = document.add_table(600, 1)
    for place, row in enumerate(table._tbl.tr_lst):
        row.tc_lst[0].vMerge = "continue" if place else "restart"
    table._tbl.tr_lst[0].tc_lst[0].p_lst[0].add_r().text = "una universidad"


@pytest.mark.parametrize(("make", "said"), [(wide, "Requisito: una universidad"), (tall, "una universidad")])
def test_a_cell_that_says_it_is_endless_is_read_once(make, said):
    began = time.process_time()
    assert text_of_file(word(make), "convocatoria.docx").strip() == said
    assert time.process_time() - began < 5
