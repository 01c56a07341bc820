"""Who is there twice: pairs of records that mean the same actor, with a score and its reasons."""
