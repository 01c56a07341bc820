"""What was saved elsewhere, told to open pages of the red: one look a second for all streams of a process."""
