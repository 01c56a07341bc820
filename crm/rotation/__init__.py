"""People move: one leaves a post and another begins, what is lost with them, and the paper that hands over."""
