"""Whether texts of a picture lie on each other: of canvases what is really written there, of drawings each text's own box.

`watch_lettering(page)` before the page is opened, `overlaps(page)` once it is drawn.
"""

from __future__ import annotations

from playwright.sync_api import Page

# Keeps the corners of each text that a canvas shows, in pixels of the canvas; a canvas that is cleared shows none.
_RECORD = """(() => {
  if (window.writtenOn) return;
  const written = new WeakMap();
  window.writtenOn = (canvas) => written.get(canvas) ?? [];
  const own = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect } = own;
  own.clearRect = function (...box) { written.delete(this.canvas); return clearRect.apply(this, box); };
  own.fillText = function (text, x, y, ...rest) {
    const size = this.measureText(text);
    const [left, right] = [x - size.actualBoundingBoxLeft, x + size.actualBoundingBoxRight];
    const [top, bottom] = [y - size.actualBoundingBoxAscent, y + size.actualBoundingBoxDescent];
    const to = this.getTransform();
    const corners = [[left, top], [right, top], [right, bottom], [left, bottom]].map(([a, b]) =>
      [to.a * a + to.c * b + to.e, to.b * a + to.d * b + to.f]);
    if (!written.has(this.canvas)) written.set(this.canvas, []);
    written.get(this.canvas).push({ text, corners });
    return fillText.call(this, text, x, y, ...rest);
  };
})()"""

# Two texts meet when no axis of either box separates them by more than a pixel (separating axes of convex shapes).
_OVERLAPS = """() => {
  const cornersOf = (text) => {
    const { x, y, width, height } = text.getBBox();
    const inset = height * 0.18; // the box of a line has room above and below its letters
    const to = text.getScreenCTM();
    return [[x, y + inset], [x + width, y + inset], [x + width, y + height - inset], [x, y + height - inset]].map(([a, b]) =>
      [to.a * a + to.c * b + to.e, to.b * a + to.d * b + to.f]);
  };
  const axesOf = (corners) => [0, 1].map((at) => {
    const [[ax, ay], [bx, by]] = [corners[at], corners[at + 1]];
    const far = Math.hypot(bx - ax, by - ay) || 1;
    return [(by - ay) / far, (ax - bx) / far];
  });
  const span = (corners, [x, y]) => {
    const along = corners.map((corner) => corner[0] * x + corner[1] * y);
    return [Math.min(...along), Math.max(...along)];
  };
  const meet = (one, other) => [...axesOf(one), ...axesOf(other)].every((axis) => {
    const [[a, b], [c, d]] = [span(one, axis), span(other, axis)];
    return Math.min(b, d) - Math.max(a, c) > 1;
  });
  const written = window.writtenOn ?? (() => []);
  const pictures = [...document.querySelectorAll("main canvas")].map((canvas) => written(canvas));
  for (const svg of document.querySelectorAll("main svg")) {
    const shown = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim() && text.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
    pictures.push(shown.map((text) => ({ text: text.textContent, corners: cornersOf(text) })));
  }
  const found = [];
  let texts = 0;
  for (const picture of pictures) {
    texts += picture.length;
    picture.forEach((one, place) => picture.slice(place + 1).forEach((other) => {
      if (meet(one.corners, other.corners)) found.push(`«${one.text}» / «${other.text}»`);
    }));
  }
  return { texts, found };
}"""


def watch_lettering(page: Page) -> None:
    """Notes from the next page on what is written on canvases."""
    page.add_init_script(_RECORD)


def overlaps(page: Page) -> list[str]:
    """The pairs of texts that lie on each other. Raises AssertionError when there is no text at all."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    answer = page.evaluate(_OVERLAPS)
    assert answer["texts"] > 3, f"hardly a text in the picture of {page.url}"
    found: list[str] = answer["found"]
    return found
