"""`aliados recommend`: a question in, ranked actors with reasons out; what cannot be read is refused where it stands."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from crm.access import SYSTEM
from crm.derived.refreshing import refresh
from crm.schema import SCHEMA
from crm.together import together
from graph.opening import open_store
from seed.loader import load
from tests.cli.shapes import check

MIGRATION = {"text": "Mesa sobre migración venezolana", "with": ["oim"], "before": "2024-01-01"}


def ask(**said: object) -> str:
    return json.dumps(said, ensure_ascii=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's data and the analyst's results, once for all."""
    folder = tmp_path_factory.mktemp("office")
    with closing(open_store(f"sqlite:///{folder}/red.db", SCHEMA)) as store:
        with together(store, SYSTEM) as one:
            load(one, "ofai")
        refresh(store, folder / "data" / "derived")
    return folder


@pytest.fixture
def office(made: Path, tmp_path: Path) -> None:
    """A copy of both."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def nobody(run):
    """A store without data."""
    run("init", "--dataset", "empty")


def test_a_question_gives_ranked_actors_with_reasons_that_name_facts(run_json, office):
    actors = run_json("Recommendation", "recommend", typed=json.dumps(MIGRATION))["actors"]
    ids = [one["actor"] for one in actors]
    assert "acnur" in ids[:5]
    assert "oim" not in ids
    assert [one["score"] for one in actors] == sorted((one["score"] for one in actors), reverse=True)
    for one in actors:
        assert one["score"] == pytest.approx(sum(why["points"] for why in one["reasons"]))
        assert all(why["facts"] for why in one["reasons"])


def test_a_line_in_gives_a_line_out_in_order(run, office):
    lines = [json.dumps(MIGRATION), "", ask(text="Economía circular", with_=1), ask(text="")]
    done = run("recommend", "--jsonl", "--limit", 5, typed="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for answer in answers:
        check(answer, "Recommendation")
    assert len(answers) == 3
    assert "acnur" in [one["actor"] for one in answers[0]["actors"]]
    assert "innpulsa" in [one["actor"] for one in answers[1]["actors"]]
    assert "Renglón 3: no se tuvo en cuenta with_" in done.stderr


def test_nothing_of_the_day_asked_or_later_or_left_out_is_known(run, office):
    early = ask(text="Economía circular y construcción sostenible", before="2017-01-01")
    (answer,) = map(json.loads, run("recommend", "--jsonl", typed=early).stdout.splitlines())
    assert not [
        fact
        for one in answer["actors"]
        for why in one["reasons"]
        for fact in why["facts"]
        if fact[:2] == "20"
    ]
    left_out = ask(text="economía circular", exclude_interactions=["2017-colombia-mas-competitiva"])
    said = json.loads(run("recommend", typed=left_out).stdout)
    assert "2017-colombia-mas-competitiva" not in json.dumps(said)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nada", "Renglón 1: no es JSON (posición 1)"),
        ("[1]", "Renglón 1: se espera un objeto JSON"),
        ("{}", 'Renglón 1: falta "text"'),
        (ask(text=3), 'Renglón 1: falta "text"'),
        (ask(text="x", before="ayer"), 'Renglón 1: "before" debe ser un día AAAA-MM-DD, y dice «ayer»'),
        (ask(text="x", before=2024), 'Renglón 1: "before" debe ser un día'),
        (ask(text="x", **{"with": "oim"}), 'Renglón 1: "with" debe ser una lista'),
        (ask(text="x", **{"with": ["oimm"]}), 'Renglón 1: en "with" está «oimm», que no existe'),
        (ask(text="x", exclude_interactions=[1]), 'Renglón 1: "exclude_interactions" debe ser una lista'),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_number_and_field(run, nobody, line, why):
    assert why in run("recommend", "--jsonl", typed=f"{line}\n", code=1).stderr


def test_the_lines_before_one_that_cannot_be_read_are_answered(run, office):
    done = run("recommend", "--jsonl", "--limit", 1, typed=f"{ask(text='agua')}\n\n{{\n", code=1)
    assert len(done.stdout.splitlines()) == 1
    assert "Renglón 3: no es JSON" in done.stderr


def test_a_single_question_is_refused_too_and_says_where(run, nobody):
    assert "Entrada estándar: no es JSON (posición 2:1)" in run("recommend", typed="{\n", code=1).stderr
    assert "Standard input" in run("--lang", "en", "recommend", typed="[]", code=1).stderr
    assert "Entrada estándar: no es JSON" in run("recommend", typed="", code=1).stderr


def test_no_lines_give_no_answers(run, nobody):
    assert run("recommend", "--jsonl", typed="\n").stdout == ""


def test_a_very_long_text_and_strange_letters_are_no_trouble(run, office):
    long = json.dumps({"text": "agua y saneamiento " * 17_000 + "\x00 東京 \ud83d"})
    assert json.loads(run("recommend", "--limit", 3, typed=long).stdout)["actors"]
