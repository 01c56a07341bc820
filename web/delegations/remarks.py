"""What is pointed out in a programme, in words."""

from __future__ import annotations

from collections.abc import Mapping

from crm.delegations.checking import Remark
from crm.messages import say
from web.i18n import day, language
from web.wording import actor_names


def remark_text(remark: Remark, titles: Mapping[str, str]) -> str:
    """The remark as a sentence; `titles` are those of the sessions."""
    lang = language()
    told = [titles.get(id, id) for id in remark.sessions]
    params: dict[str, object] = {"one": told[0] if told else "", "other": told[1] if told[1:] else ""}
    names = actor_names(remark.actors)
    params |= {
        "actors": ", ".join(names.get(id, id) for id in remark.actors),
        "day": _capital(day(remark.day, "full")),
    }
    params |= {"minutes": remark.minutes, "needed": remark.needed, "name": remark.names.get(lang, "")}
    return say(f"visit_remark.{remark.kind}", lang, **params)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
