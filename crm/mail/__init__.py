"""E-mails and invitations read into proposals: nothing is fetched from anywhere, and nothing in them can do harm."""
