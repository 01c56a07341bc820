"""Which parts of a piece of the line promise by a verb: "la UIS enviará", "les mandaremos", "nosotros revisamos"."""

from __future__ import annotations

from collections.abc import Sequence

from crm.capture.clauses import Piece
from crm.capture.line import Line, Span, listed
from crm.capture.mentions import Mentions
from crm.capture.subjects import Subject, subject_before, verb_at
from crm.capture.tokens import Token, tokens_of


def split_pledges(
    piece: Piece, line: Line, mentions: Mentions, first: bool
) -> tuple[Span | None, list[Span]]:
    """What of a piece belongs to the head clause, and the stretches in it that promise by a verb."""
    if piece.trigger is not None:
        starts = [piece.span[0], *_verb_starts(line, piece.span, mentions, in_promise=True)]
        return None, _stretches(starts, piece.span[1])
    starts = _verb_starts(line, piece.span, mentions, in_promise=not first)
    if not starts:
        return piece.span, []
    head = (piece.span[0], starts[0])
    said = line.plain[slice(*head)].strip(" ,.:y\x1f")
    return (head if said else None), _stretches(starts, piece.span[1])


def _stretches(starts: Sequence[int], end: int) -> list[Span]:
    return list(zip(starts, [*starts[1:], end], strict=True))


def _verb_starts(line: Line, span: Span, mentions: Mentions, in_promise: bool) -> list[int]:
    """Where promises begin whose verb says so: "la UIS enviará", "les mandaremos", "nosotros revisamos"."""
    tokens = tokens_of(line, span)
    starts: list[int] = []
    for at in range(len(tokens)):
        begin = _promise_start(tokens, at, mentions, in_promise or bool(starts))
        if begin is not None and (not starts or begin > starts[-1] + 1):
            starts.append(begin)
    return starts


def _promise_start(tokens: Sequence[Token], at: int, mentions: Mentions, in_promise: bool) -> int | None:
    form = verb_at(tokens, at, mentions.line)
    if form is not None and form.tense == "infinitive":
        return _further(tokens, at, mentions) if in_promise else None
    if form is None or (at and tokens[at - 1].word in ("que", "para", "como")):
        return None
    subject = subject_before(tokens, at, mentions)
    begins = (in_promise and at == _clitics(tokens)) or ":" in tokens[_before_clitics(tokens, at)].gap
    begins = begins and form.person in ("they", "we")
    if form.tense == "present" and not begins and not _present_counts(tokens, subject, in_promise):
        return None
    if not in_promise and form.verb in _HEAD_VERBS and not _apart(tokens, subject.start if subject else at):
        return None
    return tokens[subject.start].start if subject else _with_clitics(tokens, at)


def _further(tokens: Sequence[Token], at: int, mentions: Mentions) -> int | None:
    """Where "y la UTS a capacitar" begins: a further promise whose verb of promising is left out."""
    if at < 3 or tokens[at - 1].word not in ("a", "en", "de"):
        return None
    subject = subject_before(tokens, at - 1, mentions)
    known = subject is not None and subject.mention is not None and bool(subject.mention.ids)
    joined = subject is not None and subject.start > 0 and tokens[subject.start - 1].word in ("y", "e")
    return tokens[subject.start].start if subject is not None and known and joined else None


_HEAD_VERBS = listed(
    """visitar recibir reunir llamar escribir organizar convocar financiar aportar invitar participar
    asistir venir presentar acompanar tener hacer programar agendar firmar liderar dictar
    cofinanciar conectar contactar apoyar donar realizar celebrar lanzar inaugurar llegar viajar ser
    estar haber ir"""
)


def _present_counts(tokens: Sequence[Token], subject: Subject | None, in_promise: bool) -> bool:
    """A present promises behind its subject, where a stretch or a part of it begins: "nosotros revisamos …"."""
    if subject is None:
        return False
    joined = _apart(tokens, subject.start) or (
        subject.start > 0 and tokens[subject.start - 1].word in ("y", "e")
    )
    sure = subject.who != "named" or (subject.mention is not None and bool(subject.mention.ids))
    return (in_promise and (subject.start == 0 or subject.who != "named" or (joined and sure))) or (
        joined and subject.who != "named"
    )


def _clitics(tokens: Sequence[Token]) -> int:
    """How many words stand before the first verb of a stretch that begins with "nos", "les"."""
    return next((at for at, token in enumerate(tokens) if token.word not in ("nos", "les", "le", "se")), 0)


def _apart(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and "," in tokens[at].gap


def _with_clitics(tokens: Sequence[Token], at: int) -> int:
    return tokens[_before_clitics(tokens, at)].start


def _before_clitics(tokens: Sequence[Token], at: int) -> int:
    while (
        at
        and tokens[at - 1].word in ("nos", "les", "le", "se", "me", "lo", "no")
        and not tokens[at].gap.strip(" ")
    ):
        at -= 1
    return at
