"""Positions for networks of any size: coarse pictures first, then finer ones, then room for each node."""
