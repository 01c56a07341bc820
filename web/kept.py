"""What a person had written when a form could not be taken: session over, store away, someone else first.

The fields travel as hidden inputs of the page that says so, and are sent again with one button. Secrets never do.
"""

from __future__ import annotations

import json

from flask import request

Fields = list[tuple[str, str]]
NEVER = frozenset({"csrf_token", "password", "old_password", "new_password", "kept", "kept_url"})
MOST = 2_000_000


def written_fields() -> Fields:
    """The fields of the form that was just sent, in order."""
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name not in NEVER]


def pack(fields: Fields) -> str:
    """The fields as one text, for a hidden input of the log-in form."""
    return json.dumps(fields, ensure_ascii=False)


def unpack(text: str) -> Fields:
    """The fields again; nothing when the text is not ours."""
    if len(text) > MOST:
        return []
    try:
        pairs = json.loads(text)
        return [(str(name), str(value)) for name, value in pairs if str(name) not in NEVER]
    except (ValueError, TypeError):
        return []
