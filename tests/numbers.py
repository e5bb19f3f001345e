"""The numbers of a text, for the checks that hold words to facts."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def numbers_in(text: str) -> set[str]:
    """The numbers of a text as bare figures: `4,042` and `4042` are one, and `five` is `5`."""
    found = {n.replace(",", "").rstrip(".") for n in _NUMBER.findall(text)}
    lower = text.lower()
    found |= {str(value) for value, word in enumerate(_SMALL) if re.search(rf"\b{word}\b", lower)}
    return found | {str(float(n)).removesuffix(".0") for n in found if n.count(".") <= 1}
