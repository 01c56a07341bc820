"""The language of an international-affairs office: actors, interactions, commitments, projects."""
