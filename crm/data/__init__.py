"""Vocabularies and messages, as data."""
