"""What would change if somebody left, two were joined or two met: the network before and after, measured and told."""
