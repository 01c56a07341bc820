"""A workshop on a project's actors: one person types what is said in the room, a line an actor."""
