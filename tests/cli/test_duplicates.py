"""`aliados duplicates`: look-alikes of the store and of a table."""

from __future__ import annotations

from pathlib import Path


def test_the_pairs_of_a_table_come_best_first_with_reasons(run_json, tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    names = ["Nombre", "Universidad Industrial de Santander", "Universidad de Santander", "UIS", "Embajada de Francia",
             "French Embassy in Colombia", "Consulado de Francia"]  # fmt: skip
    file.write_text("\n".join(names), encoding="utf-8")
    pairs = run_json("[DuplicatePair]", "duplicates", "--file", file)
    assert {(pair["a"], pair["b"]) for pair in pairs} == {(2, 4), (5, 6)}
    assert [pair["score"] for pair in pairs] == sorted((pair["score"] for pair in pairs), reverse=True)
    assert all(pair["why"] for pair in pairs)
    assert run_json("[DuplicatePair]", "duplicates", "--file", file, "--threshold", "1") == []


def test_the_office_s_own_data_has_no_pair_left_to_join(run_json, office) -> None:
    assert run_json("[DuplicatePair]", "duplicates") == []


def test_the_words_follow_the_language(run, office) -> None:
    assert "No look-alikes." in run("--lang", "en", "duplicates").stdout
    assert "No hay parecidos." in run("duplicates").stdout


def test_a_threshold_out_of_bounds_and_a_missing_file_are_refused(run, tmp_path: Path) -> None:
    assert run("duplicates", "--threshold", "2", code=2).stdout == ""
    run("duplicates", "--file", tmp_path / "nada.csv", code=1)
