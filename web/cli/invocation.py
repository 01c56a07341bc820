"""What one run of the command line works with: its settings and its store, opened when first needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store import Store
    from web.config import Config


@dataclass
class Invocation:
    """The options all commands share, and what follows from them."""

    config_file: Path | None = None
    store_url: str | None = None
    lang: str | None = None
    as_json: bool = False
    overrides: dict[str, object] = field(default_factory=dict)

    @cached_property
    def config(self) -> Config:
        """The settings in force. Raises ConfigError."""
        from crm.office import set_office
        from web.config import load_config

        config = load_config(
            self.config_file, {"store": self.store_url, "language": self.lang, **self.overrides}
        )
        set_office(config.office, config.time_zone)
        return config

    @property
    def files(self) -> Path:
        """The folder of attached files."""
        return self.config.data_dir / "files"

    @property
    def derived(self) -> Path:
        """The folder of computed results."""
        return self.config.data_dir / "derived"

    @contextmanager
    def store(self, create: bool = False) -> Iterator[Store]:
        """The whole store, closed at the end. A file that is not there is made only with `create`."""
        from contextlib import closing

        from web.cli.opening import refuse_absent
        from web.opening import open_configured

        if not create:
            refuse_absent(self.config.store)
        with closing(open_configured(self.config)) as store:
            yield store

    @contextmanager
    def view(self) -> Iterator[Store]:
        """The store as the office sees it: what reading commands hold."""
        from crm.access import SYSTEM

        with self.store() as store:
            yield store.as_seen_by(SYSTEM.principals)
