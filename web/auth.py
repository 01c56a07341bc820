"""Who is looking: found by the cookie that holds a session's secret, and nothing else.

`web.guarding` asks those who are nobody to log in.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, current_app, g, request

from crm.access import Viewer
from crm.accounts.sessions import session_viewer
from crm.accounts.users import User, get_user
from crm.errors import NotFound
from graph.records import PUBLIC
from web.config import Config

COOKIE_DAYS = 14
ALONE = {"novedades.novedades"}
NOBODY = frozenset({PUBLIC})


def cookie_name() -> str:
    """The session cookie's name; over https the browser itself then guards where it came from."""
    return "__Host-sesion" if _config().secure_cookies else "sesion"


def _config() -> Config:
    config: Config = current_app.config["ALIADOS"]
    return config


def session_secret() -> str:
    """The secret that the browser sent, or ""."""
    return request.cookies.get(cookie_name(), "")


def current_viewer() -> Viewer | None:
    """Who asks, or None. A store that cannot be reached raises Unavailable once; the page about it sees nobody."""
    if "viewer" not in g:
        g.viewer = None
        secret = session_secret()
        if secret:
            from web.store_keeping import whole_store

            touch = not _is_by_itself()
            g.viewer = session_viewer(whole_store(), secret, datetime.now(UTC), touch=touch)
    viewer: Viewer | None = g.viewer
    return viewer


def _is_by_itself() -> bool:
    """Whether an open page asks, and nobody at it: that must not put off the end of an idle session."""
    return request.endpoint in ALONE or "X-Unattended" in request.headers


def the_viewer() -> Viewer:
    """Who asks, on a page that nobody sees without a log-in."""
    viewer = current_viewer()
    assert viewer is not None
    return viewer


def current_user() -> User | None:
    """The account of who asks; None for nobody and for a token."""
    if "user" not in g:
        g.user = None
        viewer = current_viewer()
        if viewer is not None:
            from web.store_keeping import whole_store

            try:
                g.user = get_user(whole_store(), viewer.id)
            except NotFound:
                g.user = None
    user: User | None = g.user
    return user


def current_principals() -> frozenset[str]:
    """What who asks may see."""
    viewer = current_viewer()
    return viewer.principals if viewer else NOBODY


def keep_session(response: Response, secret: str) -> None:
    """Puts a session's secret into the browser."""
    response.set_cookie(
        cookie_name(),
        secret,
        max_age=COOKIE_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=_config().secure_cookies,
        path="/",
    )


def drop_session(response: Response) -> None:
    """Takes the secret out of the browser."""
    response.delete_cookie(
        cookie_name(), httponly=True, samesite="Lax", secure=_config().secure_cookies, path="/"
    )
