"""axe on a page that is open: every rule of WCAG 2.2 AA and the best practices, or contrast alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPT = Path(__file__).with_name("axe.js").read_text(encoding="utf-8").split("\n\n", 1)[1].rstrip().rstrip(";")


def violations(page: Any, outside: str = "") -> list[str]:
    """What axe finds outside a selector, one line each."""
    page.evaluate(AXE_SCRIPT)
    return _run(page, {"contrast": False, "outside": outside, "tags": TAGS}) + _run(page, {"contrast": True, "outside": outside})


def contrast(page: Any, outside: str = "") -> list[str]:
    """Where words do not stand out enough: what a change of theme alone can break.

    Contrast is made of styles, so of all words that look alike one is measured: some 70 places a page instead of 900.
    """
    page.evaluate(AXE_SCRIPT)
    return _run(page, {"contrast": True, "outside": outside})


def _run(page: Any, wanted: dict[str, Any]) -> list[str]:
    return page.evaluate(SCRIPT, wanted)
