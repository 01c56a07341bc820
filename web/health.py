"""`/salud`: whether the installation works, for people and for monitors, without logging in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request

from crm.errors import Unavailable
from web.config import Config
from web.opendoor import public
from web.store_keeping import whole_store

ANALYST_LATE_SECONDS = 600
blueprint = Blueprint("salud", __name__)


@dataclass(frozen=True)
class Report:
    """`ok` is about the store alone: without it nothing works, without the rest the pages still do.

    Ages are in seconds, None when there is nothing to measure.
    """

    ok: bool
    engine: str
    revision: int
    backup_age: int | None
    backups: int
    analyst_age: int | None
    analyst_ok: bool
    detail: str = ""


def backup_folder(config: Config) -> Path:
    """Where the nightly copies are."""
    return config.data_dir / "backups"


def backups_kept(config: Config) -> list[Path]:
    """The copies there are, oldest first."""
    return sorted(backup_folder(config).glob("red-*.zip"), key=lambda path: path.name)


def heartbeat_file(config: Config) -> Path:
    """What the analyst process touches while it lives."""
    return config.data_dir / "derived" / "heartbeat.json"


def _age(path: Path | None) -> int | None:
    if path is None or not path.exists():
        return None
    return max(0, int(datetime.now(UTC).timestamp() - path.stat().st_mtime))


def examine() -> Report:
    """Looks at the store, the copies and the analyst; never raises."""
    config: Config = current_app.config["ALIADOS"]
    copies = backups_kept(config)
    analyst = _age(heartbeat_file(config))
    alive = analyst is not None and analyst < ANALYST_LATE_SECONDS
    try:
        health = whole_store().health()
        ok, engine, revision, detail = health.ok, health.engine, health.revision, ""
    except Unavailable:
        ok, engine, revision, detail = False, "", 0, "unreachable"
    return Report(
        ok, engine, revision, _age(copies[-1] if copies else None), len(copies), analyst, alive, detail
    )


@blueprint.get("/salud")
@public
def estado() -> Response:
    """The report as a page or as JSON; 503 when the store does not answer."""
    report = examine()
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    if best == "text/html" and request.accept_mimetypes["text/html"] > 0.5:
        response = make_response(render_template("salud.html", report=report))
    else:
        response = jsonify(asdict(report))
    response.status_code = 200 if report.ok else 503
    response.headers["Cache-Control"] = "no-store"
    return response
