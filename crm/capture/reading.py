"""One line of Spanish becomes a proposal: the head clause says what happened, the rest what was promised.

propose(names, "ayer reunión con Embajada de Suiza y UIS sobre agua; compromiso: enviar ficha técnica el 15", today)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from crm.capture.asides import is_deadline, is_event, of_a_thing, someone_before_theme, within
from crm.capture.composing import Reading, compose
from crm.capture.dates import SaidDate, find_dates
from crm.capture.done import done_spans
from crm.capture.given import person_spans
from crm.capture.headclause import known_spans, read_parties
from crm.capture.hours import said_hour
from crm.capture.kinds import Happened, future_words, is_planned, kind_of, kind_words, mode_of, mode_words
from crm.capture.line import BREAK, MAX_LINE, Line, Span
from crm.capture.mentions import Mentions
from crm.capture.model import Doubt, Proposal
from crm.capture.names import NameIndex
from crm.capture.noise import noise
from crm.capture.parties import Gathering
from crm.capture.places import Where, at_home, destination, find_place, place_starts
from crm.capture.roles import CUES
from crm.capture.splitting import split
from crm.capture.themes import Themed, find_themes
from crm.capture.timing import timing_of


def propose(names: NameIndex, text: str, today: date) -> Proposal:
    """What the line means on that day. Never fails: what is not understood is a doubt in `warnings`.

    The same names, text and day give the same proposal; no network, no store, no model is asked.
    """
    line = Line.of(text)
    quiet = line.without(noise(line.plain))
    people = person_spans(quiet)
    dates = [said for said in find_dates(quiet) if not within(said.span, people)]
    mentions = Mentions(quiet, names)
    parts = split(quiet, dates, mentions, today)
    reading = _read(quiet.only(parts.heads), dates, mentions, today)
    reading.pledges = parts.pledges
    reading.hour = _hour(line.only(parts.heads), reading)
    proposal = compose(reading)
    if len(text) <= MAX_LINE:
        return proposal
    cut = Doubt.of_key("text", "cut_short", limit=MAX_LINE)
    return proposal.having(warnings=[*proposal.warnings, cut])


def propose_many(names: NameIndex, lines: Iterable[str], today: date) -> list[Proposal]:
    """A proposal for each line that says anything, in their order."""
    return [propose(names, line, today) for line in lines if line.strip()]


def _hour(head: Line, reading: Reading) -> str | None:
    """The hour of what happened: not one inside a theme."""
    found = said_hour(head.without(reading.themes.used))
    return found[0] if found else None


def _read(head: Line, dates: Sequence[SaidDate], mentions: Mentions, today: date) -> Reading:
    """The head clause: first what happened and about what, then when, and who was there in what is left."""
    inside = [said for said in dates if head.plain[said.span[0]] != BREAK]
    known = known_spans(head.without(said.span for said in inside), mentions)
    happened = _happened(head, known)
    themes = _themes(head, inside, mentions)
    done = list(done_spans(head, mentions))
    gone = [*themes.used, *done]
    own = [said for said in inside if not within(said.span, gone) and not is_deadline(head, said)]
    itself = [name for name in known if within(happened.span, [name])]
    events = [name for name in itself if is_event(head.raw[slice(*name)], mentions.index)]
    rest = head.without([*themes.used, *(said.span for said in own), *events])
    rest = rest if within(happened.span, done) else rest.without(done)
    timing = timing_of(own, is_planned(rest), today)
    reading = Reading(head, today, Gathering(mentions.index), happened, timing, themes)
    _read_rest(reading, rest)
    return reading


def _happened(head: Line, known: Sequence[Span]) -> Happened:
    """The kind that a word outside of known names says, else one inside ("Foro Urbano Nacional"); none of a person's."""
    head = head.without(person_spans(head))
    outside = kind_of(head.without(known))
    return outside if outside.span is not None else kind_of(head)


def _themes(head: Line, dates: Sequence[SaidDate], mentions: Mentions) -> Themed:
    ends = [said.span for said in dates if not of_a_thing(head, said)]
    return find_themes(head, [*ends, *place_starts(head)], someone_before_theme(head, mentions))


def _read_rest(reading: Reading, rest: Line) -> None:
    """How and where, and then everybody named."""
    index = reading.gathering.index
    reading.mode = mode_of(rest, reading.happened)
    rest = rest.without([*mode_words(rest), *at_home(rest)])
    where = _where(rest, reading.happened, index)
    if where is not None:
        reading.place = where.text
        rest = rest.without([where.used])
    quiet = rest.without(span for span in future_words(rest) if not _in_cue(rest, span))
    mentions = Mentions(quiet, index)
    kinds = kind_words(quiet.without([*known_spans(quiet, mentions), *person_spans(quiet)]))
    read_parties(quiet, mentions, reading.gathering, kinds)


def _where(rest: Line, happened: Happened, index: NameIndex) -> Where | None:
    gone = happened.kind == "delegation_sent" and happened.span is not None
    there = destination(rest, happened.span[1], index) if gone and happened.span else None
    return there or find_place(rest, index)


def _in_cue(line: Line, span: Span) -> bool:
    hits = (hit.span() for cue in CUES for hit in cue.pattern.finditer(line.plain))
    return within(span, list(hits))
