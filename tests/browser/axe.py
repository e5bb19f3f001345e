"""axe on a page that is open: every rule of WCAG 2.2 AA and the best practices, or contrast alone."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _run(page: Any, only: Any, context: dict | None) -> list[str]:
    result = AXE.run(page, context=context, options={"runOnly": only})
    return [f"{v['id']}: {node['target']} {node.get('failureSummary', '')[:160]}" for v in result.response["violations"] for node in v["nodes"][:3]]


def violations(page: Any, context: dict | None = None) -> list[str]:
    """What axe finds, one line each."""
    return _run(page, RULES, context)


def contrast(page: Any, context: dict | None = None) -> list[str]:
    """Where words do not stand out enough: what a change of theme alone can break."""
    return _run(page, {"type": "rule", "values": ["color-contrast"]}, context)
