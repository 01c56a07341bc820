"""The API: its root, its nouns, its description."""
