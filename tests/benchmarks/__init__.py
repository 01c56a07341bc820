"""Measurements, run by `make bench`: both stores at three sizes, the pages under load, and others' code beside ours."""
