"""Saved views on the pages: saving, opening, listing, pinning, telling as a story; the same for the API."""
