"""The vocabulary of the list and the survey's words, read and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guide.content.source import Source, Tree
from guide.resources.model import ANYWHERE, Reason
from guide.resources.rank import WEIGHTS

# Survey question or label -> the list of `vocabulary.yaml` its words come from.
FACETS = {
    "audience": "audiences",
    "need": "needs",
    "topic": "topics",
    "format": "formats",
    "cost": "costs",
    "organisation": "org_types",
    "language": "languages",
    "country": "countries",
}
QUESTIONS = ("audience", "need", "country", "topic", "language", "format", "free")


@dataclass(frozen=True)
class Vocabulary:
    """The words rows and answers may use."""

    audiences: tuple[str, ...]
    needs: tuple[str, ...]
    topics: tuple[str, ...]
    formats: tuple[str, ...]
    costs: tuple[str, ...]
    org_types: tuple[str, ...]
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    elsewhere: str

    def words(self, facet: str) -> tuple[str, ...]:
        """The words of a survey question or label."""
        found: tuple[str, ...] = getattr(self, FACETS[facet])
        return found


@dataclass(frozen=True)
class Question:
    """One question of the survey. `more` questions stand behind "more choices"; `several` allows more than one answer."""

    id: str
    label: str
    why: str
    options: tuple[tuple[str, str], ...]
    several: bool
    more: bool


@dataclass(frozen=True)
class Survey:
    """The survey's words."""

    title: str
    before: str
    skip: str
    guessed: str
    lost: str
    clear: str
    more_choices: str
    count: str
    count_one: str
    questions: tuple[Question, ...]
    labels: Mapping[str, Mapping[str, str]]
    said: Mapping[str, Mapping[str, str]]
    because: str
    because_join: str
    relaxed_head: str
    relaxed_beside: str
    relaxed_lines: Mapping[str, str]
    elsewhere: str

    def question(self, name: str) -> Question:
        """A question by id."""
        return next(question for question in self.questions if question.id == name)

    def label(self, facet: str, word: str) -> str:
        """A word as an option or a mark shows it; an unknown word shows itself."""
        return self.labels.get(facet, {}).get(word, word)

    def country_name(self, code: str) -> str:
        """A country's name."""
        return self.label("country", code)

    def _said(self, reason: Reason) -> str:
        return self.said.get(reason.kind, {}).get(reason.value, reason.value)

    def reason(self, reason: Reason) -> str:
        """One reason in words: "because you chose nightmares"."""
        return self.because.format(label=self._said(reason))

    def reasons(self, reasons: Sequence[Reason]) -> str:
        """All reasons as one line: "because you chose veterans, nightmares and apps". Empty without reasons."""
        words = list(dict.fromkeys(self._said(reason) for reason in reasons))
        if not words:
            return ""
        return self.because.format(label=self.joined(words))

    def joined(self, words: Sequence[str]) -> str:
        """Words as a list in a sentence: "veterans, nightmares and apps". Empty without words."""
        return self.because_join.format(first=", ".join(words[:-1]), last=words[-1]) if words[:-1] else "".join(words)

    def count_words(self, count: int) -> str:
        """How many rows are listed."""
        return self.count_one if count == 1 else self.count.format(count=count)

    def relaxed(self, reasons: Sequence[Reason], *, beside: bool = False) -> list[str]:
        """What gave way, as sentences: the first says that it did. Empty when every choice is met. `beside`: help lines stand above the list."""
        if not reasons:
            return []
        lines = dict.fromkeys(self.relaxed_lines[reason.kind].format(label=self._said(reason)) for reason in reasons)
        return [self.relaxed_beside if beside else self.relaxed_head, *lines]


VOCABULARY = "data/vocabulary.yaml"


def _text(source: Source, tree: Tree, *at: str) -> str:
    value = tree.get(*at)
    if isinstance(value, str) and value.strip():
        return value
    if tree.data is not None:
        source.wrong_at(tree, at, ".".join(at), "words are missing here")
    return ""


def read_vocabulary(source: Source) -> Vocabulary | None:
    """The words of `data/vocabulary.yaml`; None when the file could not be read."""
    tree = source.yaml(VOCABULARY, dict)
    if tree.data is None:
        return None
    found: dict[str, tuple[str, ...]] = {}
    for name in FACETS.values():
        words = tree.get(name)
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            source.wrong_at(tree, (name,), name, "this must be a list of words")
            words = []
        if len(set(words)) != len(words):
            source.wrong_at(tree, (name,), name, "a word stands here twice")
        found[name] = tuple(words)
    return Vocabulary(**found, elsewhere=_text(source, tree, "elsewhere"))


def _read_labels(source: Source, tree: Tree, facet: str, known: Sequence[str] | None) -> tuple[dict[str, str], dict[str, str]]:
    """The labels of a facet's words, and how a reason says them: every word of the vocabulary needs its label."""
    labels: dict[str, str] = {}
    said: dict[str, str] = {}
    rows = tree.get("words", facet)
    rows = rows if isinstance(rows, dict) else {}
    for word, entry in rows.items():
        field = f"words.{facet}.{word}"
        if known is not None and word not in known:
            source.wrong_at(tree, ("words", facet, str(word)), field, "the vocabulary has no such word")
        row: dict[str, Any] = entry if isinstance(entry, dict) else {"label": entry}
        if not all(isinstance(text, str) and text for text in row.values()) or "label" not in row or set(row) - {"label", "said"}:
            source.wrong_at(tree, ("words", facet, str(word)), field, "give label, and said where a reason says it otherwise")
            continue
        labels[word] = row["label"]
        said[word] = row.get("said", row["label"])
    for expected in known or ():
        if expected not in rows and tree.data is not None:
            source.wrong_at(tree, ("words", facet), f"words.{facet}.{expected}", "this word of the vocabulary has no label")
    return labels, said


def _read_question(source: Source, tree: Tree, name: str, labels: Mapping[str, str]) -> Question:
    at = ("questions", name)
    listed = tree.get(*at, "options")
    options = []
    for word in map(str, listed if isinstance(listed, list) else labels):
        if word not in labels:
            source.wrong_at(tree, (*at, "options"), f"questions.{name}.options", f"no word is called {word!r}")
            continue
        special = tree.get(*at, "labels", word)
        options.append((word, special if isinstance(special, str) else labels[word]))
    if not isinstance(listed, list):  # all words of the facet, by label
        options.sort(key=lambda option: (option[0] == ANYWHERE, option[1].casefold()))
    label, why = _text(source, tree, *at, "label"), _text(source, tree, *at, "why")
    return Question(name, label, why, tuple(options), bool(tree.get(*at, "several")), bool(tree.get(*at, "more")))


def read_survey(source: Source, language: str, vocabulary: Vocabulary | None) -> Survey:
    """The survey's words in one language."""
    tree = source.yaml(f"{language}/survey.yaml", dict)
    labels: dict[str, dict[str, str]] = {}
    said: dict[str, dict[str, str]] = {}
    for facet in (*FACETS, "free"):
        known = ("free",) if facet == "free" else vocabulary.words(facet) if vocabulary else None
        labels[facet], said[facet] = _read_labels(source, tree, facet, known)
    questions = tuple(_read_question(source, tree, name, labels[name]) for name in QUESTIONS) if tree.data is not None else ()
    for key, places in {"because": ("{label}",), "because_join": ("{first}", "{last}"), "lost": ("{q}",), "count": ("{count}",)}.items():
        sentence = tree.get(key)
        if isinstance(sentence, str) and not all(place in sentence for place in places):
            source.wrong_at(tree, (key,), key, f"these words must hold {' and '.join(places)}")

    def text(*at: str) -> str:
        return _text(source, tree, *at)

    return Survey(
        title=text("title"),
        before=text("before"),
        skip=text("skip"),
        guessed=text("guessed"),
        lost=text("lost"),
        clear=text("clear"),
        more_choices=text("more_choices"),
        count=text("count"),
        count_one=text("count_one"),
        questions=questions,
        labels=labels,
        said=said,
        because=text("because"),
        because_join=text("because_join"),
        relaxed_head=text("relaxed", "head"),
        relaxed_beside=text("relaxed", "beside"),
        relaxed_lines={kind: text("relaxed", kind) for kind in WEIGHTS},
        elsewhere=vocabulary.elsewhere if vocabulary else "",
    )
