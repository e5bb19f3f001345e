"""What is wrong with the content: one record a mistake, and the error that carries them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in `content/`: the file (relative to the content folder), the line, the field, and what to do."""

    file: str
    line: int
    field: str
    message: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.message}"

    @property
    def root(self) -> bool:
        """Whether the whole file could not be used: what others say of missing things may come from that."""
        return self.field in ("file", "yaml", "front matter")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once: root causes first, then by file and line, warnings last."""
    return sorted(set(problems), key=lambda problem: (problem.warning, not problem.root, problem))


class ContentError(Exception):
    """Raised when the content cannot be served. `problems` names every mistake, not only the first."""

    def __init__(self, problems: list[Problem]):
        self.problems = in_order(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"The guide's content has {len(self.problems)} mistake(s):\n{lines}")
