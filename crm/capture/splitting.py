"""Which stretches of a line go on about the meeting, and which promise something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crm.capture.clauses import Piece, met_in, pieces, with_subjects
from crm.capture.dates import SaidDate
from crm.capture.done import is_done
from crm.capture.kinds import kind_words
from crm.capture.line import Line, Span
from crm.capture.mentions import Mentions
from crm.capture.pledging import split_pledges
from crm.capture.promises import Pledge, due_of, read_pledge
from crm.capture.roles import CUES
from crm.capture.themes import find_themes
from crm.capture.verbs import PROMISED

_NOT_TELLING = ("came", "aim", "said", "signed")


@dataclass
class Split:
    """The stretches of the head clause and the promises, in their order."""

    heads: list[Span] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)


def split(line: Line, dates: Sequence[SaidDate], mentions: Mentions, today: date) -> Split:
    """Parts the line into the head clause and the promises; what was done before today is none."""
    found = Split()
    undated = line.without(said.span for said in dates)
    promising = False
    for number, piece in enumerate(with_subjects(pieces(line), undated, mentions)):
        head, stretches = split_pledges(piece, undated, mentions, number == 0)
        if head is not None and number and is_done(line, head):
            head = None
        if head is not None and promising and (_begins_to_do(line, head) or not _is_head(line, head)):
            stretches, head = [head, *stretches], None
        if head is not None and (number == 0 or _is_head(line, head)):
            found.heads.append(head)
        met = met_in(piece)
        found.heads += [met] if met else []
        read = [read_pledge(line, piece, stretch, mentions, dates) for stretch in stretches]
        found.pledges += [one for one in read if one is not None and _promises(piece, one, today)]
        promising = promising or piece.trigger is not None
    return found


def _promises(piece: Piece, pledge: Pledge, today: date) -> bool:
    """Whether it is still to be done, or called a promise whenever that was."""
    due = due_of(pledge, today)
    return piece.trigger is not None or due is None or due.end is None or due.end >= today


def _begins_to_do(line: Line, span: Span) -> bool:
    """Whether the stretch begins with an infinitive, perhaps numbered: a further promise of a list."""
    found = re.match(r"[\s,.:-]*(?:\d{1,2}[.)-] ?|[a-z]\) ?)?(\w+)", line.plain[slice(*span)])
    form = PROMISED.get(found[1]) if found else None
    return form is not None and form.tense == "infinitive"


def _is_head(line: Line, span: Span) -> bool:
    """Whether a later stretch goes on about the meeting itself: it has a kind, a cue or a theme."""
    part = Line(line.raw[slice(*span)], line.plain[slice(*span)])
    if kind_words(part) or find_themes(part, (), True).texts:
        return True
    return any(cue.pattern.search(part.plain) for cue in CUES if cue.name not in _NOT_TELLING)
