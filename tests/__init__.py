"""The tests, in folders that mirror the four packages."""
