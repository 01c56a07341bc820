"""Cards of people and organisations (vCard): read as tables are, and written for address books."""
