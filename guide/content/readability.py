"""How plain a text is: Flesch-Kincaid and SMOG grades for English, INFLESZ for Spanish, sentence lengths.

English syllables are counted by vowel groups with the usual corrections (silent e, -ed, -es); Spanish ones by its rules of diphthong and hiatus.
Formulas: Kincaid et al. 1975, Navy Research Branch Report 8-75; McLaughlin 1969, SMOG Grading; Szigriszt 1993 with the scale of
Barrio-Cantalejo et al. 2008, An Sist Sanit Navar 31(2):135-152 (https://legible.es/blog/index-1.html gives both): below 40 very hard, 40 to 55
rather hard, 55 to 65 normal, 65 to 80 rather easy, above 80 very easy. A grade ranks what to mend; it does not prove a text usable.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

WORDS_PER_MINUTE = 200
_VOWELS = re.compile(r"[aeiouy]+")
_SPANISH_VOWELS = "aeiouáéíóúü"
# A point ends a sentence when white space and a capital, digit, quote or opening mark follow.
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(¿¡]*[A-ZÁÉÍÓÚÑÜ0-9])")
_SHORT = re.compile(r"\b(?:(?:Dr|Mr|Ms|St|vs|e\.g|i\.e|U\.S|Dra|Sr|Sra|p\. ?ej)\.|EE\. ?UU\.)")


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
    guarded = _SHORT.sub(lambda m: m[0].replace(".", "\0"), text)
    return [part.replace("\0", ".").strip() for part in _END.split(guarded) if part.strip()]


def words(text: str) -> list[str]:
    """The words of a text; a number counts as one."""
    return re.findall(r"[^\W_]+(?:['’.,-][^\W_]+)*", text)


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


def spanish_syllables(word: str) -> int:
    """Spoken syllables of a Spanish word: vowels that stand together are one, but for two strong ones (an accented i or u is strong).

    A figure counts two for each digit, which is about what it takes to say it.
    """
    word = re.sub(r"gu(?=[eéií])", "g", word.lower().replace("qu", "k"))
    word = re.sub(r"y(?=[^aeiouáéíóúü]|$)", "i", word)
    count, before = 0, ""
    for letter in word:
        if letter.isdigit():
            count += 2
        elif letter in _SPANISH_VOWELS and not (before in _SPANISH_VOWELS and before and (before in "iuü" or letter in "iuü")):
            count += 1
        before = letter
    return max(1, count)


def inflesz(stretches: Iterable[str]) -> float:
    """How easy a Spanish text is on the INFLESZ scale: `206.835 - 62.3 * syllables / words - words / sentences`; 0 for no text."""
    all_sentences = [s for stretch in stretches for s in sentences(stretch)]
    every = [w for s in all_sentences for w in words(s)]
    if not every:
        return 0.0
    total = sum(spanish_syllables(word) for word in every)
    return round(206.835 - 62.3 * total / len(every) - len(every) / len(all_sentences), 1)


def plainness(stretches: Iterable[str], language: str) -> float:
    """The one figure a language has for how plain a text is: INFLESZ for Spanish (more is easier), else a school grade (less is easier)."""
    return inflesz(stretches) if language == "es" else measure(stretches).grade
