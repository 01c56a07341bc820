"""Attached files: choosing them in a form, showing them to who may see their meeting, taking them away."""
