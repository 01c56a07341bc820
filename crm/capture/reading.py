"""One line of Spanish becomes a proposal: the head clause says what happened, the rest what was promised.

propose(names, "ayer reunión con Embajada de Suiza y UIS sobre agua; compromiso: enviar ficha técnica el 15", today)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm.capture.clauses import met_in, pieces, with_subjects
from crm.capture.dates import SaidDate, find_dates
from crm.capture.doubts import doubts_of
from crm.capture.headclause import known_spans, read_parties
from crm.capture.heads import is_bare, is_head
from crm.capture.kinds import Happened, future_words, is_planned, kind_of, kind_words, mode_of, mode_words
from crm.capture.line import BREAK, MAX_LINE, Line, Span
from crm.capture.mentions import Mentions
from crm.capture.model import Doubt, Party, Promise, Proposal, When
from crm.capture.names import NameIndex
from crm.capture.noise import noise
from crm.capture.owners import owners_of
from crm.capture.parties import Gathering, Present
from crm.capture.places import at_home, destination, find_place, place_starts
from crm.capture.promises import Pledge, due_of, read_pledge, split_pledges
from crm.capture.themes import find_themes
from crm.capture.timing import Timing, timing_of
from crm.capture.titles import title_of
from crm.capture.tokens import tokens_of
from crm.capture.verbs import PROMISED
from crm.office import office_id
from graph.fold import fold


@dataclass
class Reading:
    """What was understood of one line, step by step."""

    line: Line
    today: date
    index: NameIndex
    head: Line
    dates: list[SaidDate] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)
    happened: Happened = field(default_factory=lambda: Happened("meeting", None))


def propose(names: NameIndex, text: str, today: date) -> Proposal:
    """What the line means on that day. Never fails: what is not understood is a doubt in `warnings`.

    The same names, text and day give the same proposal; no network, no store, no model is asked.
    """
    line = Line.of(text)
    quiet = line.without(noise(line.plain))
    reading = Reading(line, today, names, quiet, find_dates(quiet))
    mentions = Mentions(quiet, names)
    _split(reading, quiet, mentions)
    proposal = _read(reading, mentions)
    if len(text) <= MAX_LINE:
        return proposal
    cut = Doubt.of_key("text", "cut_short", limit=MAX_LINE)
    return proposal.having(warnings=[*proposal.warnings, cut])


def propose_many(names: NameIndex, lines: Iterable[str], today: date) -> list[Proposal]:
    """A proposal for each line that says anything, in their order."""
    return [propose(names, line, today) for line in lines if line.strip()]


def _split(reading: Reading, line: Line, mentions: Mentions) -> None:
    """Parts the line into the head clause and the promises."""
    heads: list[Span] = []
    undated = line.without(said.span for said in reading.dates)
    promising = False
    for number, piece in enumerate(with_subjects(pieces(line), undated, mentions)):
        head, stretches = split_pledges(piece, undated, mentions, number == 0)
        named = piece.trigger is not None
        if (
            head is not None
            and number
            and promising
            and (_begins_to_do(line, head) or not _is_head(line, head))
        ):
            stretches, head = [head, *stretches], None
        if head is not None and (number == 0 or _is_head(line, head)):
            heads.append(head)
        met = met_in(piece, line)
        heads += [met] if met else []
        for stretch in stretches:
            pledge = read_pledge(line, piece, stretch, mentions, reading.dates)
            if pledge is not None and (named or not _is_past(pledge, reading.today)):
                reading.pledges.append(pledge)
        promising = promising or named
    reading.head = line.only(heads)


def _is_past(pledge: Pledge, today: date) -> bool:
    """Whether it was done before today, so that nothing is promised any more."""
    due = due_of(pledge, today)
    return due is not None and due.end is not None and due.end < today


def _begins_to_do(line: Line, span: Span) -> bool:
    """Whether the stretch begins with an infinitive, perhaps numbered: a further promise of a list."""
    found = re.match(r"[\s,.:-]*(?:\d{1,2}[.)-] ?|[a-z]\) ?)?(\w+)", line.plain[slice(*span)])
    form = PROMISED.get(found[1]) if found else None
    return form is not None and form.tense == "infinitive"


def _is_head(line: Line, span: Span) -> bool:
    """Whether a later stretch goes on about the meeting itself: it has a kind, a cue or a theme."""
    from crm.capture.roles import CUES
    from crm.capture.themes import find_themes

    part = Line(line.raw[slice(*span)], line.plain[slice(*span)])
    if kind_words(part) or find_themes(part, (), True).texts:
        return True
    return any(
        cue.pattern.search(part.plain) for cue in CUES if cue.name not in ("came", "aim", "said", "signed")
    )


def _read(reading: Reading, mentions: Mentions) -> Proposal:
    head = reading.head
    dates = [said for said in reading.dates if head.plain[said.span[0]] != BREAK]
    names = known_spans(head.without(said.span for said in dates), mentions)
    unnamed = head.without(names)
    happened = kind_of(unnamed)
    if happened.span is None:
        happened = kind_of(head)
    free = [said for said in dates if not _of_a_thing(head, said)]
    ends = [*(said.span for said in free), *place_starts(head)]
    themes = find_themes(head, ends, _someone_before(head, mentions))
    outside = [said for said in dates if not _within(said.span, themes.used) and not _is_deadline(head, said)]
    itself = [
        name for name in names if _is_event(reading, name) and _within(happened.span or (-1, -1), [name])
    ]
    rest = head.without([*themes.used, *(said.span for said in outside), *itself])
    timing = timing_of(outside, is_planned(rest), reading.today)
    return _finished(reading, (rest, happened, timing), (themes.texts, themes.spans), mentions)


def _finished(
    reading: Reading,
    said: tuple[Line, Happened, Timing],
    themes: tuple[Sequence[str], Sequence[Span]],
    mentions: Mentions,
) -> Proposal:
    rest, happened, timing = said
    mode = mode_of(rest, happened.kind)
    rest = rest.without([*mode_words(rest), *at_home(rest)])
    where = (
        destination(rest, happened.span[1], reading.index)
        if happened.kind == "delegation_sent" and happened.span
        else None
    )
    where = where or find_place(rest, reading.index)
    if where is not None:
        keep = happened.span if happened.span else (0, 0)
        rest = rest.without(
            [(max(where.used[0], keep[1] if where.used[0] < keep[1] else where.used[0]), where.used[1])]
        )
    gathering = Gathering(reading.index)
    quiet = rest.without(span for span in future_words(rest) if not _in_cue(rest, span))
    reader = Mentions(quiet, reading.index)
    read_parties(quiet, reader, gathering, kind_words(quiet.without(known_spans(quiet, reader))))
    _with_promisers(reading, gathering)
    gathering.settle()
    return _made(reading, (happened, mode, timing, where.text if where else None), themes, gathering)


def _in_cue(line: Line, span: Span) -> bool:
    from crm.capture.roles import CUES

    return any(
        hit.start() <= span[0] and span[1] <= hit.end()
        for cue in CUES
        for hit in cue.pattern.finditer(line.plain)
    )


def _with_promisers(reading: Reading, gathering: Gathering) -> None:
    """Who promised was there: said so only where nobody else is named, or where saving has to make them."""
    alone = not gathering.parties
    for mention in (one for pledge in reading.pledges for one in pledge.mentions):
        new = (
            not mention.ids
            and mention.name
            and not is_bare(fold(mention.name))
            and not is_head(fold(mention.name))
        )
        if alone or (new and gathering.is_stranger(mention)):
            gathering.add(mention, "counterpart")


def _made(
    reading: Reading,
    said: tuple[Happened, str | None, Timing, str | None],
    themes: tuple[Sequence[str], Sequence[Span]],
    gathering: Gathering,
) -> Proposal:
    happened, mode, timing, place = said
    owned = owners_of(reading.pledges, gathering)
    parties = [_office(gathering, reading.index), *(_party(one) for one in gathering.parties)]
    promises = [
        Promise.trusted(
            {
                "text": pledge.text,
                "owner": owner.who,
                "due": _when(due_of(pledge, reading.today), pledge.due),
                "span": pledge.span,
            }
        )
        for pledge, owner in zip(reading.pledges, owned, strict=True)
    ]
    warnings = doubts_of(
        happened, timing, gathering.parties, list(zip(reading.pledges, owned, strict=True)), reading.today
    )
    values = {
        "kind": happened.kind,
        "mode": mode,
        "status": timing.status,
        "when": timing.when,
        "place": place,
    }
    spans = {"kind": happened.span} if happened.span else {}
    spans |= {f"themes[{index}]": span for index, span in enumerate(themes[1])}
    listed = {
        "participants": parties,
        "themes": list(themes[0])[:60],
        "commitments": promises,
        "warnings": warnings,
    }
    title = title_of(happened.kind, parties, themes[0])
    return Proposal.trusted(
        {**values, **listed, "title": title, "text": reading.line.raw, "today": reading.today, "spans": spans}
    )


def _when(period: object, said: SaidDate | None) -> When | None:
    from crm.periods import Period

    return When.from_period(period, said.span if said else None) if isinstance(period, Period) else None


def _office(gathering: Gathering, index: NameIndex) -> Party:
    from crm.capture.titles import short_name

    return Party.trusted(
        {
            "text": short_name(index, office_id()),
            "actor": office_id(),
            "role": gathering.office_role or "host",
        }
    )


def _party(one: Present) -> Party:
    person = ", ".join(one.persons)[:300] or None
    values = {
        "text": one.text[:200],
        "actor": one.actor,
        "role": one.role,
        "type": one.type,
        "person": person,
    }
    return Party.trusted({**values, "candidates": list(one.candidates), "span": one.span})


def _of_a_thing(head: Line, said: SaidDate) -> bool:
    """Whether the date belongs to a thing that is spoken of ("la feria de mayo"), not to the meeting."""
    before = head.plain[max(0, said.span[0] - 16) : said.span[0]]
    return bool(re.search(r"\b(?:de|plan|agenda|vigencia) *$", before))


def _is_event(reading: Reading, span: Span) -> bool:
    """Whether the known name is that of an event: the head of its own sentence, no participant."""
    known = [reading.index.get(id) for id in reading.index.exactly(fold(reading.line.raw[slice(*span)]))]
    return any(one is not None and one.type == "event" for one in known)


def _is_deadline(head: Line, said: SaidDate) -> bool:
    """Whether the date is when something closes, not when it was."""
    before = head.plain[max(0, said.span[0] - 16) : said.span[0]]
    return bool(re.search(r"\b(?:cierra|cierre|cierran|vence|plazo|limite|hasta)(?: el)? *$", before))


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _someone_before(head: Line, mentions: Mentions) -> bool:
    """Whether somebody is named before the first theme begins."""
    start = re.search(r"\bsobre\b|\bacerca\b|\btemas?\b|\bpara (?:hablar|tratar)", head.plain)
    before = head.plain[: start.start()] if start else head.plain
    if re.search(r"\bcon\b|c/|\bnos\b|\bvisitamos\b", before):
        return True
    return bool(mentions.read(tokens_of(head, (0, len(before))), strong=False))
