"""A view of the red told in a few steps: at whom to look, and one sentence from measured facts."""
