"""The numbers of a large picture, read as a browser reads them."""

from types import SimpleNamespace

import numpy as np


def decoded(data: bytes) -> SimpleNamespace:
    """What a browser reads from the numbers, with their bounds checked."""
    magic, group, bubbles, points, ties, total, *_ = np.frombuffer(data[:32], "<u4").tolist()
    assert magic == 0x31444552
    assert len(data) == 32 + 6 * points + 4 * ties + points + ties
    short = np.frombuffer(data, "<u2", 3 * points + 2 * ties, 32)
    bytes_ = np.frombuffer(data, "u1", points + ties, 32 + 2 * len(short))
    return SimpleNamespace(
        group=group,
        bubbles=bool(bubbles),
        total=total,
        places=short[: 2 * points].reshape(2, -1).T.astype(float),
        radius=short[2 * points : 3 * points],
        ends=short[3 * points :].reshape(2, -1).T,
        look=bytes_[:points],
        tie=bytes_[points:],
    )
