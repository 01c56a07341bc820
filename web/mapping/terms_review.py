"""The form on which what was read in a call is corrected: every proposal is ticked or not, beside the words it came from.

Everything that the page needs again, should something be wrong, is in its own inputs: `proposed` and `use` name what was
read and what is ticked, `quote-NAME` holds the words, `offer-themes` the choices, `other-NAME` what else was read.
"""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from crm.briefs.model import Need, Price, Said, Terms
from crm.money import say_amount
from crm.periods import say_period
from crm.projects import Project
from web.forms import FormState
from web.i18n import language
from web.store import current_store
from web.theme_words import with_themes
from web.wording import actor_name, quoted

FIELDS = (
    "title", "summary", "call", "deadline", "funder", "funder_name", "budget", "period", "place", "themes", "sdgs",
    "sectors", "requirements", "lead", "notes",
)  # fmt: skip
LISTS = ("themes", "sdgs", "sectors")
ALWAYS = frozenset({"title", "summary"})
_ONES = ("title", "summary", "call", "funder", "funder_name", "place", "notes")
Pairs = Iterator[tuple[str, str]]


def inputs_of(terms: Terms) -> MultiDict[str, str]:
    """The inputs of the form as it first appears."""
    return MultiDict([*_ones(terms), *_whens(terms), *_prices(terms), *_lists(terms), *_needs(terms)])


def _proposed(name: str, quote: str, sure: bool) -> Pairs:
    yield "proposed", name
    yield f"quote-{name}", quote
    if sure:
        yield "use", name


def _ones(terms: Terms) -> Pairs:
    for name in _ONES:
        said: Said | None = getattr(terms, name)
        if said:
            yield name, said.value
            yield from _proposed(name, said.quote, said.sure)
    for one in terms.other_funders:
        yield "other-funder", f"{actor_name(one.value)}: {quoted(one.quote)}"


def _whens(terms: Terms) -> Pairs:
    for name, when in (("deadline", terms.deadline), ("period", terms.period)):
        if when:
            yield name, say_period(when.period, language())
            yield from _proposed(name, when.quote, when.sure)
    for when in terms.other_days:
        yield "other-deadline", f"{say_period(when.period, language())}: {quoted(when.quote)}"
    if terms.lasts:
        yield "other-period", f"{terms.lasts.value}: {quoted(terms.lasts.quote)}"


def _prices(terms: Terms) -> Pairs:
    if terms.budget:
        yield "budget-amount", say_amount(terms.budget.amount, language())
        yield "budget-currency", terms.budget.currency
        yield from _proposed("budget", terms.budget.quote, terms.budget.part == "project")
    for price in terms.other_prices:
        yield "other-budget", _worded(price)


def _worded(price: Price) -> str:
    return f"{price.currency} {say_amount(price.amount, language())}: {quoted(price.quote)}"


def _lists(terms: Terms) -> Pairs:
    for name in LISTS:
        for said in getattr(terms, name):
            yield f"offer-{name}", said.value
            yield f"quote-{name}-{said.value}", said.quote
            if said.sure:
                yield name, said.value


def _needs(terms: Terms) -> Pairs:
    for number, need in enumerate(terms.requirements):
        yield from _need(f"requirements-{number}", need)


def _need(row: str, need: Need) -> Pairs:
    yield f"{row}-need", need.need
    yield f"{row}-kind", need.kind or ""
    yield from ((f"{row}-other_kinds", kind) for kind in need.other_kinds)
    yield f"{row}-count", str(need.count)
    if need.force == "wish":
        yield f"{row}-optional", "1"
    yield f"{row}-quote", need.quote[:600]
    yield from _proposed(row, need.quote[:600], need.sure)


def review_form(values: MultiDict[str, str]) -> FormState[Project]:
    """The form with everything in it, ticked or not."""
    return FormState.posted(Project, FIELDS, with_themes(values)).resolve(current_store())


def ticked_form(values: MultiDict[str, str]) -> FormState[Project]:
    """The form with only what is to be saved: what was proposed and is not ticked is left out."""
    kept = MultiDict(values)
    left = set(values.getlist("proposed")) - set(values.getlist("use")) - ALWAYS
    for name in list(kept):
        if any(name == one or name.startswith(f"{one}-") for one in left):
            kept.poplist(name)
    return review_form(kept)
