"""Which shape a model's field has in a form: one text, a flag, a period, words, rows of a model, a model."""

from __future__ import annotations

import re
import types
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from crm.periods import Period


@dataclass(frozen=True)
class Shape:
    """A field: "text", "flag", "period", "texts" (a list of words), "rows" (a list of models) or "model".

    `optional`: None is a value of it. `required`: the model has no default.
    """

    EMPTY: ClassVar[object] = object()

    kind: Literal["text", "flag", "period", "texts", "rows", "model"]
    required: bool
    optional: bool
    model: type[BaseModel] | None = None


def shape_of(model: type[BaseModel], name: str) -> Shape | None:
    """The shape of a field; of a nested input ("participants-0-role") that of the innermost."""
    root, _dash, rest = name.partition("-")
    info = model.model_fields.get(root)
    if info is None:
        return None
    shape = _shape(info.annotation, info.is_required())
    rest = re.sub(r"^\d+(-|$)", "", rest)
    return shape_of(shape.model, rest) if rest and shape.model else shape


def _shape(annotation: Any, required: bool) -> Shape:
    bare, optional = _bare(annotation)
    if bare is bool:
        return Shape("flag", False, optional)
    if bare is Period:
        return Shape("period", required, optional)
    if get_origin(bare) in (list, tuple):
        inner, _inner_optional = _bare(get_args(bare)[0])
        many = isinstance(inner, type) and issubclass(inner, BaseModel)
        return Shape("rows", required, optional, inner) if many else Shape("texts", required, optional)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return Shape("model", required, optional, bare)
    return Shape("text", required, optional)


def _bare(annotation: Any) -> tuple[Any, bool]:
    """The annotation without Annotated and without None, and whether None was there."""
    optional = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, types.UnionType):
            others = [one for one in get_args(annotation) if one is not type(None)]
            optional = optional or len(others) < len(get_args(annotation))
            annotation = others[0]
        else:
            return annotation, optional
