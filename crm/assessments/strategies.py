"""What to do with an actor: the four strategies of the power-interest grid, the seven classes of salience, the attitude.

References: A. Mendelow, "Environmental scanning: the impact of the stakeholder concept", Proceedings of the Second
International Conference on Information Systems (1981, the grid taught since his 1991 paper); R. Mitchell, B. Agle and D. Wood,
"Toward a theory of stakeholder identification and salience", Academy of Management Review 22 (1997).
"""

from __future__ import annotations

from crm.vocabulary import Term, vocabulary

# Mendelow's lines: half way between 1 and 5, that is 3. Whoever stands on one counts as high: to attend to somebody too much
# costs less than to overlook them.
MIDDLE = 0.5
# An attribute counts as had from nearer to "alto" (4) than to "medio" (3), that is 3.5 of 5 on average.
THRESHOLD = 0.625
ATTITUDES = ("strong_opposition", "opposition", "neutral", "support", "strong_support")
_EDGE = 1e-9


def strategy_of(power: float | None, interest: float | None) -> str | None:
    """The strategy for a power and an interest of 0 to 1; None when either is not known.

    Examples:
        >>> strategy_of(0.9, 0.1), strategy_of(0.5, 0.5), strategy_of(0.2, None)
        ('keep_satisfied', 'manage_closely', None)
    """
    if power is None or interest is None:
        return None
    high = (power >= MIDDLE - _EDGE, interest >= MIDDLE - _EDGE)
    terms = vocabulary("grid_strategies")
    return next(term.id for term in terms if (term.extra["power"], term.extra["interest"]) == high)


def salience_of(power: float | None, legitimacy: float | None, urgency: float | None) -> str | None:
    """The class of salience for three attributes of 0 to 1, each had from 0.625 (3.5 of 5); None when one is not known.

    Examples:
        >>> salience_of(0.75, 0.75, 0.75), salience_of(0.75, 0.0, 0.7), salience_of(0.0, 0.0, 0.0)
        ('definitive', 'dangerous', 'non_stakeholder')
    """
    values = {"power": power, "legitimacy": legitimacy, "urgency": urgency}
    if any(value is None for value in values.values()):
        return None
    has = {name for name, value in values.items() if value is not None and value >= THRESHOLD - _EDGE}
    return next(term.id for term in vocabulary("salience_classes") if set(term.extra["has"]) == has)


def attitude_of(mean: float | None) -> str | None:
    """The word for a mean attitude of -2 to 2, the nearest; None when nobody said.

    Examples:
        >>> attitude_of(-2), attitude_of(0.4), attitude_of(1.5)
        ('strong_opposition', 'neutral', 'strong_support')
    """
    return None if mean is None else ATTITUDES[int(min(max(mean, -2), 2) + 2.5)]


def what_to_do(term: Term, lang: str) -> str:
    """What a strategy or a class of salience asks of the office."""
    return str(term.extra["en_do" if lang == "en" else "es_do"])
