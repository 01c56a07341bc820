"""The command as a process of its own: how fast it starts, what it loads, how it ends when it is cut off."""

from __future__ import annotations

import os
import pty
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ALIADOS = [sys.executable, "-W", "error", "-m", "web.cli"]
HEAVY = (
    *("babel", "flask", "graph", "gunicorn", "neo4j", "networkx", "numpy", "pandas", "pydantic"),
    *("pydantic_settings", "pyvis", "scipy", "sqlite3", "crm", "seed"),
)


def finished(*args: str, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*ALIADOS, *args], check=False, capture_output=True, text=True, timeout=120, **how)


@pytest.fixture
def office(tmp_path: Path) -> None:
    assert finished("init").returncode == 0


def test_help_loads_nothing_heavy():
    code = f"""
import sys
from web.cli.app import aliados
try:
    aliados(["--help"])
except SystemExit:
    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60
    )
    assert "migrate" in done.stdout
    assert done.stderr.strip() == "[]"


def test_help_takes_less_than_three_tenths_of_a_second():
    """Counted in the processor's time, which does not depend on what else the machine does."""
    best = min(_seconds_of_help() for _ in range(5))
    assert best < 0.3


def _seconds_of_help() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert finished("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def test_the_installed_command_is_the_same():
    program = Path(sys.executable).with_name("aliados")
    done = subprocess.run([program, "--version"], check=False, capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("aliados 0.")


def test_results_go_to_one_stream_and_messages_to_the_other(office):
    done = finished("--json", "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("{")
    done = finished("show", "nadie")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: No existe el actor «nadie».\n"


def test_a_reader_who_left_gets_no_complaint(office):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*ALIADOS, "search", "uis"], check=False, stdout=writing, stderr=-1, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said(office):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*ALIADOS, "search", "uis"], check=False, stdout=full, stderr=-1, text=True, timeout=60
        )
    assert (done.returncode, done.stderr) == (1, "Error: no queda espacio en el disco.\n")


def test_standard_output_that_is_closed_is_no_reason_for_a_traceback(office):
    done = finished("search", "uis", preexec_fn=lambda: os.close(1))
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_a_narrow_encoding_changes_letters_and_not_the_result(office):
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = finished("--json", "show", "camara-comercio-bucaramanga", env=narrow)
    assert done.returncode == 0
    assert "C\\u00e1mara" in done.stdout
    assert finished("show", "camara-comercio-bucaramanga", env=narrow).returncode == 0


def listens_to_the_keyboard() -> None:
    """As in a terminal: what a shell starts in the background is deaf to Ctrl-C, and so are its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_migration_leaves_the_target_empty(tmp_path):
    assert finished("synthesise", "--actors", "300", "--interactions", "6000").returncode == 0
    process = subprocess.Popen(
        [*ALIADOS, "migrate", "sqlite:///red.db", "sqlite:///copy.db"],
        stdout=-1,
        stderr=-1,
        preexec_fn=listens_to_the_keyboard,  # noqa: PLW1509 - this process has no other threads
    )
    while not (tmp_path / "copy.db").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == 130, complaints
    assert complaints.decode() == "Error: Interrumpido.\n"
    assert finished("migrate", "sqlite:///red.db", "sqlite:///copy.db").returncode == 0


def test_a_terminal_sees_how_far_a_backup_is(office):
    master, slave = pty.openpty()
    done = subprocess.run([*ALIADOS, "backup", "copia.zip"], check=False, stdout=-1, stderr=slave, timeout=60)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert done.returncode == 0
    assert "█" in shown
    assert "Historial" in shown


def test_a_password_is_asked_for_twice_on_a_terminal(office):
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(ALIADOS[0], [*ALIADOS, "user", "add", "ana"])
    for _ in range(2):
        seen = b""
        while b": " not in seen:
            seen += os.read(terminal, 1000)
        os.write(terminal, b"correcto caballo\n")
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    os.close(terminal)
    assert "ana" in finished("user", "list").stdout
