"""The guide's colours, one table for the theme, the figures, the drawings and the styles.

Each colour means one thing everywhere, and stands at 4.5 : 1 or better on its background (tests/unit/test_tokens.py).
"""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A colour in both themes."""

    light: str
    dark: str


TOKENS: dict[str, Token] = {
    "norepinephrine": Token("#9A6700", "#F2C14E"),  # amber
    "brake": Token("#0B6E6E", "#5FD0C8"),  # teal: the thinking brain
    "alarm": Token("#B4452C", "#F59A83"),  # coral
    "medicine": Token("#6B47B5", "#BFA6F5"),  # violet
    "therapy": Token("#3B7A2E", "#93D38B"),  # green
    "neutral": Token("#52606D", "#A3AEBA"),  # slate
    "text": Token("#1C2630", "#E8ECF0"),
    "background": Token("#FBF9F5", "#10161D"),
    "surface": Token("#FFFFFF", "#18212B"),
    "line": Token("#D9D4C8", "#33404D"),
    "link": Token("#1F5A94", "#8CC4FF"),
    "tint": Token("#F1ECE2", "#1E2935"),
}


def light(name: str) -> str:
    """A colour's light value: figures are built with it, and the browser swaps in the dark one."""
    return TOKENS[name].light


def css() -> str:
    """The tokens as custom properties: light by default, dark by choice or by the system's wish; paper is always light."""
    rules = {theme: "".join(f"--{name}:{getattr(token, theme)};" for name, token in TOKENS.items()) for theme in ("light", "dark")}
    return (
        f":root{{color-scheme:light;{rules['light']}}}\n"
        f'@media screen{{:root[data-theme="dark"]{{color-scheme:dark;{rules["dark"]}}}}}\n'
        f'@media screen and (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{color-scheme:dark;{rules["dark"]}}}}}\n'
    )


def palette() -> dict[str, str]:
    """Light value to dark value: the browser exchanges them where the page is dark. It travels with each figure."""
    return {token.light.lower(): token.dark.lower() for token in TOKENS.values()}
