"""What the hundreds of applications that tests make in one process share: compiled templates and addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class Compiled(BytecodeCache):
    """Templates as they were compiled once."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives back what is kept of a template; Jinja checks that its text is still the same."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


class Builders:
    """Werkzeug writes and compiles two functions for each address, which depend on nothing but its text."""

    def __init__(self, make: Callable[[Rule, bool], Builder]) -> None:
        self._make = make
        self._kept: dict[tuple[Any, ...], Builder] = {}

    def of(self, rule: Rule, append_unknown: bool = True) -> Builder:
        """What builds the address; compiled when it is new, or has values of its own."""
        if rule.defaults:
            return self._make(rule, append_unknown)
        key = (rule.rule, *rule._trace, append_unknown)
        if key not in self._kept:
            self._kept[key] = self._make(rule, append_unknown)
        return self._kept[key]


def make_once() -> None:
    """Lets all applications of this process share them."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}
    builders = Builders(Rule._compile_builder)

    def build(self: Rule, append_unknown: bool = True) -> Builder:
        return builders.of(self, append_unknown)

    Rule._compile_builder = build  # type: ignore[method-assign]
