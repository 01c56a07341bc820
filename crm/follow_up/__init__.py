"""Following up by itself: rhythms, who goes quiet, how much each tie weighs, what was promised and kept, next steps."""
