"""The e-mail or invitation that a form of recording was begun from, as its hidden field names it."""

from __future__ import annotations

import re

from flask import request

_ORIGIN = re.compile(r"origin-[0-9a-f]{32}")


def posted_origin() -> str:
    """Its id; "" for a form that was begun otherwise, or that names something else."""
    said = request.form.get("origin", "")
    return said if _ORIGIN.fullmatch(said) else ""
