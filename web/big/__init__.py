"""The whole red, however large: its page, the numbers that its picture is drawn from, names for what is in sight."""
