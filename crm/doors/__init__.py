"""Who can introduce the office to an actor, on the evidence of which meetings, and whom not to ask twice."""
