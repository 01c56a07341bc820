"""Calendars: reading invitations, writing events, the secret feed of a person, the agenda's days."""
