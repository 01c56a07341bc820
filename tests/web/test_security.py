"""Headers, hosts, sizes, and the files the browser loads."""

import gzip
import re

import pytest

from tests.web.browsing import PASSWORD, add_user, find_in, send
from web import create_app
from web.assets import STATIC, load_assets
from web.config import Config

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types red"
)


@pytest.mark.parametrize("path", ["/entrar", "/salud", "/no-hay", "/api/v1/me", "/static/site.css"])
def test_every_answer_carries_the_policy(client, path):
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_https_is_asked_for_only_over_https(client):
    assert "Strict-Transport-Security" not in client.get("/entrar").headers
    secure = client.get("/entrar", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_another_host_name_is_refused(client):
    assert client.get("/entrar", headers={"Host": "malo.example"}).status_code == 400


def test_the_public_address_is_let_in(tmp_path, store):
    config = Config(
        store=f"sqlite:///{tmp_path}/red.db",
        data_dir=tmp_path,
        server={"public_url": "https://red.example.org"},
        secure_cookies=True,
    )
    client = create_app(config, store).test_client()
    assert client.get("/entrar", base_url="https://red.example.org").status_code == 200
    assert client.get("/entrar", base_url="https://malo.example").status_code == 400


def test_behind_https_the_cookie_is_bound_to_the_host(tmp_path, store):
    add_user(store, "editor", login="ana@red")
    config = Config(store=f"sqlite:///{tmp_path}/red.db", data_dir=tmp_path, secure_cookies=True)
    client = create_app(config, store).test_client()
    page = client.get("/entrar", base_url="https://localhost").get_data(as_text=True)
    token = find_in(r'csrf-token" content="([^"]+)"', page)
    fields = {"csrf_token": token, "login": "ana@red", "password": PASSWORD}
    answer = client.post(
        "/entrar", data=fields, base_url="https://localhost", headers={"Referer": "https://localhost/entrar"}
    )
    (cookie,) = [value for name, value in answer.headers if name == "Set-Cookie" and "sesion" in value]
    assert cookie.startswith("__Host-sesion=")
    assert "Secure" in cookie


def test_too_large_a_request_is_refused_calmly(login_as):
    answer = send(login_as(), "/ajustes", {"name": "a" * (17 * 1024 * 1024), "language": "es"})
    assert answer.status_code == 413
    assert "demasiado grande" in answer.get_data(as_text=True)


def test_the_signing_key_is_kept_and_readable_by_its_owner_only(app, config, store):
    path = config.data_dir / "secret_key"
    assert path.stat().st_mode & 0o077 == 0
    assert create_app(config, store).config["SECRET_KEY"] == app.config["SECRET_KEY"] == path.read_text()


def test_files_are_kept_for_ever_under_their_digest(client):
    page = client.get("/entrar").get_data(as_text=True)
    address = find_in(r'href="(/static/[0-9a-f]{12}/site\.css)"', page)
    now = client.get(address)
    assert "immutable" in now.headers["Cache-Control"]
    assert "max-age=31536000" in now.headers["Cache-Control"]
    old = client.get("/static/000000000000/site.css")
    assert "no-cache" in old.headers["Cache-Control"]


def test_files_travel_compressed_to_who_understands_it(client):
    answer = client.get("/static/site.css", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == load_assets().files["site.css"]
    assert len(answer.data) < 60_000


def test_files_outside_the_list_are_not_served(client):
    for path in (
        "/static/x/../config.py",
        "/static/x/%2e%2e/config.py",
        "/static/x/tokens.css.map",
        "/static/x/",
    ):
        assert client.get(path).status_code == 404


def test_no_script_puts_text_in_as_markup():
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function"
    )
    for script in STATIC.rglob("*.js"):
        assert not forbidden.search(script.read_text(encoding="utf-8")), script


def test_no_template_carries_inline_scripts_or_styles():
    inline = re.compile(r'<style|\sstyle=|\son[a-z]+="|javascript:|<script(?![^>]*\ssrc=)')
    for template in (STATIC.parent / "templates").rglob("*.html"):
        assert not inline.search(template.read_text(encoding="utf-8")), template


def test_templates_never_mark_values_as_safe():
    for template in (STATIC.parent / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape", text), template


def test_policy_reports_are_taken_only_when_asked_for(app):
    assert "report-uri" not in app.test_client().get("/entrar").headers["Content-Security-Policy"]
    app.config["REPORT_POLICY"] = True
    client = app.test_client()
    assert client.get("/entrar").headers["Content-Security-Policy"].endswith("report-uri /politica")
    assert client.post("/politica", data=b"{}").status_code == 204
