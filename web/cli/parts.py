"""Commands and options whose help is a key of messages.toml, worded when it is shown, and the options all share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from web.cli.invocation import Invocation
from web.cli.texts import LANGUAGES, say

ROOT = "aliados"
F = TypeVar("F", bound=Callable[..., Any])


class _Worded:
    """Keeps keys where click keeps texts, and gives the texts when click asks for them."""

    _help_key: str | None = None
    _metavar_key: str | None = None

    def _get_help(self) -> str | None:
        return say(self._help_key) if self._help_key else None

    def _set_help(self, key: str | None) -> None:
        self._help_key = key

    def _get_metavar(self) -> str | None:
        return say(self._metavar_key) if self._metavar_key else None

    def _set_metavar(self, key: str | None) -> None:
        self._metavar_key = key

    help = property(_get_help, _set_help)
    metavar = property(_get_metavar, _set_metavar)


class Option(_Worded, click.Option):
    """An option; `help` and `metavar` are keys."""


class Argument(_Worded, click.Argument):
    """An argument; `help` and `metavar` are keys."""


class WholeNumber(click.IntRange):
    """A whole number between two limits."""

    def _get_name(self) -> str:
        return say("type.whole_number")

    name = property(_get_name)


_PIECES = ("[OPTIONS]", "COMMAND [ARGS]...")


class Command(_Worded, click.Command):
    """A command; `help` is a key. It takes the options that all commands share after its name, too."""

    def __init__(self, name: str, **attrs: Any) -> None:
        super().__init__(name, **attrs)
        self.params += shared_options(hidden=True)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words of the usage line, [OPTIONS] and its like, in the language spoken."""
        return [
            say(f"usage.{piece}") if piece in _PIECES else piece
            for piece in super().collect_usage_pieces(ctx)
        ]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's signature
        """Click's own would keep the language of its first use."""
        if self._help_option is None and self.add_help_option:
            self._help_option = Option(
                ["--help"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                help="option.help",
                callback=_show_help,
            )
        return self._help_option


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


class Group(Command, click.Group):
    """A group of commands, each in the module that `lazy` names for it ("web.cli.looking:search")."""

    def __init__(self, name: str, lazy: Mapping[str, str], **attrs: Any) -> None:
        super().__init__(name, **attrs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Their names, in the order people meet them."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Loads the command's module."""
        if cmd_name not in self.lazy:
            return None
        module, _, attribute = self.lazy[cmd_name].partition(":")
        return cast("click.Command", getattr(import_module(module), attribute))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Lists them from the catalogue alone, so that help loads no module."""
        prefix = "command." if self.name == ROOT else f"command.{self.name}_"
        with formatter.section(say("app.commands")):
            formatter.write_dl([(name, say(prefix + name).partition("\n")[0]) for name in self.lazy])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The epilog is a key, too."""
        if self.name == ROOT:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(say("app.epilog"))


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value not in {None, False}:
        setattr(ctx.ensure_object(Invocation), str(param.name), value)


def shared_options(hidden: bool) -> list[click.Parameter]:
    """`--config`, `--store`, `--lang` and `--json`: before the command, where help lists them, or after it."""
    kinds: tuple[tuple[list[str], dict[str, Any]], ...] = (
        (["--config", "config_file"], {"type": click.Path(path_type=Path), "metavar": "metavar.file"}),
        (["--store", "store_url"], {"metavar": "metavar.url"}),
        (["--lang"], {"type": click.Choice(LANGUAGES)}),
        (["--json", "as_json"], {"is_flag": True}),
    )
    return [
        Option(
            names, hidden=hidden, expose_value=False, callback=_remember, help=f"option.{names[0][2:]}", **how
        )
        for names, how in kinds
    ]


def command(key: str) -> Callable[[Callable[..., Any]], Command]:
    """Makes a command; "user_add" is the `add` of `user`, and its help the key "command.user_add"."""
    return click.command(key.rpartition("_")[2], cls=Command, help=f"command.{key}")


def option(*names: str, **attrs: Any) -> Callable[[F], F]:
    """An option with the key "option.<its long name>" as help, unless another is given."""
    attrs.setdefault("help", f"option.{names[0].lstrip('-')}")
    return click.option(*names, cls=Option, **attrs)


def argument(name: str, **attrs: Any) -> Callable[[F], F]:
    """An argument; `help` and `metavar` are keys."""
    return click.argument(name, cls=Argument, **attrs)


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)
