"""What people think of the actors for a project, what the network shows of them, and the grids drawn from both."""
