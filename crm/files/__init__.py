"""Attached files: minutes, photos, invitations; their bytes by content hash beside the database, the rest in the graph."""
