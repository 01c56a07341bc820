"""`/red/tiempo`: the red through time, one layout for the whole span, and two days side by side."""
