"""Tests of the networkx backend."""
