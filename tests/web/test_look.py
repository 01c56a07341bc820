"""The tokens hold their contrast in both themes, and nothing else names a colour."""

import re

import pytest

from crm.vocabulary import vocabulary
from web.assets import SHAPES, STATIC, load_assets

TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
TEXT, GRAPHIC = 4.5, 3.0
GROUNDS = ("ground", "surface", "sunken")
PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "quiet", "accent", "good", "warning", "bad")
        for ground in GROUNDS[:2]
    ),
    ("ink", "sunken", TEXT),
    ("quiet", "sunken", TEXT),
    ("ink", "accent-soft", TEXT),
    ("accent-strong", "accent-soft", TEXT),
    ("accent-strong", "surface", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("good", "good-soft", TEXT),
    ("warning", "warning-soft", TEXT),
    ("bad", "bad-soft", TEXT),
    ("ink", "warning-soft", TEXT),
    ("ground", "ink", TEXT),
    *((line, ground, GRAPHIC) for line in ("edge", "focus") for ground in GROUNDS),
]


def palette(theme):
    blocks = {
        "light": re.search(r":root \{(.*?)\n\}", TOKENS, re.DOTALL),
        "dark": re.search(r':root\[data-theme="dark"\] \{(.*?)\n  \}', TOKENS, re.DOTALL),
    }
    block = blocks[theme]
    assert block
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, relative luminance."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast_holds(theme, front, back, least):
    colours = palette(theme)
    assert contrast(colours[front], colours[back]) >= least


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("theme", "hue"), [("light", "hue"), ("dark", "dark_hue")])
def test_the_words_on_a_family_s_chip_are_legible(theme, hue):
    colours = palette(theme)
    for family in vocabulary("families"):
        assert contrast(colours["ink"], mixed(family.extra[hue], colours["surface"], 0.14)) >= TEXT


def mixed(colour, ground, share):
    """CSS color-mix in sRGB."""
    pairs = [(int(colour[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(front * share + back * (1 - share)):02x}" for front, back in pairs)


def test_dark_looks_the_same_by_choice_and_by_the_system_s_wish():
    by_system = re.search(r":root:not\(\[data-theme=\"light\"\]\) \{(.*?)\n  \}", TOKENS, re.DOTALL)
    by_choice = re.search(r":root\[data-theme=\"dark\"\] \{(.*?)\n  \}", TOKENS, re.DOTALL)
    assert by_system
    assert by_choice
    assert by_system[1].split() == by_choice[1].split()


def test_only_the_tokens_name_colours():
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)
    for sheet in STATIC.rglob("*.css"):
        if sheet.name not in {"tokens.css", "print.css"}:
            assert not colour.search(sheet.read_text(encoding="utf-8")), sheet


def test_every_token_that_is_used_exists():
    css = load_assets().files["site.css"].decode()
    ours = css[css.index("}\n") :]
    known = set(re.findall(r"(--[a-z0-9-]+)\s*:", css))
    assert set(re.findall(r"var\((--(?!bs-)[a-z0-9-]+)\)", ours)) - known == set()


def test_every_family_has_a_hue_a_shape_and_a_class():
    css, icons = load_assets().files["site.css"].decode(), load_assets().files["icons.svg"].decode()
    for family in vocabulary("families"):
        assert f"--family-{family.id}:{family.extra['hue']}" in css
        assert f".family-{family.id}{{" in css
        assert family.extra["shape"] in SHAPES
        assert f'id="shape-{family.extra["shape"]}"' in icons


def test_every_icon_of_the_vocabularies_and_templates_is_in_the_sprite():
    icons = load_assets().files["icons.svg"].decode()
    names = {term.extra["icon"] for name in ("actor_types", "interaction_kinds") for term in vocabulary(name)}
    for template in (STATIC.parent / "templates").rglob("*.html"):
        names |= set(re.findall(r'\bicon\("([a-z0-9-]+)"\)', template.read_text(encoding="utf-8")))
    assert {name for name in names if f'id="{name}"' not in icons} == set()
    assert len(icons) < 120_000
