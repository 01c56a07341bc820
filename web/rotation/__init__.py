"""People move: a post passes on, what would be lost, the handover papers, an account that leaves, erasing for good."""
