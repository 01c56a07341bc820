"""Who may see an interaction, as the form asks it: anybody, the whole office, named people, only who writes, or as it is."""

from __future__ import annotations

from collections.abc import Sequence

from crm.accounts.users import User, list_users
from crm.errors import InvalidData
from crm.interactions import Interaction
from web.auth import the_viewer
from web.forms import FormState
from web.store_keeping import whole_store

FIELD, NAMED = "confidential", "seen_by"
SHARED = ("public", "office")
_USER = "user:"


def audience_of(form: FormState[Interaction], before: tuple[str, ...] = ("office",)) -> tuple[str, ...]:
    """The audience that was chosen; unchanged when the form does not ask. Raises InvalidData for unknown accounts.

    Who writes always sees what they write.
    """
    chosen = form.value(FIELD)
    me = f"{_USER}{the_viewer().id}"
    if chosen == "me":
        return (me,)
    if chosen == "some":
        return tuple(sorted({me, *(f"{_USER}{id}" for id in _named(form))}))
    return (chosen,) if chosen in SHARED else before


def _named(form: FormState[Interaction]) -> list[str]:
    known = {user.id for user in accounts()}
    wanted = [id for id in form.all(NAMED) if id]
    if unknown := [id for id in wanted if id not in known]:
        raise InvalidData.of("audience", "unknown_choice", value=unknown[0][:80])
    return wanted


def accounts() -> Sequence[User]:
    """The accounts one may share with, by name."""
    users = [user for user in list_users(whole_store()) if not user.disabled]
    return sorted(users, key=lambda user: user.name.casefold())


def seen_by(form: FormState[Interaction], interaction: Interaction | None) -> str:
    """Which choice of the form says who may see it: "public", "office", "some", "me", or "" for another audience, which stays."""
    if FIELD in form.values:
        return form.value(FIELD)
    if interaction is None:
        return "office"
    if len(interaction.audience) == 1 and interaction.audience[0] in SHARED:
        return str(interaction.audience[0])
    if tuple(interaction.audience) == (f"{_USER}{the_viewer().id}",):
        return "me"
    return "some" if all(one.startswith(_USER) for one in interaction.audience) else ""


def named_in(form: FormState[Interaction], interaction: Interaction | None) -> frozenset[str]:
    """The ids of the accounts that are ticked."""
    if FIELD in form.values or interaction is None:
        return frozenset(form.all(NAMED))
    return frozenset(one.removeprefix(_USER) for one in interaction.audience if one.startswith(_USER))


def who_sees(interaction: Interaction) -> list[str]:
    """The names of those who see a confidential interaction, for its page; empty for what the whole office sees."""
    named = {one.removeprefix(_USER) for one in interaction.audience if one.startswith(_USER)}
    if not named or len(named) < len(interaction.audience):
        return []
    return [user.name for user in sorted(list_users(whole_store()), key=_by_name) if user.id in named]


def _by_name(user: User) -> str:
    return user.name.casefold()
