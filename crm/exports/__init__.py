"""Everything out: all records as tables, JSON and network files."""
