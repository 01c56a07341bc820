"""The whole command line: which module holds which command, and what happens when something goes wrong."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from web.cli.failures import INTERRUPTED, explain
from web.cli.output import visible
from web.cli.parts import ROOT, Group, Option, shared_options
from web.cli.texts import choose_language, say, speak

COMMANDS = {
    "init": "web.cli.beginning:init",
    "serve": "web.cli.beginning:serve",
    "capture": "web.cli.capturing:capture",
    "search": "web.cli.looking:search",
    "show": "web.cli.looking:show",
    "import": "web.cli.tables:import_",
    "export": "web.cli.tables:export",
    "map": "web.cli.mapping:map_",
    "recommend": "web.cli.recommending:recommend",
    "analyse": "web.cli.analysis:analyse",
    "network": "web.cli.drawing:network",
    "migrate": "web.cli.stores:migrate",
    "backup": "web.cli.stores:backup",
    "restore": "web.cli.stores:restore",
    "verify": "web.cli.stores:verify",
    "erase": "web.cli.erasing:erase",
    "duplicates": "web.cli.duplicates:duplicates",
    "synthesise": "web.cli.synthesis:synthesise",
    "user": "web.cli.users:user",
    "token": "web.cli.tokens:token",  # nosec B105 - a module and its command
}


class Aliados(Group):
    """The root command: chooses the language first, and turns what goes wrong into a sentence and an exit code."""

    def main(self, args: Sequence[str] | None = None, *_args: Any, **_more: Any) -> NoReturn:
        """Runs a command line (default: the process's own) and exits with its code."""
        args = list(sys.argv[1:] if args is None else args)
        speak(choose_language(args))
        _prepare_streams()
        sys.exit(self._run(args))

    def _run(self, args: list[str]) -> int:
        try:
            with self.make_context(ROOT, args) as ctx:
                self.invoke(ctx)
            sys.stdout.flush()
        except click.exceptions.Exit as end:
            return end.exit_code
        except click.exceptions.Abort:
            return _say_why(KeyboardInterrupt())
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - what nobody can explain is raised again
            return _say_why(error)
        return 0


def _prepare_streams() -> None:
    """A letter the terminal lacks is shown as its number; a stream that was closed takes everything and shows nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - it lives as long as we do
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _say_why(error: BaseException) -> int:
    explained = explain(error)
    if explained is None:
        raise error
    code, lines = explained
    if isinstance(error, OSError):
        _drop_output()
    with contextlib.suppress(OSError):
        if code == INTERRUPTED and sys.stderr.isatty():
            click.echo(err=True)  # the terminal shows ^C
        for number, line in enumerate(lines):
            click.echo(visible(say("error.line", text=line) if number == 0 else f"  {line}"), err=True)
    return code


def _drop_output() -> None:
    """What is still to be written has nowhere to go; without this Python would complain again at its end."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"aliados {version('red-de-aliados')}")
        ctx.exit()


aliados = Aliados(ROOT, COMMANDS, help="app.help")
aliados.params = [
    *shared_options(hidden=False),
    Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help="option.version",
    ),
]
