"""The handover as a paper, in either language, for DOCX and PDF alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from crm.interaction_model import Commitment, Interaction
from crm.messages import say
from crm.papers.paper import Block, Heading, Note, Paper, bullets, facts, paragraph, table
from crm.periods import say_period, whole
from crm.rotation.handover import MOST, Handover, Known
from crm.vocabulary import vocabulary

Lang = Literal["es", "en"]


def paper_of(handover: Handover, lang: Lang, issuer: tuple[str, ...] = ()) -> Paper:
    """The paper; `issuer` is its letterhead."""
    post = handover.held.title or handover.person.name
    blocks = (
        *_head(handover, lang),
        *_known(handover, lang),
        *_open(handover, lang),
        *_to_know(handover, lang),
        *_next(handover, lang),
        *_sources(handover, lang),
    )
    return Paper(
        say("handover.title", lang, post=post),
        lang,
        blocks,
        issuer=issuer,
        subtitle=handover.organisation.name,
        mark=say("handover.mark", lang),
        made_on=handover.made_on,
        footer=say("handover.footer", lang),
    )


def _head(handover: Handover, lang: Lang) -> Iterator[Block]:
    person, held = handover.person, handover.held
    before = [one.person.name for one in handover.holders if one.person.id != person.id]
    yield facts(
        (
            (say("handover.post", lang), held.title),
            (say("handover.organisation", lang), handover.organisation.name),
            (say("handover.leaver", lang), person.name),
            (
                say("handover.held", lang),
                say_period(held.period, lang) if held.period else say("handover.since_unknown", lang),
            ),
            (say("handover.contact", lang), ", ".join(one for one in (person.email, person.phone) if one)),
            (say("handover.before", lang), ", ".join(before)),
        )
    )


def _known(handover: Handover, lang: Lang) -> Iterator[Block]:
    yield Heading(say("handover.knows", lang))
    if not handover.known:
        yield paragraph(say("handover.knows_nobody", lang))
        return
    key = f"handover.knows_{handover.basis}"
    yield paragraph(say(key, lang, count=handover.read, organisation=handover.organisation.name), quiet=True)
    yield _known_table(handover.known, lang)
    if handover.cut:
        yield Note(say("handover.cut", lang, limit=MOST))


def _known_table(known: Sequence[Known], lang: Lang) -> Block:
    """Whom, through whom (when anybody is known), how often, when last."""
    columns = ["who", *(["with"] if any(one.people for one in known) else []), "meetings", "last"]
    cells = [
        {
            "who": _who(one, lang),
            "with": ", ".join(one.people),
            "meetings": one.meetings,
            "last": _last(one, lang),
        }
        for one in known
    ]
    widths = {"who": 3.0, "with": 2.0, "meetings": 1.0, "last": 3.0}
    heads = [say(f"handover.{name}", lang) for name in columns]
    rows = [[cell[name] for name in columns] for cell in cells]
    return table(heads, rows, [widths[name] for name in columns], summary=say("handover.knows", lang))


def _who(one: Known, lang: Lang) -> str:
    if one.actor.is_group:
        return one.actor.name
    return f"{one.actor.name} ({vocabulary('actor_types').label(one.actor.type, lang)})"


def _last(one: Known, lang: Lang) -> str:
    return f"{say_period(one.last.when, lang)}: {one.last.title}"


def _open(handover: Handover, lang: Lang) -> Iterator[Block]:
    yield Heading(say("handover.open", lang))
    yield promises_table(handover.commitments, handover.names, lang)


def promises_table(promises: Sequence[Commitment], names: Mapping[str, str], lang: Lang) -> Block:
    """Open commitments as a table, or a sentence that there are none."""
    if not promises:
        return paragraph(say("handover.open_none", lang))
    heads = [say(f"handover.{name}", lang) for name in ("promise", "owner", "beneficiary", "due")]
    rows = [
        (
            one.text,
            names.get(one.owner, one.owner) if one.owner else say("handover.nobody", lang),
            names.get(one.beneficiary or "", one.beneficiary),
            say_period(one.due, lang) if one.due else say("handover.no_date", lang),
        )
        for one in promises
    ]
    return table(heads, rows, (4, 2, 2, 2), summary=say("handover.open", lang))


def _to_know(handover: Handover, lang: Lang) -> Iterator[Block]:
    yield Heading(say("handover.to_know", lang))
    organisation = handover.organisation
    said = (
        [say("handover.relation", lang, text=organisation.relation_status)]
        if organisation.relation_status
        else []
    )
    said += [
        say("handover.notes", lang, name=one.name, text=one.notes)
        for one in (organisation, handover.person)
        if one.notes
    ]
    if said:
        yield bullets(said)
    if handover.ties:
        yield Heading(say("handover.ties", lang), 2)
        yield bullets(_tie_words(handover, lang))
    if handover.told:
        yield Heading(say("handover.told", lang), 2)
    for meeting in handover.told:
        yield from meeting_blocks(meeting, lang)


def _tie_words(handover: Handover, lang: Lang) -> Iterator[str]:
    for tie in handover.ties:
        forward = tie.start_actor == handover.organisation.id
        found = vocabulary("tie_types").get(tie.type)
        words = found.label(lang) if forward else str(found.extra[f"inverse_{lang}"])
        other = tie.end_actor if forward else tie.start_actor
        yield f"{words} {handover.names.get(other, other)}"


def meeting_blocks(meeting: Interaction, lang: Lang) -> Iterator[Block]:
    """A meeting in a few lines: when, what, what was agreed and what comes next."""
    yield paragraph(f"{say_period(meeting.when, lang)}. {meeting.title}", bold=True)
    said = [text for text in (meeting.summary or meeting.results,) if text]
    said += [say("handover.agreed", lang, text=meeting.agreed)] if meeting.agreed else []
    said += [say("handover.next_step", lang, text=meeting.next_step)] if meeting.next_step else []
    for text in said:
        yield paragraph(text)


def _next(handover: Handover, lang: Lang) -> Iterator[Block]:
    yield Heading(say("handover.next", lang))
    yield dates_table(handover.next, lang)


def dates_table(meetings: Sequence[Interaction], lang: Lang) -> Block:
    """Planned meetings as a table, or a sentence that there are none."""
    if not meetings:
        return paragraph(say("handover.next_none", lang))
    rows = [(say_period(one.when, lang), one.title) for one in meetings]
    heads = [say("handover.when", lang), say("handover.what", lang)]
    return table(heads, rows, (2, 5), summary=say("handover.next", lang))


def _sources(handover: Handover, lang: Lang) -> Iterator[Block]:
    yield Heading(say("handover.sources", lang))
    day = say_period(whole(handover.made_on, "day"), lang)
    yield bullets([say("handover.sources_own", lang, day=day), *handover.sources.values()])
