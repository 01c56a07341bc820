"""Saved views of the red: a selection with its name, note, positions, annotations, camera and story."""
