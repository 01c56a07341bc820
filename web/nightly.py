"""What is done each night: what nobody needs any more is cleared, and a copy of everything made, of which some are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from web.config import Config

if TYPE_CHECKING:
    from graph.store import Store

NIGHT_HOUR = 2


def next_night(now: datetime) -> datetime:
    """The next time the clock shows two in the morning."""
    night = now.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return night if night > now else night + timedelta(days=1)


def copy_name(now: datetime) -> str:
    """The copy's file name; names sort by day."""
    return f"red-{now:%Y-%m-%d-%H%M}.zip"


def make_copy(config: Config, now: datetime) -> Path:
    """Clears and makes one copy, forgets the oldest above the number that is kept, and gives the new one's path."""
    from crm.delegations.needs_records import NOT_COPIED
    from graph.backups import backup
    from web.health import backup_folder, backups_kept
    from web.opening import open_configured

    folder = backup_folder(config)
    folder.mkdir(parents=True, exist_ok=True)
    path, files = folder / copy_name(now), config.data_dir / "files"
    store = open_configured(config)
    try:
        _clear(config, store)
        backup(store, path, files if files.is_dir() else None, without=NOT_COPIED)
    finally:
        store.close()
    for old in backups_kept(config)[: -config.backups.kept]:
        old.unlink()
    return path


def clear(config: Config) -> None:
    """Clears without making a copy, for who keeps none."""
    from web.opening import open_configured

    store = open_configured(config)
    try:
        _clear(config, store)
    finally:
        store.close()


def _clear(config: Config, store: Store) -> None:
    """What nobody will ask for again: keys of old requests, needs of past visits, files no record speaks of, old uploads."""
    from crm.access import SYSTEM
    from crm.delegations.needs import forget_needs
    from crm.files.checking import sweep
    from crm.files.vault import Vault
    from crm.idempotency import forget_old_keys
    from web.bringing.clearing import clear_uploads

    forget_needs(store, SYSTEM)
    forget_old_keys(store, SYSTEM)
    clear_uploads(config.data_dir / "uploads")
    sweep(store, Vault(config.data_dir / "files"))
    mark = _cleared_mark(config)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def _cleared_mark(config: Config) -> Path:
    return config.data_dir / "derived" / "cleared"


def is_clearing_due(config: Config, now: datetime) -> bool:
    """Whether nothing was cleared since the last night."""
    mark = _cleared_mark(config)
    last_night = next_night(now) - timedelta(days=1)
    return not mark.exists() or mark.stat().st_mtime < last_night.timestamp()


def is_due(config: Config, now: datetime) -> bool:
    """Whether no copy was made since the last night."""
    from web.health import backups_kept

    copies = backups_kept(config)
    last_night = next_night(now) - timedelta(days=1)
    return not copies or copies[-1].stat().st_mtime < last_night.timestamp()
