"""The engagement plan of a project: what is wanted of each actor, what is said to them, how, by whom, when, what is next."""
