"""The labels of what the program keeps for itself: never in search, export or analysis."""

from __future__ import annotations

from graph.store import Label

# What a visit's guests need leaves no trace in the log.
_NEEDS = Label("VisitNeeds", indexed={"interaction": "text", "erase_on": "date"}, internal=True, logged=False)
_USER = Label(
    "User",
    indexed={"login": "text", "role": "text", "disabled": "boolean"},
    unique=("login",),
    internal=True,
)
# Apart from the user and out of the log, so that no old password's hash is kept.
_CREDENTIAL = Label("Credential", indexed={}, internal=True, logged=False)
_INVITATION = Label("Invitation", indexed={"digest": "text"}, unique=("digest",), internal=True, logged=False)
_TOKEN = Label("Token", indexed={"digest": "text", "user": "text"}, unique=("digest",), internal=True)
_SESSION = Label("Session", indexed={"user": "text", "expires": "text"}, internal=True, logged=False)
_ATTEMPTS = Label("Attempts", indexed={"until": "text"}, internal=True, logged=False)
_KEY = Label("IdempotencyKey", indexed={"made": "text"}, internal=True, logged=False)
# What an interaction was made of: an e-mail, an invitation.
_ORIGIN = Label("Origin", indexed={"record": "text"}, internal=True, logged=False)
_JOB = Label("Job", indexed={"status": "text", "made": "text"}, internal=True, logged=False)
_CALENDAR_KEY = Label(
    "CalendarKey", indexed={"digest": "text", "user": "text"}, unique=("digest",), internal=True
)
# A view of the red that somebody saved: nobody searches for it or counts it, yet its history is told, so that it can be undone.
_VIEW = Label(
    "View",
    indexed={
        "sort_name": "text",
        "owner": "text",
        "saved_on": "date",
        "pins": "list",
        "archived": "boolean",
    },
    internal=True,
)
# What is public, and how: undone like any record, though nobody searches for it.
_PUBLICATION = Label(
    "Publication", indexed={"sort_name": "text", "view": "text", "archived": "boolean"}, internal=True
)
_PUBLIC_PAGE = Label("PublicPage", indexed={}, internal=True)
_SETTING = Label("Setting", indexed={}, internal=True)

INTERNAL = (
    _NEEDS,
    _USER,
    _CREDENTIAL,
    _INVITATION,
    _TOKEN,
    _SESSION,
    _ATTEMPTS,
    _KEY,
    _ORIGIN,
    _JOB,
    _CALENDAR_KEY,
    _SETTING,
    _VIEW,
    _PUBLICATION,
    _PUBLIC_PAGE,
)

# Those that people keep themselves, and may take back.
TOLD = frozenset({"View", "Publication", "PublicPage"})
