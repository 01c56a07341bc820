"""Forms from the crm models: what was typed is kept as typed, what is wrong stands beside its field.

    state = FormState.posted(Actor, ("name", "type", "aliases"), request.form, lines=("aliases",))
    if (saved := state.attempt(lambda actor: create_actor(store, viewer, actor))): …
    return render_template(…, form=state), state.status

Inputs are named like the model: "name", "when" (a period, as one line of text), "participants-0-actor". Fields that
the form does not show keep the value of `base`, the record being edited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from crm.errors import InvalidData, Problem, from_validation
from crm.lookalikes import Lookalike
from crm.messages import field_label, say, words
from graph.store import Store
from web.form_fields import blank_rows, drop_inner, flatten, gather, input_name
from web.form_shapes import Shape, shape_of
from web.i18n import language
from web.pickers import resolve_pickers

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
_ROW = re.compile(r"([a-z_]+)-(\d+)$")


class FormState(Generic[M]):
    """A form while it is being filled: values as text, problems by input name, HTTP `status` to answer with."""

    def __init__(self, model: type[M], fields: Sequence[str], lines: Sequence[str] = ()) -> None:
        self.model = model
        self.fields = tuple(fields)
        self.lines = frozenset(lines)
        self.unshown: frozenset[str] = frozenset()
        self.values: MultiDict[str, str] = MultiDict()
        self.problems: dict[str, list[str]] = {}
        self.status = 200
        self.unknown: dict[str, str] = {}
        self.alike: dict[str, list[Lookalike]] = {}
        self._rows: dict[str, list[int]] = {}

    @classmethod
    def of(
        cls, model: type[M], fields: Sequence[str], record: BaseModel | None = None, lines: Sequence[str] = ()
    ) -> FormState[M]:
        """The form of a record to edit, or an empty one with the model's defaults."""
        state = cls(model, fields, lines)
        for name in state.fields:
            value = getattr(record, name) if record is not None else state._default(name)
            for key, text in flatten(name, value, state.lines, language()):
                state.values.add(key, text)
        return state

    @classmethod
    def posted(
        cls, model: type[M], fields: Sequence[str], form: MultiDict[str, str], lines: Sequence[str] = ()
    ) -> FormState[M]:
        """The form as it was sent."""
        state = cls(model, fields, lines)
        state.values = MultiDict(form)
        return state

    def leaving_alone(self, *inner: str) -> FormState[M]:
        """Without the inputs of rows that the form does not show, named "participants-note" whatever the row."""
        self.unshown = frozenset(inner)
        drop_inner(self.values, inner)
        return self

    def resolve(self, store: Store) -> FormState[M]:
        """Looks up the words of pickers where no id was chosen; to be said after `posted` by forms with pickers."""
        self.unknown = resolve_pickers(store, self.values)
        return self

    def _default(self, name: str) -> object:
        info = self.model.model_fields[name]
        return None if info.is_required() else info.get_default(call_default_factory=True, validated_data={})

    def fill(self, **values: str) -> FormState[M]:
        """Sets single inputs, as an address may ask for (`?tipo=embassy`); empty ones are left alone."""
        for name, value in values.items():
            if value:
                self.values.setlist(name.replace("__", "-"), [value])
        return self

    def value(self, name: str) -> str:
        """The text of an input, "" for nothing."""
        return self.values.get(name, "")

    def all(self, name: str) -> list[str]:
        """The texts of an input that may be there several times."""
        return self.values.getlist(name)

    def errors(self, name: str) -> list[str]:
        """What is wrong with an input."""
        return self.problems.get(name, [])

    def label(self, name: str) -> str:
        """How people call the input: "participantes 2, papel" for participants-1-role."""
        parts = name.split("-")
        named = [f"{int(part) + 1}," if part.isdigit() else field_label(part, language()) for part in parts]
        return " ".join(named).strip(" ,").capitalize()

    def required(self, name: str) -> bool:
        """Whether the model insists on it; of what may be absent as a whole no part is asked for."""
        root, shape = (shape_of(self.model, one) for one in (name.partition("-")[0], name))
        absent = root is not None and root.kind == "model" and root.optional and "-" in name
        return shape is not None and shape.required and not absent

    def rows(self, group: str, least: int = 0) -> list[str]:
        """The prefixes of a repeatable group, "participants-0", "participants-1"…: those filled, at least `least`."""
        row = re.compile(rf"{re.escape(group)}-([0-9]{{1,6}})-")
        numbers = sorted({int(found[1]) for key in self.values if (found := row.match(key))})
        while len(numbers) < least:
            numbers.append(max(numbers, default=-1) + 1)
        return [f"{group}-{number}" for number in numbers]

    @property
    def problem_count(self) -> int:
        """How many things are wrong."""
        return sum(len(texts) for texts in self.problems.values())

    def change_rows(self) -> bool:
        """Does what a button `add=participants` or `remove=participants-2` asked; True when it was one of them."""
        added, removed = self.values.get("add", ""), self.values.get("remove", "")
        if added:
            fresh = self.rows(added)
            number = int(fresh[-1].rsplit("-", 1)[1]) + 1 if fresh else 0
            self.values.setlist(f"{added}-{number}-", [""])
        elif _ROW.match(removed):
            for key in [key for key in self.values if key.startswith(f"{removed}-")]:
                self.values.poplist(key)
        return bool(added or removed)

    def read(self, base: M | None = None, **fixed: object) -> M:
        """The model from what was typed over what `base` says; `fixed` fields are not the form's. Raises InvalidData."""
        given, problems = self._gather(dict(base) if base is not None else {})
        try:
            made = self.model.model_validate({**_unset(given), **fixed})
        except ValidationError as error:
            known = {problem.field for problem in problems}
            problems += [problem for problem in from_validation(error).problems if problem.field not in known]
        if problems:
            raise InvalidData(problems)
        return made

    def _gather(self, given: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        problems: list[Problem] = []
        for name in self.fields:
            shape = shape_of(self.model, name)
            if shape is None or (name in given and self._is_untouched(name, shape, given[name])):
                continue
            self._rows |= blank_rows(self.values, name, shape)
            given[name], wrong = gather(self.values, name, shape, self.lines)
            problems += wrong
        return given, problems

    def _is_untouched(self, name: str, shape: Shape, before: object) -> bool:
        """Whether a period still reads as before, so that the source's own wording of it stays."""
        if shape.kind != "period":
            return False
        return dict(flatten(name, before, self.lines, language())).get(name, "") == self.value(name)

    def attempt(self, save: Callable[[M], T], base: M | None = None, **fixed: object) -> T | None:
        """Reads the model and gives it to `save`; what is refused becomes problems and None comes back."""
        try:
            return save(self.read(base, **fixed))
        except InvalidData as error:
            self.add(error)
            return None

    def add(self, error: InvalidData) -> None:
        """Puts an error's problems beside their inputs; those of no input go on top."""
        self.status = 422
        for field, text in words(error, language()):
            name = self._shown(input_name(field, self._rows))
            if name in self.unknown:
                self.problems[name] = [say("unknown_record", language(), value=self.unknown[name])]
            else:
                self.problems.setdefault(name, []).append(text)
        for name in self.unknown:
            self.values.setlist(name, [""])

    def _shown(self, name: str) -> str:
        root = name.split("-", maxsplit=1)[0]
        return name if root in self.fields or not root else ""


def _unset(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without the fields left empty, so that the model's own defaults hold for them."""
    return {name: value for name, value in values.items() if value is not Shape.EMPTY}
