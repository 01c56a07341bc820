"""Whatever is sent to be imported, the answer is a page, never a fault."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.access import SYSTEM
from crm.actors import create_actor
from tests.makers import make_office
from tests.web.browsing import token_of
from tests.web.reading import inputs_of, words_of


@pytest.fixture
def ana(login_as, store):
    create_actor(store, SYSTEM, make_office())
    return login_as("editor")


def post(ana, place, content=b"", name="t.csv", **form):
    token = token_of(ana.get("/importar").get_data(as_text=True))
    data = {"csrf_token": token, "file": (io.BytesIO(content), name), **form}
    return ana.post(place, data=data, content_type="multipart/form-data")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300),
    st.sampled_from(["t.csv", "t.vcf", "t.tsv", "t.xlsx", "t.ods", "t.\x00", "../t.csv", "t"]),
)
def test_no_file_gives_a_fault(ana, data, name):
    answer = post(ana, "/importar", data, name)
    assert answer.status_code in {200, 303, 422}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.text(max_size=100))
def test_no_e_mail_gives_a_fault(ana, data, text):
    for content in (data, b"Message-ID: <x>\nFrom: a@b.co\nSubject: s\n" + data, b"BEGIN:VCALENDAR\n" + data):
        assert post(ana, "/importar/correo", content, "t.eml").status_code in {200, 422}
    assert post(ana, "/importar/correo", b"", "", text=text).status_code in {200, 422}


@pytest.mark.parametrize(
    "choices",
    ["{", "[]", '{"columns": 3}', '{"columns": {"Nombre": "password"}}', "[" * 50_000, '{"names": {"a": 1}}'],
)
def test_choices_that_nobody_could_have_made_give_no_fault(ana, choices):
    page = post(ana, "/importar", b"Nombre,Tipo\nX,embassy\n").get_data(as_text=True)
    fields = {**inputs_of(page), "choices": choices, "col-0": "id"}
    answer = ana.post("/importar", data=fields)
    assert answer.status_code in {200, 422}


def test_a_name_with_hidden_marks_is_cleaned_and_said(ana):
    page = post(ana, "/importar", "Nombre,Tipo\nEmba\u202ejada \u200bde Suiza,embassy\n".encode())
    words = words_of(page.get_data(as_text=True))
    assert "Se quitaron marcas invisibles. Celdas: 1; la primera, en la fila 2, columna 1." in words
    assert "Embajada de Suiza" in words


def test_a_name_that_is_markup_stays_text(ana):
    page = post(ana, "/importar", b"Nombre,Tipo\n<script>alert(1)</script>,embassy\n").get_data(as_text=True)
    assert "<script>alert" not in page
