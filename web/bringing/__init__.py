"""Bringing in what the office has: tables, cards and e-mails, read apart, shown first, saved as shown."""
