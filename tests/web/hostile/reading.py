"""Reading pages and files of the red with programs that did not write them."""

from __future__ import annotations

from xml.etree import ElementTree

import lxml.html

from web.turned import TURNING

ADDRESSES = {"href", "src", "action", "formaction", "data", "{http://www.w3.org/1999/xlink}href"}
DRAWN = frozenset(
    "svg title desc defs pattern rect g path text tspan circle polygon ellipse line".split()  # noqa: SIM905 - reads better
)


def page_of(text: str) -> lxml.html.HtmlElement:
    """The page, when it has nothing of others in it. Raises AssertionError with what there is."""
    page = lxml.html.document_fromstring(text)
    elements = [one for one in page.iter() if isinstance(one.tag, str)]
    assert not [one.tag for one in elements if one.tag in {"img", "iframe", "object", "embed", "base"}]
    _has_no_handler((one.tag, one.attrib) for one in elements)
    assert not [mark for mark in TURNING if mark in text]
    assert not [name for name in ("alert(1)</script", "<style>*{") if name in text]
    return page


def drawing_of(content: bytes) -> ElementTree.Element:
    """The drawing, of shapes and words alone. Raises AssertionError."""
    drawing = ElementTree.fromstring(content)
    elements = list(drawing.iter())
    assert {one.tag.removeprefix("{http://www.w3.org/2000/svg}") for one in elements} <= DRAWN
    _has_no_handler((one.tag, one.attrib) for one in elements)
    assert not [mark for mark in TURNING if mark in content.decode()]
    return drawing


def _has_no_handler(elements) -> None:
    for tag, attributes in elements:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name, value[:80])
            if name in ADDRESSES:
                assert value.lstrip().partition(":")[0].casefold() not in {"javascript", "vbscript"}, (
                    tag,
                    value,
                )
