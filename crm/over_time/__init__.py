"""A selection of the red through time: frame by frame, what came, cooled and went, and two days compared."""
