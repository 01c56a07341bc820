"""`aliados capture`: a line is read, shown, saved; a file gives a proposal a line."""

from __future__ import annotations

import json

from tests.cli.shapes import check

LINE = "ayer reunión con Embajada de Suiza y UIS sobre agua; compromiso: enviar ficha técnica el 15"
DAY = ("--today", "2026-11-19")


def test_a_line_is_saved_with_the_actors_it_needs(run_json, office, run):
    saved = run_json("Capture", "capture", LINE, *DAY)
    assert saved["interaction"] == "2026-11-18-reunion-embajada-suiza"
    assert saved["created"] == ["embajada-suiza"]
    assert saved["proposal"]["commitments"][0]["due"]["end"] == "2026-12-15"
    shown = json.loads(run("--json", "show", "embajada-suiza").stdout)
    assert shown["timeline"][0]["interaction"]["id"] == saved["interaction"]


def test_a_dry_run_prints_the_proposal_and_saves_nothing(run_json, office, run):
    proposal = run_json("Proposal", "capture", LINE, *DAY, "--dry-run")
    assert proposal["title"] == "Reunión con Embajada de Suiza y UIS sobre agua"
    assert run_json("Search", "search", "suiza agua")["interactions"] == []


def test_a_batch_prints_a_proposal_a_line_in_order(run, office, tmp_path):
    lines = tmp_path / "lineas.jsonl"
    said = [
        {"id": "x", "today": "2026-11-19", "text": "ayer llamada con la UIS"},
        {"today": "2026-05-04", "text": ""},
    ]
    lines.write_text("".join(f"{json.dumps(one)}\n" for one in said), encoding="utf-8")
    proposals = [json.loads(line) for line in run("capture", "--batch", lines).stdout.splitlines()]
    for proposal in proposals:
        check(proposal, "Proposal")
    assert [one["when"]["start"] for one in proposals] == ["2026-11-18", "2026-05-04"]
    assert [one["kind"] for one in proposals] == ["communication", "meeting"]


def test_a_batch_refuses_a_line_by_its_number(run, office, tmp_path):
    lines = tmp_path / "lineas.jsonl"
    lines.write_text('{"text": "reunión"}\nnada\n', encoding="utf-8")
    assert "Renglón 2" in run("capture", "--batch", lines, code=1).stderr


def test_doubts_go_to_standard_error_in_the_language_spoken(run, office):
    told = run("capture", "reunión con AMB", *DAY, "--dry-run")
    assert "«AMB» es el nombre de varios actores" in told.stderr
    assert "“AMB”" in run("--lang", "en", "capture", "reunión con AMB", *DAY, "--dry-run").stderr


def test_a_name_of_two_actors_and_an_actor_without_a_type_hold_saving_back(run, office):
    assert "escoja uno" in run("capture", "reunión con AMB", *DAY, code=1).stderr
    assert "de qué tipo es" in run("capture", "reunión con Ecopetrol", *DAY, code=1).stderr


def test_a_line_or_a_file_is_needed_and_not_both(run, office, tmp_path):
    assert "Escriba una línea" in run("capture", code=2).stderr
    assert "Escriba una línea" in run("capture", LINE, "--batch", tmp_path / "x.jsonl", code=2).stderr
    assert "vacía" in run("capture", "  ", code=1).stderr
    assert json.loads(run("--json", "search", "agua").stdout)["interactions"] == []
