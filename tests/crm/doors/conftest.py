"""Both engines for the tests of doors."""

from tests.crm.engines import both

__all__ = ["both"]
