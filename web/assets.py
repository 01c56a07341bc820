"""What the browser loads: our own small files and, from installed packages, Bootstrap, its icons and vis-network.

    /static/<digest>/site.css           one digest over everything, so a module's `import "./x.js"` keeps it too

Nothing of others is copied into the repository: the style sheet is put together and the icon sprite cut down to the
icons somebody names, once, when the application starts.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from flask import Flask, Response, abort, request, url_for
from markupsafe import Markup

from web.opendoor import public
from web.style_sheets import STYLE_SHEETS

HERE = Path(__file__).parent
STATIC = HERE / "static"
FOREVER = 365 * 24 * 3600
COMPRESSIBLE = {".css", ".js", ".svg", ".json", ".webmanifest"}
_QUOTED = re.compile(r"[\"']([a-z0-9][a-z0-9-]*)[\"']")
_SYMBOL = re.compile(r'<symbol[^>]*?viewBox="([^"]+)"[^>]*?id="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)
# The families' shapes, named as vis-network names them, so that a list and the picture of the network agree.
SHAPES = {
    "dot": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z",
    "square": "M2 2h12v12H2z",
    "diamond": "M8 .8 15.2 8 8 15.2.8 8z",
    "triangle": "M8 1.5 15.2 14H.8z",
    "triangleDown": "M8 14.5.8 2h14.4z",
    "hexagon": "M4.3 1.6h7.4L15.4 8l-3.7 6.4H4.3L.6 8z",
    "star": "M8 .8l2.2 4.8 5.2.6-3.9 3.5 1.1 5.1L8 12.2l-4.6 2.6 1.1-5.1L.6 6.2l5.2-.6z",
    "box": "M.8 4h14.4v8H.8z",
}
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")


def package_file(package: str, path: str) -> Path:
    """A file inside an installed package, found without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0]) / path


@dataclass
class Assets:
    """Every file by the name pages call it, in memory, and the digest of them all."""

    files: dict[str, bytes]
    digest: str = field(init=False)
    zipped: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        total = hashlib.sha256()
        for name in sorted(self.files):
            total.update(name.encode() + b"\0" + self.files[name])
        self.digest = total.hexdigest()[:12]
        self.zipped = {}

    def compressed(self, name: str) -> bytes:
        """The file as gzip, made when it is first asked for."""
        if name not in self.zipped:
            self.zipped[name] = gzip.compress(self.files[name], 6, mtime=0)
        return self.zipped[name]


@cache
def load_assets() -> Assets:
    """Reads and puts together everything, once for each process."""
    own = {
        path.relative_to(STATIC).as_posix(): path.read_bytes() for path in STATIC.rglob("*") if path.is_file()
    }
    made = {"site.css": _style_sheet(own), "icons.svg": _sprite(_names_in_use())}
    network = package_file("pyvis", "lib/vis-9.1.2/vis-network.min.js").read_bytes()
    return Assets({**own, **made, "vendor/vis-network.min.js": network})


def _style_sheet(own: dict[str, bytes]) -> bytes:
    """Bootstrap in a layer of its own, which everything of ours outranks, then our sheets in their order."""
    path = package_file("flask_bootstrap", "static/bootstrap5/css/bootstrap.min.css")
    bootstrap = re.sub(rb'^@charset "[^"]*";|/\*#[^*]*\*/', b"", path.read_bytes())
    return (
        b"@layer bootstrap{"
        + bootstrap
        + b"}\n"
        + b"\n".join([family_colours(), *(own[name] for name in STYLE_SHEETS)])
    )


def family_colours() -> bytes:
    """Each family's hue on a light and on a dark ground, the class that wears it, and those of the red's palette."""
    from crm.vocabulary import vocabulary
    from web.red.palette import palette_sheet

    families = list(vocabulary("families"))
    light = "".join(f"--family-{term.id}:{term.extra['hue']};" for term in families)
    dark = "".join(f"--family-{term.id}:{term.extra['dark_hue']};" for term in families)
    classes = "".join(f".family-{term.id}{{--family:var(--family-{term.id})}}" for term in families)
    return (
        f":root{{{light}}}@media screen{{:root[data-theme=dark]{{{dark}}}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}{classes}"
        f"{palette_sheet()}"
    ).encode()


def _names_in_use() -> set[str]:
    """Every quoted word of templates, scripts, page modules and vocabularies: icons are among them."""
    vocabularies = package_file("crm", "data").glob("*.toml")
    places: Iterable[Path] = [
        *(HERE / "templates").rglob("*.html"),
        *STATIC.rglob("*.js"),
        *HERE.glob("*.py"),
        *vocabularies,
    ]
    return {name for path in places for name in _QUOTED.findall(path.read_text(encoding="utf-8"))}


def _sprite(names: set[str]) -> bytes:
    icons = package_file("flask_bootstrap", "static/bootstrap5/icons/bootstrap-icons.svg").read_text("utf-8")
    symbols = "".join(
        f'<symbol id="{name}" viewBox="{box}">{shape}</symbol>'
        for box, name, shape in _SYMBOL.findall(icons)
        if name in names
    )
    shapes = "".join(
        f'<symbol id="shape-{name}" viewBox="0 0 16 16"><path d="{path}"/></symbol>'
        for name, path in SHAPES.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}{shapes}</svg>'.encode()


def icon(name: str) -> Markup:
    """A decorative icon; the word that says the same stands beside it."""
    target = f"{url_for('static', filename='icons.svg')}#{name}"
    return Markup(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>'
    ).format(target)


def serve_asset(filename: str, digest: str = "") -> Response:
    """One file; kept for a year under the digest of today, asked for again under any other."""
    assets = load_assets()
    if filename not in assets.files:
        abort(404)
    kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    zipped = Path(filename).suffix in COMPRESSIBLE and request.accept_encodings["gzip"] > 0
    response = Response(assets.compressed(filename) if zipped else assets.files[filename], mimetype=kind)
    response.vary.add("Accept-Encoding")
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(f"{assets.digest}{'-gz' if zipped else ''}")
    response.cache_control.public = True
    if digest == assets.digest:
        response.cache_control.max_age = FOREVER
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def register_assets(app: Flask) -> None:
    """Serves the files under /static and lets templates say `url_for("static", filename=…)` and `icon("…")`."""
    app.add_url_rule("/static/<digest>/<path:filename>", "static", public(serve_asset))
    app.add_url_rule("/static/<filename>", "static_plain", public(serve_asset))
    # Asked for by browsers that take no SVG mark, and by who looks at no page.
    app.add_url_rule("/favicon.ico", "favicon", public(partial(serve_asset, "mark.svg")))
    app.add_template_global(icon)

    @app.url_defaults
    def add_digest(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static":
            values.setdefault("digest", load_assets().digest)
