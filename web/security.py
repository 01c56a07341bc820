"""What every answer says to the browser, and which requests are let in at all."""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, request
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from web.config import Config
from web.opendoor import does_take_files, public

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types red"
)
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
HSTS = "max-age=31536000"
LARGEST_REQUEST = 16 * 1024 * 1024
LARGEST_FORM = 4 * 1024 * 1024
MOST_FIELDS = 10_000
LOCAL = ["127.0.0.1", "localhost", "[::1]"]
log = logging.getLogger(__name__)
csrf = CSRFProtect()
blueprint = Blueprint("politica", __name__)


def add_headers(response: Response) -> Response:
    """The security headers; a page may have set its own caching before."""
    headers = response.headers
    report = "; report-uri /politica" if current_app.config.get("REPORT_POLICY") else ""
    headers.setdefault("Content-Security-Policy", POLICY + report)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", PERMISSIONS)
    if request.is_secure or current_app.config["ALIADOS"].secure_cookies:
        headers.setdefault("Strict-Transport-Security", HSTS)
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.post("/politica")
@public
@csrf.exempt  # type: ignore[untyped-decorator]
def take_report() -> tuple[str, int]:
    """A browser's report of something the policy refused; only listened to when the configuration asks for reports."""
    if current_app.config.get("REPORT_POLICY"):
        log.warning("content security policy: %s", request.get_data(as_text=True)[:2000])
    return "", 204


def let_files_in() -> None:
    """Lets more through to the few forms that bring files; before anything reads what was sent."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and does_take_files(view):
        together: int = current_app.config["ALIADOS"].files.together_mb
        request.max_content_length = max(LARGEST_REQUEST, together * 1_000_000)


def safe_next(target: str | None, otherwise: str) -> str:
    """`target` when it is a path of this site, else `otherwise`: nobody is sent elsewhere by a link."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    parts = urlsplit(target)
    bad = parts.scheme or parts.netloc or "\\" in target or any(ord(letter) < 32 for letter in target)
    return otherwise if bad else target


def is_cross_site() -> bool:
    """Whether the browser says that another site caused the request."""
    return request.headers.get("Sec-Fetch-Site") == "cross-site"


def signing_key(config: Config) -> str:
    """The key that signs form tokens: the configured one, else one made once and kept beside the data."""
    if config.secret_key is not None:
        return config.secret_key.get_secret_value()
    path = config.data_dir / "secret_key"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_once(path)
        return path.read_text(encoding="ascii")
    except OSError:
        log.warning(
            "cannot keep a signing key in %s: forms opened now end with this process", config.data_dir
        )
        return secrets.token_hex(32)


def _make_once(path: Path) -> None:
    """Writes a key where none is; when two processes try, one wins and both read the same."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def trusted_hosts(config: Config) -> list[str] | None:
    """The names this server answers to; None (any) when it listens to others and no public address is set."""
    public = urlsplit(config.server.public_url).hostname
    if public:
        return [public, *LOCAL]
    return LOCAL if config.server.host in {"127.0.0.1", "localhost", "::1"} else None


def register_security(app: Flask, config: Config) -> None:
    """Limits, cookies, form tokens and headers."""
    app.config.update(
        SECRET_KEY=signing_key(config),
        TRUSTED_HOSTS=trusted_hosts(config),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
        SESSION_COOKIE_NAME="formularios",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
    )
    if config.server.proxies:
        count = config.server.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.before_request(let_files_in)
    csrf.init_app(app)
    app.register_blueprint(blueprint)
    app.after_request(add_headers)
