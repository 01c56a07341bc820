"""Names as they are written, of text in capitals."""

from __future__ import annotations

import re

_JOINS = re.compile(r"(?<= )(?:De|Del|La|Las|Los|El|Y|E|En|Para|Of|The|For|And|In)(?= )")


def as_name(text: str) -> str:
    """The name as it is written, "Embajada de Suiza" of "EMBAJADA DE SUIZA"; what is not in capitals throughout stays as it is."""
    if not text.isupper():
        return text
    return _JOINS.sub(lambda hit: hit[0].lower(), " ".join(word.capitalize() for word in text.split()))
