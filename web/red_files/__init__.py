"""The picture of the red as files to take along: drawings, posters, slides, graphs and the file that opens by itself."""
