"""Every word in Spanish and English, nothing missing, nothing bare in a template."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.web.browsing import send
from web.i18n import ago, day, lasted, number

WEB = Path(__file__).parents[2] / "web"
CATALOGUE = WEB / "translations" / "en" / "LC_MESSAGES" / "messages.po"


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """Every text of templates and code, as `make messages` collects them."""
    path = tmp_path_factory.mktemp("texts") / "messages.pot"
    mapping = WEB.parent / "babel.cfg"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    subprocess.run(
        [*command, f"--mapping={mapping}", f"--output-file={path}", str(WEB)], check=True, cwd=WEB.parent
    )
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


@pytest.fixture(scope="module")
def english():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def _key(message):
    return message.id[0] if isinstance(message.id, tuple) else message.id


def test_english_lacks_no_text(used, english):
    known = {_key(message): message for message in english if message.id}
    missing = [_key(message) for message in used if _key(message) not in known]
    empty = [key for key, message in known.items() if not all(_texts(message))]
    assert (missing, empty) == ([], [])


def _texts(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_nothing_in_english_is_a_guess_or_left_over(used, english):
    current = {_key(message) for message in used}
    assert [_key(message) for message in english if message.id and message.fuzzy] == []
    assert [_key(message) for message in english if message.id and _key(message) not in current] == []


def test_english_keeps_every_placeholder(english):
    places = re.compile(r"%\((\w+)\)s")
    for message in english:
        if message.id:
            wanted = set(places.findall(_key(message)))
            for text in _texts(message):
                assert set(places.findall(text)) - {"num"} == wanted - {"num"}, text


# Blocks that hold class names, and the macro that writes attributes.
_NO_WORDS = re.compile(r"\{% block \w+_class %\}.*?\{% endblock %\}|macro _attributes.*?endmacro", re.DOTALL)
_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAGS = re.compile(r"<!--.*?-->|<(?:script|style).*?</(?:script|style)>|<[^>]*>", re.DOTALL)
_SPOKEN = re.compile(r'\b(?:title|alt|placeholder|aria-label|aria-description)="([^"]*)"')
_ALLOWED = {"/", "n", "?", "↑", "↓", "Ctrl", "Esc", "✓"}


def _bare(text):
    return [
        word.strip()
        for word in text.splitlines()
        if re.search(r"[^\W\d_]", word) and word.strip() not in _ALLOWED
    ]


@pytest.mark.parametrize("template", sorted((WEB / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_say_nothing_outside_the_catalogue(template):
    text = _CODE.sub(" ", _NO_WORDS.sub(" ", template.read_text(encoding="utf-8")))
    spoken = [value for value in _SPOKEN.findall(text) if _bare(value)]
    assert _bare(_TAGS.sub("\n", text)) == []
    assert spoken == []


def test_the_person_s_choice_outranks_the_address_the_cookie_and_the_browser(login_as, client):
    page = client.get("/entrar", headers={"Accept-Language": "en-GB,es;q=0.3"}).get_data(as_text=True)
    assert '<html lang="en"' in page
    assert "Sign in" in page
    client.get("/entrar?lang=es")
    assert '<html lang="es"' in client.get("/entrar", headers={"Accept-Language": "en"}).get_data(
        as_text=True
    )
    inside = login_as("reader").get("/?lang=en", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert '<html lang="es"' in inside


def test_a_language_nobody_speaks_falls_back_to_the_installation_s(client):
    page = client.get("/entrar", headers={"Accept-Language": "fr"}).get_data(as_text=True)
    assert '<html lang="es"' in page


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("es", ["1.234.567", "5 de marzo de 2024", "hace 12 días", "en 3 semanas"]),
        ("en", ["1,234,567", "March 5, 2024", "12 days ago", "in 3 weeks"]),
    ],
)
def test_numbers_and_dates_look_as_each_language_writes_them(app, lang, expected):
    today = date(2026, 11, 23)
    with app.test_request_context(f"/?lang={lang}"):
        near, far = ago(date(2026, 11, 11), today), ago(date(2026, 12, 14), today)
        assert [number(1234567), day(date(2024, 3, 5)), near, far] == expected


def test_near_days_have_names(app):
    today = date(2026, 11, 23)
    with app.test_request_context("/?lang=es"):
        assert [ago(date(2026, 11, n), today) for n in (22, 23, 24)] == ["ayer", "hoy", "mañana"]
        assert ago(date(2024, 11, 1), today) == "hace 2 años"
        assert ago(date(2026, 8, 23), today) == "hace 3 meses"
        assert (number(None), number(0.5, 2), ago(None), lasted(3 * 3600)) == ("", "0,50", "", "3 horas")


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Monday, November 23, 2026"), ("es", "Lunes, 23 de noviembre de 2026")]
)
def test_the_heading_of_today_is_a_whole_date_with_its_capitals(login_as, monkeypatch, app, lang, said):
    monkeypatch.setitem(app.jinja_env.globals, "current_day", lambda: date(2026, 11, 23))
    ana = login_as("editor")
    send(ana, "/ajustes", {"name": "Ana Pérez", "language": lang, "theme": "", "keys": "1"})
    page = ana.get("/").get_data(as_text=True)
    assert re.search(rf"<h1[^>]*>\s*{said}\s*</h1>", page)
