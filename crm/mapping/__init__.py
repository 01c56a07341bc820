"""How actors are scored for a project: words, relevance, nearness, reasons."""
