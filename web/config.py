"""The settings of an installation: config.toml < environment (`ALIADOS_*`) < command line.

Every key is explained in config.toml. Unknown keys are refused by name, secrets come from the environment or
from a file that it names, and what is wrong is said in one sentence with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from web.config_errors import refusal
from web.config_sources import PREFIX, find_file, merge, place_of, read_environment, read_file, read_overrides


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(name) from error
    return name


def _known_backend(name: str) -> str:
    if name != "aliados":  # the usual one costs no look at what is installed
        from graph.engines import engines

        if name not in engines():
            raise ValueError(name)
    return name


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


class Section(BaseModel):
    """A table of config.toml: closed, and not to be changed while the program runs."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Server(Section):
    """Where the pages are served and by how many at a time."""

    host: str = Field("127.0.0.1", min_length=1)
    port: int = Field(8000, ge=0, le=65535)
    workers: int = Field(2, ge=1, le=64)
    threads: int = Field(8, ge=1, le=256)
    proxies: int = Field(0, ge=0, le=8)
    public_url: str = Field("", pattern=r"^(https?://[^\s/]+)?$", examples=["https://red.example.org"])


class Backups(Section):
    """The nightly copies."""

    kept: int = Field(14, ge=0, le=3650)


class Files(Section):
    """Attached files, in megabytes."""

    largest_mb: int = Field(15, ge=1, le=500)
    together_mb: int = Field(60, ge=1, le=2000)


Origin = Annotated[str, Field(pattern=r"^https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?$")]


class Public(Section):
    """The citizens' pages: which sites may show them in a frame, and how much one address may ask for."""

    embed_on: tuple[Origin, ...] = Field((), max_length=20)
    requests_a_minute: int = Field(120, ge=1, le=100_000)


class Config(BaseSettings):
    """Every setting of an installation. Make one with `load_config`."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix=PREFIX, env_nested_delimiter="__", env_ignore_empty=True
    )

    office: str = Field("ofai", pattern=r"^[a-z0-9-]{1,80}$")
    city: str = Field("Bucaramanga", min_length=1)
    country: str = Field("CO", pattern=r"^[A-Z]{2}$")
    language: Literal["es", "en"] = "es"
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "America/Bogota"
    in_use_since: Annotated[date | None, BeforeValidator(_empty_is_none)] = Field(
        None, examples=["2026-11-23"]
    )
    # A password in the address would end up in logs and in the list of processes, hence no "@".
    store: str = Field(
        "sqlite:///data/red.db", pattern=r"^(sqlite:///.+|(neo4j|bolt)(\+s|\+ssc)?://[^@/]+(/[^@]*)?)$"
    )
    store_user: str = "neo4j"
    store_password: SecretStr | None = None
    secret_key: SecretStr | None = None
    data_dir: Path = Path("data")
    network_backend: Annotated[str, AfterValidator(_known_backend)] = Field(
        "aliados", pattern=r"^[a-z0-9_-]{1,40}$", examples=["aliados"]
    )
    graph_data_science: bool = False
    secure_cookies: bool = False
    server: Server = Server()
    backups: Backups = Backups()
    files: Files = Files()
    public: Public = Public()


def load_config(path: Path | None = None, overrides: Mapping[str, object] | None = None) -> Config:
    """The settings in force.

    Args:
        path: the file, which must exist; None takes `ALIADOS_CONFIG`, else config.toml of the working
            directory, else that of the checkout the program runs from, else none.
        overrides: what the command line said, by key, with a dot for tables: `{"server.port": 8123}`;
            a value of None says nothing.

    Raises:
        ConfigError: a file is missing or not TOML, a key is unknown, a value or a secret's place is wrong.
    """
    source = find_file(path)
    layers = [read_file(source), read_environment(Config), read_overrides(overrides or {})]
    merged: dict[str, Any] = {}
    for layer in layers:
        merge(merged, layer)
    try:
        return Config(**merged)
    except ValidationError as error:
        first = error.errors()[0]
        raise refusal(first, Config, place_of(first["loc"], layers, source)) from None
