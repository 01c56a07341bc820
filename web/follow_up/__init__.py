"""The pages of following up: outcomes and next steps, old commitments, who goes quiet, rhythms, agenda, calendars."""
