"""Reading pages as a person does: the text of a page, of its rows, the links with a text."""

import re
from html import unescape

from flask.testing import FlaskClient


def text_of(client: FlaskClient, url: str, status: int = 200, **more) -> str:
    """The page's words on one line, without marks and scripts."""
    answer = client.get(url, **more)
    assert answer.status_code == status, (answer.status_code, answer.get_data(as_text=True)[:2000])
    return words_of(answer.get_data(as_text=True))


def words_of(page: str) -> str:
    """A page's words on one line, from its main part."""
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    bare = re.sub(
        r"<svg class=\"(icon|shape).*?</svg>|<script.*?</script>",
        " ",
        main[0] if main else page,
        flags=re.DOTALL,
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def found(pattern: str, page: str) -> str:
    """What the pattern's first group finds in a page."""
    match = re.search(pattern, page, re.DOTALL)
    assert match, f"nothing like {pattern}"
    return match[1]


def rows_of(page: str) -> list[str]:
    """The words of each row of the page's first table body."""
    body = re.search(r"<tbody.*?</tbody>", page, re.DOTALL)
    return [words_of(row) for row in re.findall(r"<tr>.*?</tr>", body[0], re.DOTALL)] if body else []


def inputs_of(page: str) -> dict[str, str]:
    """What the page's form for writing would send, as a browser without scripts: the last of equal names wins."""
    form = max(re.findall(r"<form.*?</form>", page, re.DOTALL), key=len)
    found = {}
    for tag in re.findall(r"<input[^>]*>", form, re.DOTALL):
        kind, name = _attribute(tag, "type"), _attribute(tag, "name")
        if name and (kind not in {"checkbox", "radio"} or " checked" in tag):
            found[name] = _attribute(tag, "value")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    return found


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""
