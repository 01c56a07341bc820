"""Drawings (SVG) as PNG, set by typst: no other program is needed, and nothing is fetched."""

from __future__ import annotations

_TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Libertinus Serif")
#image(bytes(sys.inputs.svg), format: "svg")
"""
PIXELS_PER_INCH = 144.0


def to_png(svg: str, ppi: float = PIXELS_PER_INCH) -> bytes:
    """The drawing's bytes as PNG. The machine's own fonts are asked too; what none can show is left out."""
    import typst

    file: bytes = typst.compile(_TEMPLATE, format="png", ppi=ppi, sys_inputs={"svg": svg})
    return file
