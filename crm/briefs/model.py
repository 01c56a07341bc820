"""What was read in the text of a call, each with the words it came from; nothing of it is saved by itself."""

from __future__ import annotations

from dataclasses import dataclass

from crm.periods import Period


@dataclass(frozen=True, slots=True)
class Said:
    """A text, or the id of a term or record, and the quotation it was read in. `sure`: it is ticked beforehand."""

    value: str
    quote: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class When:
    """A period and the quotation it was read in; `sure` is False when the year was not said, or nothing tells its part."""

    period: Period
    quote: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in whole units of a currency (ISO 4217), what it is for, and the quotation.

    `part`: "project" (what one project may cost), "total" (of all of them), "least", "own" (to be put in by the
    applicant) or "other".
    """

    amount: int
    currency: str
    part: str
    quote: str


@dataclass(frozen=True, slots=True)
class Need:
    """Something asked for, with the actor type it is asked of (None: none is told), the `other_kinds` that would do as well
    and how many (`count`). `force`: "must" or "wish".

    `sure`: it asks for somebody or for a contribution, so it is ticked beforehand; what asks for a paper or a proof is not.
    """

    need: str
    kind: str | None
    quote: str
    force: str = "must"
    sure: bool = True
    other_kinds: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """All that was read. Of what a project has once, the best is apart and the others follow, the likeliest first.

    `notes` says which share the applicant puts in; `other_funders` are ids of actors.
    """

    title: Said | None
    summary: Said | None
    call: Said | None
    deadline: When | None
    other_days: tuple[When, ...]
    period: When | None
    lasts: Said | None
    budget: Price | None
    other_prices: tuple[Price, ...]
    notes: Said | None
    funder: Said | None
    funder_name: Said | None
    other_funders: tuple[Said, ...]
    place: Said | None
    themes: tuple[Said, ...]
    sdgs: tuple[Said, ...]
    sectors: tuple[Said, ...]
    requirements: tuple[Need, ...]
    words: int
