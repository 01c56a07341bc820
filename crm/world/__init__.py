"""The partners of a selection by country: how many, how active, who came, who went, whose cities are twinned."""
