"""The simulator: a change is tried in a child process, its result kept with the state of the data it was tried on."""
