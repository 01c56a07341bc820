"""Two records of one actor joined, the joining undone, and one record of two actors taken apart."""
