"""Ten pictures of the red on the office's data, as they should look, and how much one differs from its reference.

python -m tests.browser.references          makes them again, into tests/browser/references

The pictures are those that one downloads: their places are worked out without a browser. They are compared without their
words, which other tests read, so that no font matters, and 160 pixels across, so that antialiasing does not either.
"""

from __future__ import annotations

import base64
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, sync_playwright

from crm.derived.refreshing import refresh
from crm.schema import SCHEMA
from graph.opening import open_store
from seed.loader import load
from tests.web.browsing import PASSWORD, add_user, send
from web import create_app
from web.config import Config
from web.red.view import gather_view
from web.red.wish import Wish
from web.red_files.scene import scene_for
from web.views.step_drawing import step_svg

FOLDER = Path(__file__).parent / "references"
SMALL = 160
# The data of a day that is over looks the same on any day that it is looked at.
DAY = "dia=2024-06-30"
SHEET = "/red/llevar/archivo?formato=svg&"
PICTURES = {
    "red": f"{SHEET}todo=1&{DAY}",
    "ego": f"{SHEET}actor=imebu&nivel=2&{DAY}",
    "bubbles": f"{SHEET}todo=1&agrupar=familia&{DAY}",
    "sectors": f"{SHEET}todo=1&color=sector&{DAY}",
    "time": f"{SHEET}todo=1&dia=2016-12-31",
    "matrix": f"/red/matriz/figura.svg?todo=1&{DAY}",
    "rings": f"/red/anillos/figura.svg?actor=imebu&{DAY}",
    "flows": f"/red/flujos/figura.svg?todo=1&{DAY}",
    "calendar": f"/red/calor/figura.svg?todo=1&{DAY}",
}
STORY = "story"
SHRINK = """async ({ picture, width }) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const height = Math.round(image.height * width / image.width);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, width, height);
  return { pixels: [...pen.getImageData(0, 0, width, height).data], png: canvas.toDataURL("image/png") };
}"""
_WORDS = re.compile(rb"<text\b.*?</text>", re.DOTALL)
Pixels = NDArray[np.float64]
# A pixel differs clearly by more than CLEARLY on the average of its channels.
CLEARLY, MEAN, SHARE = 24.0, 0.05, 0.001


@dataclass(frozen=True)
class Difference:
    """How much two pictures differ: `mean` of all channels, 0 to 255, and the `share` of pixels that differ clearly."""

    mean: float
    share: float

    @property
    def is_small(self) -> bool:
        """What another antialiasing does, and no more."""
        return self.mean < MEAN and self.share < SHARE


def difference(one: Pixels, other: Pixels) -> Difference:
    """Pictures of different heights differ wholly."""
    if one.shape != other.shape:
        return Difference(255.0, 1.0)
    apart = np.abs(one - other)
    return Difference(float(apart.mean()), float((apart.mean(axis=2) > CLEARLY).mean()))


def shrunk(page: Page, picture: bytes, kind: str = "svg+xml") -> tuple[Pixels, bytes]:
    """The picture SMALL pixels across, as numbers [height, width, 3] and as PNG; `page` is an empty one."""
    wordless = _WORDS.sub(b"", picture) if kind != "png" else picture
    data = f"data:image/{kind};base64,{base64.b64encode(wordless).decode()}"
    made = page.evaluate(SHRINK, {"picture": data, "width": SMALL})
    pixels = np.array(made["pixels"], dtype=np.float64).reshape(-1, SMALL, 4)[:, :, :3]
    return pixels, base64.b64decode(made["png"].partition(",")[2])


def reference(page: Page, name: str) -> Pixels:
    """The picture as it should be."""
    return shrunk(page, (FOLDER / f"{name}.png").read_bytes(), "png")[0]


def drawn(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each picture of the office's data by its name, as SVG; `folder` is an empty one."""
    config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
    store = open_store(config.store, SCHEMA)
    load(store)
    derived = refresh(store, folder / "derived", date(2026, 11, 23))
    user = add_user(store, "reader", "Ana Pérez")
    app = create_app(config, store)
    app.config["TESTING"] = True
    browser = app.test_client()
    send(browser, "/entrar", {"login": user.login, "password": PASSWORD})
    for name, address in PICTURES.items():
        answer = browser.get(address)
        assert answer.status_code == 200, (name, answer.status)
        yield name, answer.data
    with app.test_request_context("/red"):
        view = gather_view(store, derived, Wish(actor=("imebu",), dia=date(2024, 6, 30)))
        yield STORY, step_svg(scene_for(store, view), ["imebu", "usaid"]).encode()
    store.close()


def main() -> None:
    """Makes the references again."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name, picture in drawn(Path(data)):
            (FOLDER / f"{name}.png").write_bytes(shrunk(page, picture)[1])
            print(FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
