"""Compiled loops over sparse arrays; importing one of these modules loads numba."""
