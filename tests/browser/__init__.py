"""The application as people meet it: started as `make run` starts it, used in the system's Chromium."""
