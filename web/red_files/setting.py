"""SVG as PNG and PDF, set by typst: no other program is needed, and nothing is fetched."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from crm.papers.paper import plain

_TEMPLATE = b"""#let said = json(bytes(sys.inputs.said))
#set document(title: said.title)
#set text(lang: said.language, font: "Libertinus Serif")
#set page(width: said.width * 1mm, height: said.height * 1mm, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, alt: said.alt)
"""
MM_PER_INCH = 25.4


def to_pdf(svg: str, size: tuple[float, float], said: dict[str, str]) -> bytes:
    """One page of that size in millimetres, with the drawing's words as words; `said` are title, alt and language.

    PDF/UA-1 when the machine's fonts can show all its characters, else tagged all the same.
    """
    import typst

    try:
        return _set(svg, size, said, {"format": "pdf", "pdf_standards": "ua-1"})
    except typst.TypstError:
        return _set(svg, size, said, {"format": "pdf"})


def to_png(svg: str, size: tuple[float, float], pixels_across: int) -> bytes:
    """The drawing so many pixels wide."""
    ppi = pixels_across / size[0] * MM_PER_INCH
    return _set(svg, size, {"title": "", "alt": "", "language": "es"}, {"format": "png", "ppi": ppi})


def _set(svg: str, size: tuple[float, float], said: dict[str, str], more: dict[str, Any]) -> bytes:
    import typst

    words = {name: plain(text)[:2000] for name, text in said.items()}
    data = json.dumps({**words, "width": size[0], "height": size[1]}, ensure_ascii=False)
    file: bytes = typst.compile(_TEMPLATE, font_paths=_fonts(), sys_inputs={"svg": svg, "said": data}, **more)
    return file


@cache
def _fonts() -> Any:
    """The machine's fonts, looked for once a process."""
    import typst

    return typst.Fonts(include_system_fonts=True)
