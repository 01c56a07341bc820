"""Recording in one line: its page, the sheet every page opens, many lines at once, the page without a network, its API."""
