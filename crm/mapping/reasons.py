"""Why an actor is on a map: each reason names the facts behind it and its part of the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.messages import say
from crm.periods import from_edtf, say_period
from crm.vocabulary import vocabulary

# Parameters that are ids of a vocabulary, and which one.
_WORDED = {"type": "actor_types", "sector": "sectors", "themes": "themes", "country": "countries"}
_SUBJECTS = {"subjects", "asked"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `key` of the catalogue with its parameters, the ids of the records that show it (`facts`), and the
    `points` it brings to a `part` of the score (`crm.mapping.ranking.WEIGHTS`). What brings none is worth knowing all the
    same.
    """

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    points: float = 0.0
    part: str = "relevance"


# Reasons are kept with Spanish marks around what they quote, and read in either language.
_QUOTES = str.maketrans("«»", "“”")


def reason_text(reason: Reason, lang: str) -> str:
    """The reason as a sentence, with the quotation marks of its language."""
    text = say(reason.key, lang, **{n: shown(n, v, lang) for n, v in reason.params.items()})
    return text.translate(_QUOTES) if lang == "en" else text


def is_checked(reason: Reason) -> bool:
    """Whether nothing it says remains to be checked: false where it cites a law or a page that nobody has read for it."""
    from crm.mapping.mandates import mandates

    found = mandates().get(str(reason.params.get("mandate", "")))
    return found is None or found.checked


def shown(name: str, value: Any, lang: str) -> Any:
    """A parameter of a reason as a reader sees it: labels for ids, a period in words."""
    if name == "when":
        return say_period(from_edtf(value), lang)
    if name == "mandate":
        return _mandate(value, lang)
    if name in _SUBJECTS:
        return [_subject(id, lang) for id in value]
    if name in _WORDED:
        terms = vocabulary(_WORDED[name])
        ids = [value] if isinstance(value, str) else value
        return [terms.label(id, lang) if id in terms else id for id in ids]
    return value


def _mandate(id: str, lang: str) -> str:
    """What a body is there for; what later data no longer has, by its id."""
    from crm.mapping.mandates import mandates

    found = mandates().get(id)
    return found.sentence(lang) if found else id


def _subject(id: str, lang: str) -> str:
    """A subject of the thesaurus as it is called; what a later thesaurus no longer has, by its id."""
    from crm.mapping.thesaurus import concepts

    found = concepts().get(id)
    return found.label(lang).lower() if found else id
