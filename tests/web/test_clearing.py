"""What nobody needs any more is cleared each night, also where no copies are kept."""

import io
import os
import time
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.delegations.model import Needs
from crm.delegations.needs import get_needs, save_needs
from crm.delegations.needs_records import needs_id
from crm.files.vault import Vault
from crm.interactions import create_interaction
from tests.makers import make_actor, make_interaction, make_office
from web.companion import Companion, settings_of
from web.nightly import make_copy

VISIT = "visita-francia"


@pytest.fixture
def visited(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor())
    visit = {"id": VISIT, "kind": "visit", "title": "Visita"}
    create_interaction(store, SYSTEM, make_interaction("embajada-francia", when="2026-01-08", **visit))
    needs = {"interaction": VISIT, "needs": [{"name": "Marie", "food": "sin gluten"}]}
    save_needs(store, SYSTEM, Needs.of(needs))
    return store


def of_yesterday(path, data=b"x"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    then = time.time() - 25 * 3600
    os.utime(path, (then, then))
    return path


def test_each_night_is_cleared_once_without_any_copies(visited, config):
    config = config.model_copy(update={"backups": config.backups.model_copy(update={"kept": 0})})
    vault = Vault(config.data_dir / "files")
    loose = vault.path_of(vault.keep(io.BytesIO(b"nunca se guardo"), "nota.txt").sha256)
    of_yesterday(loose, b"nunca se guardo")
    old = of_yesterday(config.data_dir / "uploads" / "ana" / "work-1.review.json")
    fresh = old.with_name("fresh.csv")
    fresh.write_text("x")
    companion = Companion(settings_of(config))
    companion.tend_copies()
    assert (loose.exists(), old.exists(), fresh.exists()) == (False, False, True)
    assert not visited.get([needs_id(VISIT)])
    assert not list(config.data_dir.rglob("red-*.zip"))
    again = of_yesterday(old)
    companion.tend_copies()
    assert again.exists(), "the next night, not the next minute"


def test_a_nightly_copy_clears_as_well_and_never_holds_what_guests_need(visited, config, monkeypatch):
    old = of_yesterday(config.data_dir / "uploads" / "ana" / "work-1.review.json")
    monkeypatch.setattr("crm.delegations.needs.today", lambda: datetime(2026, 1, 9).date())
    assert get_needs(visited, SYSTEM, VISIT).needs
    made = make_copy(config, datetime.now(UTC) + timedelta(days=1))
    assert not old.exists()
    assert visited.get([needs_id(VISIT)]), "it is of use still"
    with ZipFile(made) as archive:
        assert all(b"sin gluten" not in archive.read(name) for name in archive.namelist())
