"""What an address of /treatments asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from guide.content.match import bare
from guide.treatments.choose import matcher
from guide.treatments.model import FEWEST_COLUMNS, MOST_COLUMNS, Treatment


@dataclass(frozen=True)
class View:
    """What an address asks for: one card, a comparison, or the list. `message` is a key of the words ("" for none), `asked` the comparison as it was asked for."""

    show: str = ""
    compare: tuple[str, ...] = ()
    message: str = ""
    near: tuple[str, ...] = ()
    asked: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The shortest query that asks for this card or comparison; {} for the list."""
        return {"show": self.show} if self.show else {"compare": ",".join(self.compare)} if self.compare else {}

    @property
    def own_query(self) -> dict[str, str]:
        """The query under which its article is found: a comparison that was asked for otherwise is found with the message on it."""
        return {"compare": self.asked} if self.query and self.message else self.query


def nearest(treatments: Sequence[Treatment], text: str, count: int = 3) -> tuple[str, ...]:
    """The ids nearest to a word nobody knows; none where none is near."""
    if not bare(text):
        return ()
    look = matcher(treatments)
    return tuple(t.id for t in (look.find(text).things or look.near(text))[:count])


def read_address(query: str | Mapping[str, Any], treatments: Sequence[Treatment]) -> View:
    """What `?show=<id>` or `?compare=a,b` asks for. Whatever stands there, the answer is a view and at most one calm message.

    Args:
        query: the part after "?", or its fields.
        treatments: the treatments there are.
    """
    if isinstance(query, str):
        query = parse_qs(query.lstrip("?"))
    # A plain form repeats its field: compare=a&compare=b says what compare=a,b says.
    fields = {name: ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value) for name, value in query.items()}
    known = {t.id for t in treatments}
    if asked := fields.get("compare", "").strip():
        names = list(dict.fromkeys(part.strip().lower() for part in asked.split(",") if part.strip()))
        found = tuple(name for name in names if name in known)
        unknown = [name for name in names if name not in known]
        near = tuple(dict.fromkeys(key for name in unknown[:3] for key in nearest(treatments, name[:60]) if key not in found))[:3]
        if len(found) > MOST_COLUMNS:
            return View(compare=found[:MOST_COLUMNS], message="too-many", asked=asked)
        if len(found) >= FEWEST_COLUMNS:
            return View(compare=found, message="unknown-compare" if unknown else "", near=near, asked=asked if unknown else "")
        if found:
            return View(show=found[0], message="one-to-compare", near=near, asked=asked)
        return View(message="unknown-compare", near=near)
    if asked := fields.get("show", "").strip().lower():
        return View(show=asked) if asked in known else View(message="unknown", near=nearest(treatments, asked[:60]))
    return View()
