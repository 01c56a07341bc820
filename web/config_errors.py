"""What can be wrong with the settings, worded in both languages.

These errors come before there is an application, and so before its catalogues: the few texts are here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

MESSAGES = {
    "config.missing": {
        "es": "No existe el archivo de configuración {where}.",
        "en": "There is no configuration file {where}.",
    },
    "config.not_toml": {
        "es": "{where} no se puede leer como TOML: {why}",
        "en": "{where} cannot be read as TOML: {why}",
    },
    "config.unknown_key": {
        "es": "{where}: no se conoce la clave «{name}».",
        "en": "{where}: the key “{name}” is not known.",
    },
    "config.unknown_variable": {
        "es": "La variable de entorno {name} no corresponde a ningún ajuste de config.toml.",
        "en": "The environment variable {name} is no setting of config.toml.",
    },
    "config.bad_environment": {
        "es": "Una variable de entorno ALIADOS_… que da una tabla entera no es JSON válido.",
        "en": "An environment variable ALIADOS_… that gives a whole table is not valid JSON.",
    },
    "config.bad_value": {
        "es": "{where}: «{name}» no puede ser {value}; se espera algo como {example}.",
        "en": "{where}: “{name}” cannot be {value}; something like {example} is expected.",
    },
    "config.secret_in_file": {
        "es": "{where}: «{name}» es un secreto y no va en el archivo: use la variable {variable} o {variable}_FILE.",
        "en": "{where}: “{name}” is a secret and does not go in the file: use the variable {variable} or {variable}_FILE.",
    },
    "config.secret_unread": {
        "es": "{name}: no se puede leer el archivo {where}.",
        "en": "{name}: the file {where} cannot be read.",
    },
}


class ConfigError(Exception):
    """A setting is wrong. `key` names the sentence, `params` its facts; `text` words it in a language."""

    def __init__(self, key: str, **params: str) -> None:
        self.key = key
        self.params = params
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """The sentence in `language`, "es" or "en"."""
        return MESSAGES[self.key][language].format(**self.params)


def refusal(error: ErrorDetails, model: type[BaseModel], where: str) -> ConfigError:
    """The error of pydantic as one of ours, with what would have been right."""
    name = ".".join(str(step) for step in error["loc"])
    if error["type"] == "extra_forbidden":
        return ConfigError("config.unknown_key", where=where, name=name)
    value = re.sub(r"//[^/]*@", "//***@", repr(error["input"]))
    return ConfigError(
        "config.bad_value", where=where, name=name, value=value, example=_example(error, model)
    )


def _example(error: ErrorDetails, model: type[BaseModel]) -> str:
    """A right value: the field's own example or default, and the limit that was broken."""
    from pydantic import BaseModel

    field: Any = None
    for step in error["loc"]:
        field = model.model_fields.get(str(step), field)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            model = field.annotation
    example = str((field.examples or [field.get_default()])[0])
    signs = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
    limits = [f"{sign} {error['ctx'][name]}" for name, sign in signs.items() if name in error.get("ctx", {})]
    return example + "".join(f" ({limit})" for limit in limits)
