"""A real Neo4j server for the tests, however this machine can have one; `python -m tests.neo4j_server` for trying."""
