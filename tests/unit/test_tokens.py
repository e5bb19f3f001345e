"""The colours: readable in both themes, and one table for the theme, the styles and the script."""

from __future__ import annotations

import re
import tomllib

import pytest

from guide.library import ROOT
from guide.tokens import TOKENS, css, palette

MEANINGS = ("norepinephrine", "brake", "alarm", "medicine", "therapy", "neutral", "text", "link")


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = [(name, ground) for name in MEANINGS for ground in ("background", "surface")] + [(name, "tint") for name in ("text", "neutral", "brake", "link")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("name", "ground"), GROUNDS)
def test_each_meaning_reads_at_four_and_a_half_to_one(name, ground, theme):
    """Each colour of meaning stands at 4.5 : 1 or better on each ground it is drawn on, in both themes."""
    assert contrast(getattr(TOKENS[name], theme), getattr(TOKENS[ground], theme)) >= 4.5


def test_a_sign_that_styles_draw_is_seen_and_not_heard():
    """What the styles write on a screen has no words: a reader would say "plus Canada". (Paper has no reader: its styles are left out.)"""
    for file in sorted((ROOT / "assets" / "css").rglob("*.css")):
        screen = file.read_text(encoding="utf-8").split("@media print")[0] if file.name != "90-print.css" else ""
        for sign in re.findall(r'content: "([^"]+)";', screen):
            assert f'content: "{sign}"; content: "{sign}" / "";' in screen, (file.name, sign)


def test_streamlits_theme_is_the_same_table():
    """config.toml's two themes hold the tokens' values."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for theme in ("light", "dark"):
        for key, token in {
            "primaryColor": "brake",
            "backgroundColor": "background",
            "secondaryBackgroundColor": "tint",
            "textColor": "text",
            "linkColor": "link",
            "borderColor": "line",
        }.items():
            assert config[theme][key].lower() == getattr(TOKENS[token], theme).lower(), (theme, key)


def test_paper_and_a_light_device_are_light():
    """The dark colours stand only where a dark screen is asked for: under `screen`, chosen or wished for by the device; never on paper."""
    for rule in css().splitlines():
        if TOKENS["background"].dark in rule:
            assert rule.startswith(('@media screen{:root[data-theme="dark"]', "@media screen and (prefers-color-scheme:dark){:root:not("))
    assert css().count(TOKENS["background"].dark) == 2


def test_no_colour_is_written_twice():
    """The browser's modules hold no colour of their own: the pairs travel with each figure."""
    for path in (ROOT / "assets" / "js").rglob("*.js"):
        assert not re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8")), path.name


def test_light_colours_lead_to_one_dark_colour_each():
    """No two meanings share a light colour: the exchange for the dark would lose one of them."""
    assert len(palette()) == len(TOKENS)


def test_settings_keep_the_promises():
    """The settings that /about and the design rest on hold: no usage statistics, no stack trace, no agent API, viewer toolbar."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"] | {"toolbarMode": "viewer", "showErrorDetails": "none", "showErrorLinks": False} == config["client"]
    assert config["server"] | {"enableXsrfProtection": True, "enableAgentApi": False, "fileWatcherType": "none"} == config["server"]
    assert config["server"]["disconnectedSessionTTL"] >= 120
    assert config["runner"]["postScriptGC"] is False
