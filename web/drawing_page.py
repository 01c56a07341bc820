"""x."""

from web.red_view import RedView


def standalone_page(view: RedView) -> str:
    return ""
