"""The red: its pages, its picture, what is said beside it."""
