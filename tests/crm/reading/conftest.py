"""Both engines for the tests of questions."""

from tests.crm.engines import both

__all__ = ["both"]
