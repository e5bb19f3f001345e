"""Words by key in one language: sentences with places to fill, plural forms, dates and numbers as that language writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

# English as most of the world writes it: 24 November 2026.
DEFAULT_LOCALE = "en_001"
MINUS = "\u2212"


class NoWords(KeyError):
    """Raised for a key that nobody wrote words for, or whose words do not fit. `file` and `key` say where."""

    def __init__(self, file: str, key: str, what: str = "there are no words for this key"):
        super().__init__(key)
        self.file, self.key, self.what = file, key, what

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what}"


def no_text(entries: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where something stands in a file of words that is no text: a number, a truth value, or nothing at all."""
    if isinstance(entries, Mapping):
        for key, value in entries.items():
            yield from no_text(value, (*at, key))
    elif isinstance(entries, list):
        for place, value in enumerate(entries):
            yield from no_text(value, (*at, place))
    elif not isinstance(entries, str):
        yield at


@dataclass(frozen=True)
class Words:
    """Words by key (`say("help.title")`), filled in with `str.format`. A key nobody wrote is an error that names the file.

    Where a sentence depends on a number, its entry holds a form for each plural category that the language has (`one`, `other`, ...); the
    number is the place `n`.
    """

    file: str
    entries: Mapping[str, Any]
    locale: str = DEFAULT_LOCALE

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `{name}` places filled. Raises NoWords (a KeyError) naming file and key."""
        text = self.get(key)
        if isinstance(text, Mapping) and "other" in text:
            text = text.get(self.plural(values.get("n")), text["other"])
        if not isinstance(text, str):
            raise NoWords(self.file, key)
        try:
            return text.format(**values) if values else text
        except (KeyError, IndexError, ValueError) as error:
            raise NoWords(self.file, key, f"these words have a place that nothing fills: {error}") from error

    def get(self, key: str) -> Any:
        """The entry under a dotted key, or None."""
        node: Any = self.entries
        if key in self.entries:
            return self.entries[key]
        for part in key.split("."):
            node = node.get(part) if isinstance(node, Mapping) else None
        return node

    def plural(self, number: object) -> str:
        """The plural category of a number in this language; `other` for what is no number."""
        return Locale.parse(self.locale).plural_form(number) if isinstance(number, (int, float)) else "other"

    def date(self, day: dt.date) -> str:
        """A day as this language writes it in full."""
        return format_date(day, "long", locale=self.locale)

    def number(self, value: float) -> str:
        """A number as this language writes it: thousands apart, a true minus, no more digits than it was given with."""
        return format_decimal(value, format="#,##0.##########", locale=self.locale).replace("-", MINUS)
