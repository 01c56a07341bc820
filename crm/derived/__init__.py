"""What is computed off the request, kept in files and only read by pages."""
