"""What citizens may see of the red: settings, publications, the public directory and open data.

Everything public is read here, from the whole store, and narrowed by `seen_by_anybody` alone: who is not public, or is no
longer, is not there, whatever a publication says.
"""
