"""What may be said to an actor itself: a message that can be sent as it is, with nothing that is the office's own affair.

How reliable somebody is, how long ago the last contact was, or which place it has on the map stays on the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crm.mapping.reasons import Reason, shown
from crm.messages import say

_MOST = 3
# Of each reason that may be told: the clause and the parameter it names.
_CLAUSES = {
    "reason.mandate": ("plan.why_mandate", "subjects"),
    "reason.did_one": ("plan.why_did", "words"),
    "reason.did_many": ("plan.why_did", "words"),
    "reason.themes": ("plan.why_did", "themes"),
    "reason.stands_for": ("plan.why_stands", "country"),
}


def why_of(reasons: Sequence[Reason], lang: str) -> str:
    """Why one writes to the actor, as a clause; empty when no reason may be told."""
    told = [reason for reason in reasons if reason.key in _CLAUSES]
    best = max(told, key=lambda reason: reason.points, default=None)
    if best is None:
        return ""
    key, name = _CLAUSES[best.key]
    value = best.params[name]
    words = list(_plain(value)) if name == "words" else value[:_MOST] if name != "country" else value
    what = shown(name, words, lang)
    return say(key, lang, what=_listed(what, lang) if isinstance(what, list) else what) if words else ""


def _listed(words: Sequence[str], lang: str) -> str:
    """Words with what their language says before the last: agua, cuencas y clima."""
    from babel.lists import format_list

    return format_list(words, locale=lang)


def _plain(words: Sequence[str]) -> Iterator[str]:
    """The words without the other word in marks under which they were found."""
    yield from dict.fromkeys(word.partition(" («")[0] for word in words[:_MOST])
