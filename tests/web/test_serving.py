"""The server as people start it: gunicorn, the analyst beside it, the nightly copies."""

import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil
import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.derived.results import read
from graph.backups import restore
from graph.opening import open_store
from tests.makers import make_actor
from web.companion import NICENESS, Companion, settings_of
from web.config import Config
from web.health import backups_kept, heartbeat_file
from web.nightly import copy_name, is_due, make_copy, next_night
from web.serving import address, first_link, settings

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("America/Bogota")
SERVE = "import json, sys; from web.config import Config; from web.serving import first_link, serve; \
c = Config(**json.loads(sys.argv[1])); serve(c, first_link(c))"


def wait_for(condition, seconds=20.0):
    """The first true answer of `condition`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answer_of(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return None


@pytest.fixture
def served(tmp_path):
    """A running server: its process, its configuration and what it printed."""
    config = Config(
        store=f"sqlite:///{tmp_path}/red.db", data_dir=tmp_path, server={"port": free_port(), "workers": 1}
    )
    output = (tmp_path / "output").open("w")
    process = subprocess.Popen([sys.executable, "-c", SERVE, settings_of(config)], cwd=ROOT, stdout=output)
    try:
        yield process, config, tmp_path / "output"
    finally:
        children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.terminate()
        process.wait(20)
        for child in children:
            if child.is_running():
                child.kill()


def companion_of(process):
    """The companion and its analyst."""
    children = psutil.Process(process.pid).children(recursive=True)
    return [child for child in children if _runs(child, "web.companion") or _runs(child, "spawn_main")]


def _runs(child, words):
    try:
        return any(words in part for part in child.cmdline())
    except psutil.Error:
        return False


@pytest.mark.slow
def test_the_server_prints_the_first_link_and_answers(served):
    _process, config, output = served
    began = time.monotonic()
    status, body = wait_for(lambda: answer_of(f"{address(config)}/salud"))
    print(f"answered after {time.monotonic() - began:.2f} s")
    assert (status, json.loads(body)["ok"]) == (200, True)
    link = wait_for(
        lambda: next((line for line in output.read_text().splitlines() if "/bienvenida/" in line), None)
    )
    assert "Esta es la primera cuenta" in answer_of(link + "?lang=es")[1]
    assert not list(Path(config.data_dir).glob("*.ctl"))


@pytest.mark.slow
def test_the_analyst_follows_what_is_saved_and_is_started_again_when_it_dies(served):
    process, config, _output = served
    wait_for(lambda: answer_of(f"{address(config)}/salud"))
    folder = heartbeat_file(config).parent
    store = open_store(config.store, _schema())
    create_actor(store, SYSTEM, make_actor())
    wait_for(lambda: (derived := read(folder)) and derived.revision == store.revision())
    analysts = [child for child in companion_of(process) if not _runs(child, "resource_tracker")]
    (analyst,) = [
        child for child in analysts if not _runs(child, "web.companion") or _runs(child, "spawn_main")
    ]
    assert analyst.nice() == min(19, psutil.Process(process.pid).nice() + NICENESS), "pages come before it"
    analyst.kill()
    create_actor(store, SYSTEM, make_actor(name="Embajada de Suiza"))
    wait_for(lambda: (derived := read(folder)) and derived.revision == store.revision())
    store.close()
    assert json.loads(answer_of(f"{address(config)}/salud")[1])["analyst_ok"] is True


def _schema():
    from crm.schema import SCHEMA

    return SCHEMA


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_server(served, ending):
    process, config, _output = served
    wait_for(lambda: answer_of(f"{address(config)}/salud"))
    wait_for(lambda: heartbeat_file(config).exists())
    children = psutil.Process(process.pid).children(recursive=True)
    assert len(children) >= 3
    os.kill(process.pid, ending)
    process.wait(20)
    _gone, alive = psutil.wait_procs(children, timeout=30)
    assert alive == []


def test_there_is_a_first_link_only_while_there_is_no_account(config, store):
    from tests.web.browsing import add_user

    assert first_link(config).startswith("http://127.0.0.1:8000/bienvenida/")
    add_user(store, "administrator")
    assert first_link(config) == ""


def test_gunicorn_is_told_no_control_socket_and_the_right_address(tmp_path):
    config = Config(data_dir=tmp_path, server={"host": "::1", "port": 8123, "threads": 3})
    told = settings(config)
    assert told["bind"] == "[::1]:8123"
    assert told["control_socket_disable"] is True
    assert told["threads"] == 3
    from gunicorn.config import Config as Gunicorn

    known = Gunicorn()
    for name, value in told.items():
        known.set(name, value)


def test_the_nightly_copy_can_be_restored(config, store, tmp_path):
    create_actor(store, SYSTEM, make_actor())
    path = make_copy(config, datetime(2026, 11, 23, 2, 0, tzinfo=ZONE))
    assert path.name == "red-2026-11-23-0200.zip"
    again = open_store(f"sqlite:///{tmp_path}/again.db", store.schema)
    restore(path, again)
    assert again.get(["embajada-francia"])
    again.close()


def test_only_so_many_copies_are_kept(config, store):
    config = config.model_copy(update={"backups": config.backups.model_copy(update={"kept": 3})})
    start = datetime(2026, 11, 1, 2, 0, tzinfo=ZONE)
    made = [make_copy(config, start + timedelta(days=n)) for n in range(5)]
    assert backups_kept(config) == made[2:]


def test_a_copy_is_due_once_a_night(config, store):
    now = datetime.now(ZONE)
    assert is_due(config, now)
    make_copy(config, now)
    assert not is_due(config, now)
    assert is_due(config, now + timedelta(days=1))


def test_nights_begin_at_two(config):
    assert next_night(datetime(2026, 11, 23, 1, 59, tzinfo=ZONE)) == datetime(2026, 11, 23, 2, 0, tzinfo=ZONE)
    assert next_night(datetime(2026, 11, 23, 2, 0, tzinfo=ZONE)) == datetime(2026, 11, 24, 2, 0, tzinfo=ZONE)
    assert copy_name(datetime(2026, 11, 23, 2, 5, tzinfo=ZONE)) < copy_name(
        datetime(2026, 11, 24, 2, 0, tzinfo=ZONE)
    )


def test_an_analyst_that_keeps_dying_is_started_less_and_less_often(config):
    companion = Companion(settings_of(config), sys.exit)
    starts, now = [], 0.0
    for _ in range(100):
        before = companion.analyst
        companion.tend_analyst(now)
        if companion.analyst is not None and companion.analyst is not before:
            starts.append(now)
            companion.analyst.join(20)
        now += 1.0
    gaps = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert gaps == sorted(gaps)
    assert gaps[0] >= 4
    assert len(starts) <= 6


def test_an_analyst_that_ended_to_give_its_memory_back_is_started_again_at_once(config):
    companion = Companion(settings_of(config), print)
    companion.tend_analyst(0.0)
    first = companion.analyst
    assert first is not None
    first.join(20)
    companion.tend_analyst(1.0)
    companion.stop()
    assert companion.analyst is not first
    assert companion.failures == 0


def test_the_settings_reach_the_companion_with_their_secrets(config):
    from pydantic import SecretStr

    told = config.model_copy(update={"store_password": SecretStr("clave"), "in_use_since": None})
    again = Config(**json.loads(settings_of(told)))
    assert again.store_password == SecretStr("clave")
    assert again == told
