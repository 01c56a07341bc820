"""`/mundo`: the partners of a selection by country, on a map drawn from packaged shapes."""
