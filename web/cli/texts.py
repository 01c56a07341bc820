"""What the command line says, in Spanish and English: the catalogue messages.toml and which language is spoken.

    --lang  >  ALIADOS_LANG  >  ALIADOS_LANGUAGE  >  `language` in config.toml  >  LC_ALL, LC_MESSAGES, LANG  >  es

Click's own words ("Usage", "no such option") come from web/translations/es/LC_MESSAGES/click.po through gettext.
"""

from __future__ import annotations

import gettext
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

Language = Literal["es", "en"]
LANGUAGES: tuple[Language, ...] = ("es", "en")
CLICK_DOMAIN = "click"

_HERE = Path(__file__).parent
_spoken: ContextVar[Language] = ContextVar("spoken", default="es")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every key, as "table.name", with its text in each language."""
    return dict(_leaves(tomllib.loads((_HERE / "messages.toml").read_text(encoding="utf-8")), ""))


def _leaves(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for name, value in table.items():
        if all(isinstance(text, str) for text in value.values()):
            yield prefix + name, value
        else:
            yield from _leaves(value, f"{prefix}{name}.")


def say(key: str, **params: object) -> str:
    """The text of a key in the language spoken. KeyError for an unknown key or a missing parameter."""
    return catalogue()[key][language()].format_map(params)


def language() -> Language:
    """The language spoken."""
    return _spoken.get()


def speak(lang: Language) -> None:
    """Says everything from here on in this language, click's own words too."""
    _spoken.set(lang)
    gettext.bindtextdomain(CLICK_DOMAIN, str(_HERE.parent / "translations"))
    gettext.textdomain(CLICK_DOMAIN)
    os.environ["LANGUAGE"] = lang


def choose_language(args: Sequence[str]) -> Language:
    """The language for a command line, before it is understood; what is wrong with it is said later, in it."""
    said = (
        _option(args, "--lang"),
        os.environ.get("ALIADOS_LANG"),
        os.environ.get("ALIADOS_LANGUAGE"),
        _configured(_option(args, "--config")),
        *(os.environ.get(name, "")[:2] for name in ("LC_ALL", "LC_MESSAGES", "LANG")),
    )
    return cast("Language", next((lang for lang in said if lang in LANGUAGES), "es"))


def _option(args: Sequence[str], name: str) -> str | None:
    found = None
    for arg, following in zip(args, [*args[1:], ""], strict=False):
        if arg == "--":
            break
        if arg == name:
            found = following
        elif arg.startswith(f"{name}="):
            found = arg.partition("=")[2]
    return found


def _configured(path: str | None) -> str | None:
    from web.config_errors import ConfigError
    from web.config_sources import find_file, read_file

    try:
        said = read_file(find_file(Path(path) if path else None)).get("language")
    except (ConfigError, OSError):
        return None
    return said if isinstance(said, str) else None
