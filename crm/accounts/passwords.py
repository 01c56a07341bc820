"""Passwords: what is refused, how one is kept (argon2id), and secrets that are shown once and kept as a digest."""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

from crm.errors import InvalidData

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 200
_NO_LETTERS = re.compile(r"[\W\d_]+")
_RUNS = ("01234567890123456789", "98765432109876543210")


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    # 32 MiB and three passes, about 50 ms: eight people logging in at once stay within a small server's memory.
    return PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe())


def hash_password(password: str) -> str:
    """The argon2id hash to keep, salt and parameters in it."""
    return _hasher().hash(_normal(password))


def verify_password(kept: str | None, password: str) -> bool:
    """Whether the password is the one whose hash was kept. Without a hash the work is the same and the answer no."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        _hasher().verify(kept or _nobody(), _normal(password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than those of today, and should be made again."""
    return _hasher().check_needs_rehash(kept)


def _normal(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def check_password(password: str, login: str, name: str = "") -> None:
    """Raises InvalidData when the password is too short, too long, the person's own name or among the commonest."""
    if len(password) < SHORTEST:
        raise InvalidData.of("password", "password_short", limit=SHORTEST)
    if len(password) > LONGEST:
        raise InvalidData.of("password", "password_long", limit=LONGEST)
    own = {_bare(login), _bare(login.partition("@")[0]), _bare(name)} - {""}
    if _bare(password) in own:
        raise InvalidData.of("password", "password_is_login")
    if _is_common(password):
        raise InvalidData.of("password", "password_common")


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _NO_LETTERS.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


def _is_common(password: str) -> bool:
    letters = _bare(password)
    digits = re.sub(r"\D", "", password)
    if len(set(password.casefold())) < 4 or letters in _common():
        return True
    return not letters and any(digits in run for run in _RUNS)


@cache
def _common() -> frozenset[str]:
    text = resources.files("crm.data").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(_bare(line) for line in text.splitlines() if line and not line.startswith("#"))


def new_secret() -> str:
    """256 random bits for a link, a cookie or a token; to be shown once."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret: its SHA-256 in hex. A secret of 256 random bits needs no slow hash."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
