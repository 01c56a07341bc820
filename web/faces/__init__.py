"""The other faces of a selection of the red: table, matrix, rings, flows, calendar of contact and timeline."""
