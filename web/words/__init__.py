"""What the network's measures mean: sentences with their facts, and the page of methods."""
