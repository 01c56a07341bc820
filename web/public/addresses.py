"""Addresses of the citizens' pages: they carry the language when it is not the installation's, and nothing else unasked."""

from __future__ import annotations

from flask import current_app, request, url_for

from web.i18n import LANGUAGES, language
from web.public.keeping import words_that_count


def to(endpoint: str, **values: str | None) -> str:
    """The address of a page in the language in force; what is empty is left out."""
    return in_language(language(), endpoint, **values)


def in_language(wanted: str, endpoint: str, **values: str | None) -> str:
    """The same in another language."""
    kept = {name: value for name, value in values.items() if value}
    if wanted != current_app.config["ALIADOS"].language:
        kept["lang"] = wanted
    return url_for(endpoint, **kept)  # type: ignore[arg-type]


def data_address() -> str:
    """Where the open data is."""
    spoken = "" if language() == current_app.config["ALIADOS"].language else f"?lang={language()}"
    return f"{request.script_root}/publico/datos{spoken}"


def whole(endpoint: str, **values: str | None) -> str:
    """The address with the name of this server: what people type, when config.toml says so."""
    base = current_app.config["ALIADOS"].server.public_url or request.host_url.rstrip("/")
    return f"{base}{to(endpoint, **values)}"


def other_language() -> tuple[str, str]:
    """The other language and this page in it."""
    other = next(one for one in LANGUAGES if one != language())
    asked = {name: request.args.get(name) for name in words_that_count()}
    return other, in_language(other, request.endpoint or "", **{**(request.view_args or {}), **asked})
