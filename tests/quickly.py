"""Passwords at little cost, for tests that are about something else; tests/crm/test_passwords.py has the real ones."""

from __future__ import annotations

from functools import cache

import pytest
from argon2 import PasswordHasher

from crm.accounts import passwords


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@cache
def _nobody() -> str:
    return _hasher().hash("nobody")


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """One pass over 8 KiB, the same algorithm: a login and its account otherwise cost more than the page they are for."""
    monkeypatch.setattr(passwords, "_hasher", _hasher)
    monkeypatch.setattr(passwords, "_nobody", _nobody)
