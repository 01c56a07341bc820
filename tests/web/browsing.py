"""What the tests of the pages do all the time: make accounts, read a form's token, send a form."""

import re
from collections.abc import Mapping

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.access import SYSTEM, Role
from crm.accounts.managing import NewUser, User, create_user
from graph.store import Store

PASSWORD = "una frase larga y tranquila"


def token_of(page: str) -> str:
    """The form token in a page."""
    found = re.search(r'name="csrf_token" (?:value|content)="([^"]+)"', page) or re.search(
        r'name="csrf-token" content="([^"]+)"', page
    )
    assert found, "the page has no form token"
    return found[1]


def send(client: FlaskClient, url: str, fields: Mapping[str, object], **more) -> TestResponse:
    """Sends a form as a browser would: with the token of the page it came from."""
    token = token_of(client.get("/entrar", follow_redirects=True).get_data(as_text=True))
    return client.post(url, data={"csrf_token": token, **fields}, **more)


def add_user(store: Store, role: Role, name: str = "Ana Pérez", login: str = "") -> User:
    """An account with PASSWORD."""
    return create_user(store, SYSTEM, NewUser(login or f"{role}@red", name, PASSWORD), role)


def find_in(pattern: str, page: str) -> str:
    """The first group of the pattern, which must be in the page."""
    found = re.search(pattern, page)
    assert found, f"{pattern} is not in the page"
    return found[1]
