"""Between a model's fields and a form's inputs: a value as texts, texts as a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel
from werkzeug.datastructures import MultiDict

from crm.errors import InvalidData, Problem
from crm.periods import Period, parse_period, say_period
from web.form_shapes import Shape, shape_of

_INDEX = re.compile(r"\[(\d+)\]")


def flatten(
    name: str, value: object, lines: frozenset[str], lang: Literal["es", "en"]
) -> Iterator[tuple[str, str]]:
    """A value as (input name, text) pairs."""
    if value is None or value is False:
        return
    if isinstance(value, Period):
        yield name, say_period(value, lang)
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from flatten(f"{name}-{field}", getattr(value, field), lines, lang)
    elif isinstance(value, list | tuple):
        yield from _flatten_list(name, value, lines, lang)
    else:
        yield name, "1" if value is True else _text(value)


def _flatten_list(
    name: str, values: list[object] | tuple[object, ...], lines: frozenset[str], lang: Literal["es", "en"]
) -> Iterator[tuple[str, str]]:
    if values and isinstance(values[0], BaseModel):
        for number, value in enumerate(values):
            yield from flatten(f"{name}-{number}", value, lines, lang)
    elif name.rsplit("-", 1)[-1] in lines:
        yield name, "\n".join(str(value) for value in values)
    else:
        for value in values:
            yield name, str(value)


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def gather(
    values: MultiDict[str, str], name: str, shape: Shape, lines: frozenset[str]
) -> tuple[Any, list[Problem]]:
    """What was typed for a field as the model takes it, and the problems of reading it."""
    if shape.kind == "flag":
        return bool(values.get(name)), []
    if shape.kind == "texts":
        return _words(values.getlist(name), name.rsplit("-", 1)[-1] in lines), []
    if shape.kind == "rows":
        return _gather_rows(values, name, shape, lines)
    if shape.kind == "model":
        return _gather_model(values, name, shape, lines)
    text = values.get(name, "").replace("\r\n", "\n")
    if not text.strip():
        return (None if shape.optional else Shape.EMPTY), []
    return _period(text, name) if shape.kind == "period" else (text, [])


def _period(text: str, name: str) -> tuple[Any, list[Problem]]:
    try:
        return parse_period(text), []
    except InvalidData as error:
        problems = [Problem(field_path(name), problem.key, problem.params) for problem in error.problems]
        return Shape.EMPTY, problems


def _words(texts: list[str], one_each_line: bool) -> list[str]:
    parts = [part for text in texts for part in (text.splitlines() if one_each_line else [text])]
    return [part.strip() for part in parts if part.strip()]


def row_numbers(values: MultiDict[str, str], group: str, model: type[BaseModel]) -> list[int]:
    """The numbers of a group's rows where somebody wrote something: what a blank row holds by itself does not count."""
    usual = {name: str(info.default) for name, info in model.model_fields.items() if not info.is_required()}
    found = set()
    for key, texts in values.lists():
        match = re.match(rf"{re.escape(group)}-([0-9]{{1,6}})-(.*)", key)
        if match and any(text.strip() not in {"", usual.get(match[2])} for text in texts):
            found.add(int(match[1]))
    return sorted(found)


def blank_rows(values: MultiDict[str, str], name: str, shape: Shape) -> dict[str, list[int]]:
    """For a group, which row of the form each item of the list came from."""
    return {name: row_numbers(values, name, shape.model)} if shape.kind == "rows" and shape.model else {}


def _gather_rows(
    values: MultiDict[str, str], name: str, shape: Shape, lines: frozenset[str]
) -> tuple[list[dict[str, Any]], list[Problem]]:
    assert shape.model is not None
    rows, problems = [], []
    for position, number in enumerate(row_numbers(values, name, shape.model)):
        row, wrong = _gather_model(values, f"{name}-{number}", shape, lines)
        rows.append(row or {})
        problems += [
            Problem(one.field.replace(f"{name}[{number}]", f"{name}[{position}]"), one.key, one.params)
            for one in wrong
        ]
    return rows, problems


def _gather_model(
    values: MultiDict[str, str], prefix: str, shape: Shape, lines: frozenset[str]
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """A nested model from the inputs that are there; None when there are none and it may be absent."""
    assert shape.model is not None
    given: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in shape.model.model_fields:
        inner = shape_of(shape.model, field)
        name = f"{prefix}-{field}"
        if inner is None or not any(key == name or key.startswith(f"{name}-") for key in values):
            continue
        value, wrong = gather(values, name, inner, lines)
        problems += wrong
        if value is not Shape.EMPTY:
            given[field] = value
    return (given if given or not shape.optional else None), problems


def drop_inner(values: MultiDict[str, str], inner: tuple[str, ...]) -> None:
    """Takes inner inputs out of all rows of a group: "participants-note" stands for participants-0-note and so on."""
    for key in [key for key in values if re.sub(r"-\d+-", "-", key, count=1).startswith(inner)]:
        values.poplist(key)


def field_path(name: str) -> str:
    """The name "participants-0-actor" as "participants[0].actor"."""
    return re.sub(r"-(\d+)", r"[\1]", name).replace("-", ".")


def input_name(path: str, rows: Mapping[str, list[int]]) -> str:
    """The path "participants[1].actor" as "participants-3-actor" when the second filled row was the form's fourth."""
    group = path.split("[", maxsplit=1)[0]
    numbers = rows.get(group, [])

    def number(match: re.Match[str]) -> str:
        position = int(match[1])
        first = match.start() == len(group)
        return f"-{numbers[position] if first and position < len(numbers) else position}"

    return _INDEX.sub(number, path).replace(".", "-")
