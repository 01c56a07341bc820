"""Errors carry fields and keys, whoever raised them first."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError, field_validator

from crm.access import SYSTEM, Viewer, principals_of, require
from crm.errors import (
    EditConflict,
    InvalidData,
    NotAllowed,
    NotFound,
    Problem,
    StillInUse,
    Unavailable,
    from_validation,
    translated,
)
from crm.messages import LANGUAGES, words
from graph import errors as graph_errors


class Guest(BaseModel):
    model_config = ConfigDict(extra="forbid")
    actor: str = Field(min_length=1, max_length=5)
    seats: int = Field(default=1, ge=1)


class Party(BaseModel):
    guests: list[Guest] = Field(max_length=3)
    site: HttpUrl | None = None
    code: str = "a"

    @field_validator("code")
    @classmethod
    def _checked(cls, code: str) -> str:
        if code == "twice":
            raise InvalidData([Problem("", "repeated", {"value": code}), Problem("inner", "required")])
        return code


def refusals(**given):
    with pytest.raises(ValidationError) as caught:
        Party.model_validate(given)
    return {(p.field, p.key) for p in from_validation(caught.value).problems}


def test_a_nested_field_is_named_with_its_place():
    given = [{"actor": ""}, {"actor": "abcdef"}, {"seats": "x", "actor": "a", "more": 1}]
    assert refusals(guests=given) == {
        ("guests[0].actor", "required"),
        ("guests[1].actor", "too_long"),
        ("guests[2].seats", "not_a_whole_number"),
        ("guests[2].more", "unknown_field"),
    }


def test_what_pydantic_refuses_has_a_key_of_ours():
    assert refusals() == {("guests", "required")}
    assert refusals(guests=5) == {("guests", "not_a_list")}
    assert refusals(guests=[{"actor": "a", "seats": 0}]) == {("guests[0].seats", "too_small")}
    assert refusals(guests=[{"actor": "a"}] * 4) == {("guests", "too_many")}
    assert refusals(guests=[], site="no site") == {("site", "bad_url")}


def test_our_own_errors_inside_a_validator_keep_their_keys():
    assert refusals(guests=[], code="twice") == {("code", "repeated"), ("code.inner", "required")}


def test_refusals_are_worded_in_both_languages():
    with pytest.raises(ValidationError) as caught:
        Party.model_validate({"guests": [{"actor": "abcdef"}]})
    error = from_validation(caught.value)
    assert words(error, "es") == [("guests[0].actor", "Es demasiado largo: el máximo es de 5 caracteres.")]
    assert words(error, "en") == [("guests[0].actor", "This is too long: at most 5 characters.")]


def test_a_conflict_names_the_fields_that_differ_and_never_the_version():
    current = {"name": "UIS", "city": "Bucaramanga", "version": 3}
    given = {"name": "UIS", "city": "Girón", "notes": "x", "version": 2}
    assert EditConflict("actor", "uis", current, given).fields == ["city", "notes"]


@pytest.mark.parametrize(
    ("raised", "expected", "status"),
    [
        (graph_errors.Conflict("a", 1, 2), EditConflict, 409),
        (graph_errors.MissingRecord("a"), NotFound, 404),
        (graph_errors.DuplicateKey("a", "login", "x"), InvalidData, 422),
        (graph_errors.StillLinked("a", ["b"]), StillInUse, 409),
        (graph_errors.InvalidRecord("a", "notes", "nul"), InvalidData, 422),
        (graph_errors.InvalidRecord("a", "notes", "something new"), InvalidData, 422),
        (graph_errors.BadQuery("x", "not indexed"), InvalidData, 422),
        (graph_errors.StoreUnavailable("down"), Unavailable, 503),
        (graph_errors.NotEmpty(), InvalidData, 422),
        (graph_errors.BadURL("http://x"), InvalidData, 422),
    ],
)
def test_what_a_store_refuses_becomes_an_error_of_ours(raised, expected, status):
    with pytest.raises(expected) as caught, translated():
        raise raised
    assert caught.value.status == status
    assert all(text for lang in LANGUAGES for _, text in words(caught.value, lang))


def test_other_errors_pass_through_untouched():
    with pytest.raises(ZeroDivisionError), translated():
        raise ZeroDivisionError


def test_a_role_may_do_what_it_says_and_no_more():
    reader = Viewer("ana", "Ana", "reader", principals_of("ana"))
    require(reader, "read")
    with pytest.raises(NotAllowed):
        require(reader, "edit")
    editor = Viewer("eva", "Eva", "editor", principals_of("eva"))
    require(editor, "edit")
    with pytest.raises(NotAllowed):
        require(editor, "administer")
    require(SYSTEM, "administer")


def test_a_user_belongs_to_the_public_the_office_and_itself():
    assert principals_of("ana") == {"public", "office", "user:ana"}
