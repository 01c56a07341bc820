"""What can go wrong on the command line, as one or more sentences and an exit code.

0 done · 1 refused · 2 not understood · 3 the store is out of reach · 130 interrupted · 141 nobody reads the output
"""

from __future__ import annotations

import errno
import os
import signal
from typing import TYPE_CHECKING

from web.cli.texts import catalogue, language, say

if TYPE_CHECKING:
    from crm.errors import CrmError
    from graph.archives import DamagedBackup
    from web.config_errors import ConfigError

REFUSED, USAGE, OUT_OF_REACH = 1, 2, 3
INTERRUPTED = 128 + signal.SIGINT
UNREAD = 128 + 13  # SIGPIPE, which Windows does not name


class Refusal(Exception):
    """A command cannot do what it was asked. `key` is one of messages.toml."""

    def __init__(self, key: str, code: int = REFUSED, **params: object) -> None:
        super().__init__(key)
        self.key, self.code, self.params = key, code, params


def explain(error: BaseException) -> tuple[int, list[str]] | None:
    """The exit code and the sentences for an error that is no fault of the program; None for one that is."""
    if isinstance(error, Refusal):
        return error.code, [say(error.key, **error.params)]
    if isinstance(error, KeyboardInterrupt | EOFError):
        return INTERRUPTED, [say("error.interrupted")]
    if isinstance(error, BrokenPipeError):
        return UNREAD, []
    if isinstance(error, OSError):
        return REFUSED, [_said_by_system(error)]
    return _explain_own(error)


def _explain_own(error: BaseException) -> tuple[int, list[str]] | None:
    """Those of our own packages; they were loaded by whatever raised them."""
    from web.config_errors import ConfigError

    if isinstance(error, ConfigError):
        return _code_of_setting(error), [error.text(language())]
    from crm.errors import CrmError, translated
    from graph.archives import DamagedBackup
    from graph.streams import BusySource

    if isinstance(error, BusySource):
        return REFUSED, [say("error.busy")]
    if isinstance(error, DamagedBackup):
        return REFUSED, [_said_of_backup(error)]
    try:
        with translated():
            raise error
    except CrmError as rule:
        return _explain_rule(rule)
    except BaseException:  # noqa: BLE001 - it is the error itself, and nobody's refusal
        return None


def _code_of_setting(error: ConfigError) -> int:
    return USAGE if error.params.get("where", "").startswith("--") else REFUSED


def _said_of_backup(error: DamagedBackup) -> str:
    return say(f"error.{error.reason}", member=error.member or "zip")


def _explain_rule(error: CrmError) -> tuple[int, list[str]]:
    from crm.errors import Unavailable
    from crm.messages import words

    lines = [f"{field}: {text}" if field else text for field, text in words(error, language())]
    if isinstance(error, Unavailable):
        return OUT_OF_REACH, [*lines, error.detail] if error.detail else lines
    return REFUSED, lines


def _said_by_system(error: OSError) -> str:
    name = errno.errorcode.get(error.errno or 0, "")
    key = f"error.{name}"
    why = say(key) if key in catalogue() else error.strerror or str(error)
    where = next(
        (os.fspath(f) for f in (error.filename2, error.filename) if isinstance(f, str | os.PathLike)), None
    )
    return f"{where}: {why}" if where else why
