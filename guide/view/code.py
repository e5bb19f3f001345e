"""A code to scan, as the path of an SVG: one module is one unit."""

from __future__ import annotations

from typing import NamedTuple

import segno

# The light border that a reader needs to find a code.
BORDER = 4


class Code(NamedTuple):
    """A code: how many modules it is wide, its border included, and its dark modules as a path."""

    size: int
    path: str


def code(text: str) -> Code:
    """The code of a text, with a quarter of it to spare for a crease or a stain (level Q)."""
    made = segno.make(text, error="q", micro=False, boost_error=False)
    rows = tuple(made.matrix_iter(border=BORDER))
    runs = []
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start} {y}h{x - start}v1h{start - x}z")
                start = None
    return Code(len(rows), "".join(runs))
