"""What is refused as a password, and how one is kept."""

from __future__ import annotations

import pytest

from crm.accounts.passwords import (
    check_password,
    digest_of,
    hash_password,
    is_outdated,
    new_secret,
    verify_password,
)
from crm.errors import InvalidData


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("corta12", "password_short"),
        ("x" * 201, "password_long"),
        ("ana.perez@x.co", "password_is_login"),
        ("Ana.Perez-2026", "password_is_login"),
        ("anapereztorres!", "password_is_login"),
        ("contraseña1234", "password_common"),
        ("CONTRASEÑA!!", "password_common"),
        ("bucaramanga2026", "password_common"),
        ("1234567890", "password_common"),
        ("9876543210", "password_common"),
        ("aaaaaaaaaaaa", "password_common"),
        ("qwertyuiop", "password_common"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(password, key):
    with pytest.raises(InvalidData) as caught:
        check_password(password, "ana.perez@x.co", "Ana Pérez Torres")
    assert [(p.field, p.key) for p in caught.value.problems] == [("password", key)]


@pytest.mark.parametrize(
    "password", ["tres tristes tigres", "8261940375", "Zapatoca-nubla-91", "密码安全长度十个字符"]
)
def test_other_passwords_are_welcome(password):
    check_password(password, "ana.perez@x.co", "Ana Pérez")


def test_a_hash_is_argon2id_salted_and_knows_its_password_alone():
    one, other = hash_password("tres tristes tigres"), hash_password("tres tristes tigres")
    assert one.startswith("$argon2id$")
    assert one != other
    assert verify_password(one, "tres tristes tigres")
    assert not verify_password(one, "tres tristes tigre")
    assert not is_outdated(one)


def test_the_same_accents_typed_on_another_keyboard_are_the_same_password():
    assert verify_password(hash_password("camio\u0301n azul x"), "camión azul x")


@pytest.mark.parametrize("kept", [None, "", "no hash at all"])
def test_without_a_good_hash_no_password_is_right(kept):
    assert not verify_password(kept, "tres tristes tigres")


def test_odd_characters_are_only_a_wrong_password():
    assert not verify_password(hash_password("tres tristes tigres"), "\ud800" * 12)
    assert not verify_password(None, "x" * 100_000)


def test_secrets_differ_and_their_digest_tells_nothing():
    secret = new_secret()
    assert secret != new_secret()
    assert len(secret) >= 43
    assert len(digest_of(secret)) == 64
    assert secret not in digest_of(secret)
