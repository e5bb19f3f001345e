"""The one matcher of every search on the server: words as the beginnings of words, names before texts, slips of the hand mended.

`assets/js/rank.js` does the same in the browser, where what is typed into the guide's search stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from rapidfuzz.distance import Levenshtein

Thing = TypeVar("Thing")
# Words shorter than this are not guessed at. One shorter than SAFE is half of many others ("shame" and "same"), so only what hands leave out, double or
# swap is mended in it; in one of LONG letters two slips are, where the first letter is right.
SHORTEST = 4
SAFE = 6
LONG = 7
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# A name that more things than this share says nothing of what is near.
FEW = 4


def bare(text: str) -> str:
    """Lower case, accents folded, apostrophes left out, everything else than letters and digits a single space. `assets/js/rank.js` does the same."""
    folded = text.lower()
    if not folded.isascii():  # no letter of ASCII is an accent: asking each whether it is took half of the time
        folded = _BEYOND_ASCII.sub(lambda one: "" if unicodedata.combining(one[0]) else one[0], unicodedata.normalize("NFD", folded))
    return re.sub(r"[^\w]+|_", " ", re.sub(r"['\u2019\u2018`´]", "", folded)).strip()


def swapped(one: str, other: str) -> bool:
    """Whether two words differ by letters in another order: the commonest slip, which counts as one."""
    return one != other and sorted(one) == sorted(other)


def slipped(one: str, other: str) -> bool:
    """Whether a slip of the hand makes one word of the other: a letter more, less or other, or letters that changed places."""
    return swapped(one, other) or Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _doubled(word: str, other: str) -> bool:
    """The word is the other with a letter doubled."""
    return any(word[at] == word[at - 1] and word[:at] + word[at + 1 :] == other for at in range(1, len(word)))


def likest(word: str, held: Iterable[str]) -> str:
    """The first held word that a slip of the hand would make into `word`, the likest first; "" when none is like enough."""
    if len(word) < SHORTEST:
        return ""
    most = 1 if len(word) < LONG else 2
    best, least = "", most + 1
    for other in held:
        if len(word) < SAFE and not (len(other) > len(word) or swapped(word, other) or _doubled(word, other)):
            continue
        far = 1 if swapped(word, other) else Levenshtein.distance(word, other, score_cutoff=most)
        if far < least and (far < 2 or word[0] == other[0]):  # two slips, and another first letter: that is another word
            best, least = other, far
    return best


@dataclass(frozen=True)
class Found(Generic[Thing]):
    """What a search found. `instead` is what was looked for in the place of words that nothing holds ("" when nothing was)."""

    things: tuple[Thing, ...]
    instead: str = ""


@dataclass(frozen=True)
class Entry(Generic[Thing]):
    """A thing with its names and its other words, each bare and after a space."""

    thing: Thing
    names: str
    everything: str


def entry(thing: Thing, names: Iterable[str], words: Iterable[str] = ()) -> Entry[Thing]:
    """A thing that can be found by its names and its other words."""
    named = f" {bare(' | '.join(names))}"
    return Entry(thing, named, f"{named} {bare(' '.join(words))}")


@dataclass(frozen=True, eq=False)
class Matcher(Generic[Thing]):
    """Things that can be searched, in the order in which they are found.

    Attributes:
        entries: the things with their words.
        small: words that look for nothing by themselves ("what is"), where others stand beside them.
        known: words that are right as they are, though no thing here holds them: none of them is taken for a slip.
    """

    entries: Sequence[Entry[Thing]]
    small: Collection[str] = ()
    known: Collection[str] = field(default=(), repr=False)

    @cached_property
    def _held(self) -> tuple[str, ...]:
        """The words of names by which slips are mended, the commonest first."""
        told = Counter(word for one in self.entries for word in set(one.everything.split()))
        return tuple(sorted({word for one in self.entries for word in one.names.split() if len(word) >= SHORTEST}, key=lambda word: (-told[word], word)))

    def _asked(self, text: str) -> list[str]:
        words = bare(text).split()
        return [word for word in words if word not in self.small] or words

    def _holding(self, words: Sequence[str]) -> tuple[Thing, ...]:
        """The things that hold every word as the beginning of a word: in their names first (whole words before beginnings), then elsewhere, where a short
        word stands whole ("app" is no "approval")."""
        named = [one for one in self.entries if all(f" {word}" in one.names for word in words)]
        named.sort(key=lambda one: not all(f" {word} " in f"{one.names} " for word in words))
        starts = [f" {word}" if len(word) >= SHORTEST else f" {word} " for word in words]
        told = [one for one in self.entries if one not in named and all(start in f"{one.everything} " for start in starts)]
        return tuple(one.thing for one in (*named, *told))

    def _right(self, word: str) -> bool:
        """The word stands so in a name or a text; the mere beginning of a word of a text may be a slip ("slep" of "slept")."""
        return word in self.known or any(f" {word}" in one.names or f" {word} " in f"{one.everything} " for one in self.entries)

    def find(self, text: str) -> Found[Thing]:
        """The things whose words hold every word of `text`; all for no text.

        A word that nothing holds gives way to the likest one that a name holds; when there is none, nothing is found.
        """
        asked = self._asked(text)
        if not asked:
            return Found(tuple(one.thing for one in self.entries))
        instead = [word if self._right(word) else likest(word, self._held) for word in asked]
        if all(instead) and instead != asked and (mended := self._holding(instead)):
            return Found(mended, " ".join(instead))
        return Found(self._holding(asked))

    def near(self, text: str, count: int = 3) -> tuple[Thing, ...]:
        """Things that one of the words names, where not all do: only by a word that few share, or by its slip. Nothing where none is near."""
        found: list[Thing] = []
        for word in self._asked(text):
            wanted = word if self._right(word) else likest(word, self._held)
            named = [one.thing for one in self.entries if f" {wanted}" in one.names] if len(wanted) >= SHORTEST else []
            found += [thing for thing in named if thing not in found] if len(named) <= FEW else []
        return tuple(found[:count])
