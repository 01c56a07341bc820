"""The citizens' pages: what a city shows of its red to everybody, without accounts, cookies or scripts."""
