"""The application as people and programs meet it: pages, JSON API and command line."""
