"""Where settings come from: a TOML file, the environment, the command line. `web.config` gives them their meaning."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from web.config_errors import ConfigError

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings

PREFIX = "ALIADOS_"
SECRETS = ("store_password", "secret_key")
# Variables of the same family that are no settings: which file, which language, what compose reads, and what
# migrating, testing and measuring read.
NOT_SETTINGS = re.compile(PREFIX + r"(CONFIG|LANG|DOMAIN|TLS|(FROM|TO|TEST|BENCH)_\w+)")


def find_file(path: Path | None) -> Path | None:
    """The file to read: the named one, which must exist, else the usual one, else none."""
    named = path or (Path(os.environ["ALIADOS_CONFIG"]) if os.environ.get("ALIADOS_CONFIG") else None)
    if named is not None:
        if not named.is_file():
            raise ConfigError("config.missing", where=str(named))
        return named
    usual = (Path("config.toml"), Path(__file__).parents[1] / "config.toml")
    return next((place for place in usual if place.is_file()), None)


def read_file(source: Path | None) -> dict[str, Any]:
    """What config.toml says, as tables in tables."""
    if source is None:
        return {}
    try:
        values = tomllib.loads(source.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("config.not_toml", where=str(source), why=str(error)) from None
    for name in SECRETS:
        if name in values:
            raise ConfigError(
                "config.secret_in_file", where=str(source), name=name, variable=PREFIX + name.upper()
            )
    return values


def read_environment(settings: type[BaseSettings]) -> dict[str, Any]:
    """What the variables `ALIADOS_*` say; one that names no setting is refused, as it is a slip of the pen."""
    from pydantic_settings import EnvSettingsSource, SettingsError

    known = {PREFIX + name.upper() for name in settings.model_fields}
    known |= {f"{PREFIX}{name.upper()}_FILE" for name in SECRETS}
    for variable in os.environ:
        name = variable.upper()
        if name.startswith(PREFIX) and name.split("__")[0] not in known and not NOT_SETTINGS.fullmatch(name):
            raise ConfigError("config.unknown_variable", name=variable)
    try:
        values: dict[str, Any] = EnvSettingsSource(settings)()
    except SettingsError:
        raise ConfigError("config.bad_environment", name=PREFIX + "…") from None
    return {**_secret_files(), **values}


def _secret_files() -> dict[str, str]:
    found = {}
    for name in SECRETS:
        variable = f"{PREFIX}{name.upper()}_FILE"
        if os.environ.get(variable):
            try:
                found[name] = Path(os.environ[variable]).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                raise ConfigError("config.secret_unread", name=variable, where=os.environ[variable]) from None
    return found


def read_overrides(overrides: Mapping[str, object]) -> dict[str, Any]:
    """What the command line says: `{"server.port": 1}` as `{"server": {"port": 1}}`."""
    nested: dict[str, Any] = {}
    for key, value in overrides.items():
        if value is not None:
            *tables, last = key.split(".")
            place = nested
            for table in tables:
                place = place.setdefault(table, {})
            place[last] = value
    return nested


def merge(into: dict[str, Any], layer: Mapping[str, Any]) -> None:
    """Lay `layer` over `into`, table by table."""
    for key, value in layer.items():
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = dict(value) if isinstance(value, Mapping) else value


def place_of(loc: tuple[int | str, ...], layers: Sequence[Mapping[str, Any]], source: Path | None) -> str:
    """Where the value at `loc` was said: the last of file, environment, command line that says it."""
    said = [number for number, layer in enumerate(layers) if _says(layer, loc)]
    names = [str(step) for step in loc]
    return [str(source), PREFIX + "__".join(names).upper(), "--" + names[-1]][said[-1] if said else 0]


def _says(layer: Mapping[str, Any], loc: tuple[int | str, ...]) -> bool:
    place: Any = layer
    for step in loc:
        if not isinstance(place, Mapping) or step not in place:
            return False
        place = place[step]
    return True
