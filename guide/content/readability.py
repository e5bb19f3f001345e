"""How plain a text is: Flesch-Kincaid and SMOG grades, sentence lengths.

Syllables are counted by vowel groups with the usual corrections (silent e, -ed, -es). Formulas: Kincaid et al. 1975,
Navy Research Branch Report 8-75; McLaughlin 1969, SMOG Grading. A grade ranks what to mend; it does not prove a text usable.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

WORDS_PER_MINUTE = 200
_VOWELS = re.compile(r"[aeiouy]+")
# A point ends a sentence when white space and a capital, digit or quote follow.
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")


@dataclass(frozen=True)
class Measures:
    """Grades and lengths of a text."""

    grade: float
    smog: float
    words: int
    sentences: int
    longest: int
    average: float


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    guarded = re.sub(r"\b(Dr|Mr|Ms|St|vs|e\.g|i\.e|U\.S)\.", lambda m: m[0].replace(".", "\0"), text)
    return [part.replace("\0", ".").strip() for part in _END.split(guarded) if part.strip()]


def words(text: str) -> list[str]:
    """The words of a text; a number counts as one."""
    return re.findall(r"[A-Za-z0-9]+(?:['’.,-][A-Za-z0-9]+)*", text)


def syllables(word: str) -> int:
    """Spoken syllables of an English word, estimated; at least one."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if not word:
        return 1
    count = len(_VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscxzg]es$|[^aeiou]ely$", word):
        count -= 1
    count += len(re.findall(r"ia|io(?!us|n)|eo|ism$|[^aeiou]le$", word)) if count < 3 else 0
    return max(1, count)


def measure(stretches: Iterable[str]) -> Measures:
    """Measure a text given as its paragraphs, headings left out by the caller."""
    all_sentences = [s for stretch in stretches for s in sentences(stretch)]
    counts = [len(words(s)) for s in all_sentences]
    every = [w for s in all_sentences for w in words(s)]
    if not every:
        return Measures(0.0, 0.0, 0, 0, 0, 0.0)
    total = sum(syllables(w) for w in every)
    hard = sum(syllables(w) >= 3 for w in every)
    per = len(every) / len(all_sentences)
    grade = 0.39 * per + 11.8 * total / len(every) - 15.59
    smog = 1.0430 * math.sqrt(hard * 30 / len(all_sentences)) + 3.1291
    return Measures(round(grade, 1), round(smog, 1), len(every), len(all_sentences), max(counts), round(per, 1))
