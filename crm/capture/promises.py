"""Commitments: the stretches that promise, and of each its text, who owes it and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.capture.clauses import Piece
from crm.capture.dates import SaidDate
from crm.capture.line import Line, Span, tidy
from crm.capture.mentions import Mention, Mentions
from crm.capture.subjects import Subject, Who, subject_before, told_before, verb_at
from crm.capture.tokens import Token, tokens_of
from crm.periods import Period

_NAMED = re.compile(
    r"compromisos?(?: (?:nuestros?|de (?:nosotros|la oficina|nuestra parte|parte nuestra)|(?P<they>de ellos|de ellas|suyos?|de la contraparte)))?"
    r"(?P<of> (?:de la|de los|de las|del|de|para|por parte de(?:l| la)?|a cargo de(?:l| la)?) (?=[^:]{2,60}:))?"
    r"(?: (?:es|son|fue|fueron|quedo|quedaron))?[ :,.-]*"
)
_LINK = re.compile(
    r"[ ,:.-]*(?:\d{1,2}[.)-] ?|[a-z]\) ?|- ?)?(?:(?:a|en|que|de que|en que|de|con)\b(?= ) ?)?"
)
_BEFORE_DUE = re.compile(
    r"[ ,(;-]*(?:\b(?:para|antes(?: del?)?|a mas tardar|maximo|hasta|tope|plazo|con (?:fecha|plazo)(?: limite| maximo)?(?: de| para)?|fecha limite"
    r"|limite|vence|con corte a|con entrega|entrega|durante|el dia|a partir de|desde|en|por tarde|como maximo|de aqui|dentro de|y)\b[ :]*){0,4}$"
)
_ATTACHED = re.compile(
    r"(?<!antes )(?<!despues )(?<!partir )(?<!dentro )(?<!tardar )\b(?:de|del)(?: la| el)? *$"
)
_RESPONSIBLE = re.compile(
    r"\((?:resp(?:onsable)?\.?:? ?)?([^()]{2,60})\)|,? ?\bresponsables?:? ([^,;()]{2,60})$"
)


@dataclass(frozen=True)
class Pledge:
    """One promise as it is written, its owner not yet looked up. `loose` when the owner must be guessed."""

    text: str
    span: Span
    subject: Subject
    due: SaidDate | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Those its subject names."""
        return (self.subject.mention, *self.subject.others) if self.subject.mention else ()


def read_pledge(
    line: Line, piece: Piece, span: Span, mentions: Mentions, dates: Sequence[SaidDate]
) -> Pledge | None:
    """The promise in a stretch of the piece; None when nothing is left of it."""
    at, who = span[0], Subject("we", 0)
    by_word = piece.trigger is not None and span[0] <= piece.trigger.start() < span[1]
    if piece.trigger is not None and by_word:
        at, who = _after_trigger(line, piece.trigger, piece.subject)
    tokens = tokens_of(line, (at, span[1]))
    subject = _subject(tokens, mentions)
    if subject is not None:
        who, at = subject, _end_of_subject(tokens, subject)
    elif not by_word:
        who = Subject(_by_person(tokens, line), 0)
    due = _due(line, (at, span[1]), dates)
    text, owner = _text(line, (at, span[1]), due, mentions)
    if owner is not None and who.mention is None:
        who = Subject("named", 0, owner)
    return Pledge(text[:500], span, who, due) if text else None


def _after_trigger(line: Line, trigger: re.Match[str], subject: Subject | None) -> tuple[int, Subject]:
    if trigger["named"]:
        hit = _NAMED.match(line.plain, trigger.start())
        assert hit is not None
        return hit.end(), Subject("they" if hit["they"] else "we", 0)
    return trigger.end(), subject or Subject("they" if trigger["theirs"] else "we", 0)


def _subject(tokens: Sequence[Token], mentions: Mentions) -> Subject | None:
    """The subject the stretch begins with: before a colon, before an infinitive, or before its first verb."""
    for at in range(1, min(len(tokens), 14)):
        form = verb_at(tokens, at, mentions.line)
        if form is not None and form.tense != "infinitive":
            subject = subject_before(tokens, at, mentions)
            if subject is not None and subject.start == 0:
                return subject
    return told_before(tokens, mentions) if tokens else None


def _end_of_subject(tokens: Sequence[Token], subject: Subject) -> int:
    if subject.mention is not None:
        return (subject.others or (subject.mention,))[-1].span[1]
    single = tokens[subject.start].word in ("nosotros", "nosotras", "yo", "ellos", "ellas", "ella", "el")
    return tokens[subject.start + (0 if single else 1)].end


def _by_person(tokens: Sequence[Token], line: Line) -> Who:
    """Whom the form of the first verb means: "enviarán" are they, "enviaremos" we."""
    for at in range(min(3, len(tokens))):
        form = verb_at(tokens, at, line)
        if form is not None:
            return "they" if form.person in ("they", "it") else "we"
    return "we"


def _due(line: Line, span: Span, dates: Sequence[SaidDate]) -> SaidDate | None:
    """The last date that is not part of a thing's name ("el informe de marzo")."""
    inside = [said for said in dates if span[0] <= said.span[0] and said.span[1] <= span[1]]
    free = [said for said in inside if not _attached(line, said)]
    return free[-1] if free else None


def _attached(line: Line, said: SaidDate) -> bool:
    """Whether the date belongs to a thing: "el informe de marzo", "la carta del 15"."""
    before = line.plain[max(0, said.span[0] - 14) : said.span[0]]
    if _ATTACHED.search(before):
        return True
    single = line.plain.startswith("del ", said.span[0]) and said.reader.__name__ in (
        "day_number",
        "named_day",
        "full_date",
    )
    return single and not re.search(r"(?:antes|partir|despues|dentro|tardar) $", before)


def _text(line: Line, span: Span, due: SaidDate | None, mentions: Mentions) -> tuple[str, Mention | None]:
    start, end = span
    raw, plain = line.raw, line.plain
    cut = []
    if due is not None:
        before = _BEFORE_DUE.search(plain, start, due.span[0])
        cut.append((before.start() if before else due.span[0], due.span[1]))
    owner = None
    for hit in _RESPONSIBLE.finditer(plain, start, end):
        inner = hit.span(1) if hit[1] else hit.span(2)
        found = mentions.read(tokens_of(line, inner), strong=False)
        if len(found) == 1 and (found[0].ids or found[0].name):
            owner = found[0]
            cut.append(hit.span())
    text = _joined(raw, start, end, cut)
    link = _LINK.match(_plain_of(text))
    text = re.sub(r"[\s,]+(?:y|e)$", "", tidy(text[link.end() if link else 0 :]))
    return _small_start(text), owner


def _plain_of(text: str) -> str:
    return Line.of(text).plain


def _joined(raw: str, start: int, end: int, cut: Sequence[Span]) -> str:
    kept, at = [], start
    for one in sorted(cut):
        if one[0] >= at:
            kept.append(raw[at : one[0]])
            at = one[1]
    return " ".join(" ".join([*kept, raw[at:end]]).split())


def _small_start(text: str) -> str:
    """A small first letter, unless it begins a name in capitals."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first[1:2].isupper() else text[:1].lower() + text[1:]


def due_of(pledge: Pledge, today: date) -> Period | None:
    """When it is due: dates look ahead."""
    return pledge.due.days(today, True) if pledge.due else None
