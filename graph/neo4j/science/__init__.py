"""Measures taken by the Graph Data Science library of a Neo4j server, when it has one."""
