"""What the faces of a selection of the red count and where they put it; `web.faces` draws it and says it in words."""
