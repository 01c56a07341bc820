"""The pages of interactions, and the form that records them."""
