"""Erasing for good, as the subject of personal data may demand (Ley 1581 of 2012): what it changes, and doing it."""
