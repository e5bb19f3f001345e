"""axe on a page that is open: every rule of WCAG 2.2 AA and the best practices, contrast alone, or the size of targets alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPT = Path(__file__).with_name("axe.js").read_text(encoding="utf-8").split("\n\n", 1)[1].rstrip().rstrip(";")


def violations(page: Any, *, once: bool = False) -> list[str]:
    """What axe finds on a page, one line each. With `once` the colors of a look that was measured in this tab before are not measured again."""
    return _run(page, {"tags": TAGS, "once": once})


def contrast(page: Any, *, once: bool = False) -> list[str]:
    """Where words, or links among words, do not stand out enough: what a change of theme alone can break. `once`: as above."""
    return _run(page, {"rules": ["color-contrast", "link-in-text-block"], "once": once})


def targets(page: Any) -> list[str]:
    """What is too small, or too near to another, to be hit by a finger: what a narrower screen alone can break."""
    return _run(page, {"rules": ["target-size"]})


def _run(page: Any, wanted: dict[str, Any]) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(SCRIPT, wanted)
