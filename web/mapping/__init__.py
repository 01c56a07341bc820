"""The pages of a project's map: its actors, its coalition, its grids, its plan and its files."""
