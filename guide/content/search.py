"""What people type into a search box: words of crisis, and other names for what the guide holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from guide.content.source import Source

Phrase = Annotated[str, Field(min_length=2)]


def bare(text: str) -> str:
    """Lower case, accents folded, apostrophes left out, everything else than letters and digits a single space. `assets/js/rank.js` does the same."""
    folded = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+|_", " ", re.sub(r"['\u2019\u2018`´]", "", folded)).strip()


class SearchWords(BaseModel):
    """`search.yaml` of a language.

    Attributes:
        crisis: phrases that put help above every result.
        also: other names by what they lead to: `treatment:<id>`, `resource:<id>`, `page:<id>` or `term:<key>`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    crisis: tuple[Phrase, ...] = Field(min_length=1)
    also: dict[str, tuple[Phrase, ...]] = Field(default_factory=dict)

    def speaks_of_crisis(self, text: str) -> bool:
        """Whether a phrase of crisis stands in the text, word for word."""
        said = f" {bare(text)} "
        return any(f" {bare(phrase)} " in said for phrase in self.crisis)

    def names(self, kind: str, key: str) -> tuple[str, ...]:
        """Other names of a thing."""
        return self.also.get(f"{kind}:{key}", ())


def read_search(source: Source, language: str, known: Mapping[str, Iterable[str] | None]) -> SearchWords:
    """The search words of a language. `known`: the keys there are by kind, None for a kind that could not be read."""
    tree = source.yaml(f"{language}/search.yaml", dict)
    made = source.build(SearchWords, tree) if tree.data else None
    if made is None:
        return SearchWords(crisis=("suicide",))
    for name in made.also:
        kind, _, key = name.partition(":")
        if kind not in known:
            source.wrong_at(tree, ("also", name), "also", f"{name!r} begins with none of {', '.join(f'{kind}:' for kind in known)}")
        elif (keys := known[kind]) is not None and key not in set(keys):
            source.wrong_at(tree, ("also", name), "also", f"there is no {kind} {key!r}")
    return made
