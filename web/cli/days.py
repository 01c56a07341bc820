"""Days as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from web.cli.texts import say


class Day(click.ParamType[date]):
    """A day, or the last one of a vaguer date such as 2024-06."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Reads it. Fails as usage does."""
        from crm.errors import InvalidData
        from crm.periods import parse_period

        if isinstance(value, date):
            return value
        try:
            period = parse_period(str(value))
        except InvalidData:
            self.fail(say("error.bad_day", value=value), param, ctx)
        return period.end or period.start or date.max
