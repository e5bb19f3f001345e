"""What people type into a search box: words of crisis, and other names for what the guide holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from guide.content.match import bare, slipped
from guide.content.source import Source

Phrase = Annotated[str, Field(min_length=2)]
# Letters of a word of crisis that is heard with a slip in it: within a phrase its neighbors speak too. As in assets/js/rank.js.
IN_PHRASE, ALONE = 6, 7


class SearchWords(BaseModel):
    """`search.yaml` of a language.

    Attributes:
        crisis: phrases that put help above every result.
        alike: words that only look like one of a crisis with a slip in it.
        small: words that look for nothing by themselves ("what is").
        also: other names by what they lead to: `treatment:<id>`, `resource:<id>`, `page:<id>` or `term:<key>`; everyday words of what kind of
            treatments there are: `kind:medicine`, `synapse:ssri`; and of what the survey offers: `need:sleep`, `audience:veteran`, `country:GB`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    crisis: tuple[Phrase, ...] = Field(min_length=1)
    alike: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    also: dict[str, tuple[Phrase, ...]] = Field(default_factory=dict)

    @cached_property
    def _phrases(self) -> tuple[list[str], ...]:
        return tuple(bare(phrase).split() for phrase in self.crisis)

    def _heard(self, word: str, said: str, least: int) -> bool:
        return word == said or (len(word) >= least and word[0] == said[0] and said not in self.alike and slipped(word, said))

    def speaks_of_crisis(self, text: str) -> bool:
        """Whether a phrase of crisis stands in the text, also with a slip in a long word of it."""
        typed = bare(text).split()
        for words in self._phrases:
            least = IN_PHRASE if len(words) > 1 else ALONE
            for at in range(len(typed) - len(words) + 1):
                if all(self._heard(word, said, least) for word, said in zip(words, typed[at:], strict=False)):
                    return True
        return False

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
