"""Recording in one line: a sentence becomes a proposal, a proposal becomes an interaction. Import from `crm.capture.doors`."""
