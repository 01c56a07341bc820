"""The icons of actor types as outlines that a canvas can fill: the same ones that lists show from the sprite."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from web.assets import load_assets

_SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)" viewBox="0 0 16 16">(.*?)</symbol>', re.DOTALL)
_PATH = re.compile(r"<path([^>]*)/?>")
_OUTLINE = re.compile(r'\bd="([^"]+)"')


@cache
def _all_paths() -> dict[str, list[list[str]]]:
    sprite = load_assets().files["icons.svg"].decode()
    return {name: _paths(shape) for name, shape in _SYMBOL.findall(sprite)}


def _paths(shape: str) -> list[list[str]]:
    """Each path's rule and outline."""
    return [
        ["evenodd" if "evenodd" in path else "nonzero", found[1]]
        for path in _PATH.findall(shape)
        if (found := _OUTLINE.search(path))
    ]


def icon_paths(names: Iterable[str]) -> dict[str, list[list[str]]]:
    """For each icon its paths, [[rule, outline], …] in a square of 16; unknown ones are left out."""
    known = _all_paths()
    return {name: known[name] for name in sorted(set(names)) if name in known}
