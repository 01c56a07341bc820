"""The copy of everything that is made each night, and how many are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from web.config import Config

NIGHT_HOUR = 2


def next_night(now: datetime) -> datetime:
    """The next time the clock shows two in the morning."""
    night = now.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return night if night > now else night + timedelta(days=1)


def copy_name(now: datetime) -> str:
    """The copy's file name; names sort by day."""
    return f"red-{now:%Y-%m-%d-%H%M}.zip"


def make_copy(config: Config, now: datetime) -> Path:
    """Makes one copy, forgets the oldest above the number that is kept, and gives the new one's path.

    What nobody will ask for again (keys of old requests, what guests of past visits needed) goes first.
    """
    from crm.access import SYSTEM
    from crm.delegations.needs import forget_needs
    from crm.idempotency import forget_old_keys
    from graph.backups import backup
    from web.health import backup_folder, backups_kept
    from web.opening import open_configured

    folder = backup_folder(config)
    folder.mkdir(parents=True, exist_ok=True)
    path, files = folder / copy_name(now), config.data_dir / "files"
    store = open_configured(config)
    try:
        forget_old_keys(store, SYSTEM)
        forget_needs(store, SYSTEM)
        backup(store, path, files if files.is_dir() else None)
    finally:
        store.close()
    for old in backups_kept(config)[: -config.backups.kept]:
        old.unlink()
    return path


def is_due(config: Config, now: datetime) -> bool:
    """Whether no copy was made since the last night."""
    from web.health import backups_kept

    copies = backups_kept(config)
    last_night = next_night(now) - timedelta(days=1)
    return not copies or copies[-1].stat().st_mtime < last_night.timestamp()
