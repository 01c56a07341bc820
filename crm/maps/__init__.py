"""The map of a project's actors as one document: made off the request, kept, compared over time, taken along in files."""
