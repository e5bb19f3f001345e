"""The guide's Markdown: CommonMark with claims, deeper passages, figures and parts in place, citations and glossary terms.

One parser feeds every output. `parse` turns a page's text into tokens, `prose` into plain sentences for the tests that measure them;
`guide.view.prose` renders the tokens.
"""

from __future__ import annotations

import functools
import re
import shlex
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

CONTAINERS = ("claim", "deeper", "views", "note", "figure", "part")
STRENGTHS = ("strong", "moderate", "weak", "contested")
_CITE = re.compile(r"\[@([a-z0-9][\w-]*(?:\s*;\s*@[a-z0-9][\w-]*)*)\]")
_SCRIPT = re.compile(r"\[!([^\[\]]+)\]")
_TERM = re.compile(r"\[\[([a-z0-9][a-z0-9-]*)(?:\|([^\]|]+))?\]\]")


@dataclass(frozen=True)
class Head:
    """The first line of a container: `::: claim strong facts=a,b computed="..."`."""

    kind: str
    words: tuple[str, ...]
    values: dict[str, str]
    line: int

    @property
    def facts(self) -> tuple[str, ...]:
        """The fact ids that a claim or a pair of views rests on."""
        return tuple(name for name in self.values.get("facts", "").split(",") if name)

    @property
    def title(self) -> str:
        """The words after the container's name, as a title."""
        return " ".join(self.words)


@dataclass
class Marks:
    """What a page's text refers to, with the line of each: for the checks."""

    heads: list[Head] = field(default_factory=list)
    citations: list[tuple[str, int]] = field(default_factory=list)
    terms: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)


def _cite_rule(state: StateInline, silent: bool) -> bool:
    match = _CITE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.meta = {"keys": [key.strip().lstrip("@") for key in match[1].split(";")]}
    state.pos = match.end()
    return True


def _term_rule(state: StateInline, silent: bool) -> bool:
    match = _TERM.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("term", "", 0)
        token.meta = {"key": match[1], "shown": match[2]}
    state.pos = match.end()
    return True


def _script_rule(state: StateInline, silent: bool) -> bool:
    """`[!Drag the level.]`: words that ask for what only a script can do."""
    match = _SCRIPT.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("script_open", "span", 1)
        state.push("text", "", 0).content = match[1]
        state.push("script_close", "span", -1)
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table"])
    parser.inline.ruler.before("link", "cite", _cite_rule)
    parser.inline.ruler.before("link", "term", _term_rule)
    parser.inline.ruler.before("link", "script", _script_rule)
    for name in CONTAINERS:
        container_plugin(parser, name)
    return parser


_PARSER = _parser()


def read_head(info: str, line: int) -> Head:
    """Read a container's first line into its kind, plain words and `name=value` pairs. Raises ValueError when it is malformed."""
    kind, _, rest = info.strip().partition(" ")
    # A title is free text (it may hold an apostrophe); only claims and views carry name=value pairs.
    parts = rest.split() if kind in ("deeper", "note") else shlex.split(rest)
    pairs = dict(part.split("=", 1) for part in parts if "=" in part and kind not in ("deeper", "note"))
    words = tuple(part for part in parts if kind in ("deeper", "note") or "=" not in part)
    return Head(kind, words, pairs, line)


_FENCE = re.compile(r"^(:{3,})[ \t]*(.*)$")


def fences(text: str) -> list[tuple[int, str]]:
    """What is wrong with the lines that open and close containers: each with its line (counted from 0) and what to do."""
    wrong: list[tuple[int, str]] = []
    open_at: list[tuple[int, int]] = []
    for number, line in enumerate(text.splitlines()):
        fence = _FENCE.match(line)
        if not fence:
            continue
        length, words = len(fence[1]), fence[2].split()
        if words and words[0] not in CONTAINERS:
            wrong.append((number, f"no container is called {words[0]!r}; there are {', '.join(CONTAINERS)}"))
        if words:
            open_at.append((length, number))
        elif not open_at:
            wrong.append((number, "this closes nothing: a container opens with `::: name`"))
        elif open_at.pop()[0] != length:
            wrong.append((number, "this closes a container that opened with another number of colons; one may be open still"))
    wrong += [(number, "this container is never closed: write the same colons, alone on a line, after its last words") for _, number in open_at]
    return wrong


@functools.lru_cache(maxsize=128)  # each other language reads a page of the first one again, for its headings' ids
def parse(text: str) -> tuple[Token, ...]:
    """The block tokens of a Markdown text, each container's `meta["head"]` read."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type.startswith("container_") and token.nesting == 1:
            line = token.map[0] if token.map else 0
            try:
                token.meta["head"] = read_head(token.info, line)
            except ValueError:
                token.meta["head"] = Head(token.info.split()[0], (), {}, line)
                token.meta["broken"] = True
    return tuple(tokens)


def marks(tokens: Sequence[Token]) -> Marks:
    """Every container, citation, term and link of a page with its line (counted from 0 in the text)."""
    found = Marks()
    for token in tokens:
        if token.meta.get("head"):
            found.heads.append(token.meta["head"])
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type == "cite":
                found.citations += [(key, line) for key in child.meta["keys"]]
            elif child.type == "term":
                found.terms.append((child.meta["key"], line))
            elif child.type == "link_open":
                found.links.append((str(child.attrGet("href")), line))
    return found


def slug(text: str) -> str:
    """A heading's anchor: lower case, hyphens, accents folded (`¿Qué es?` is `que-es`); letters of other scripts stay."""
    folded = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", folded).strip("-")


@dataclass(frozen=True)
class Stretch:
    """Plain words of one paragraph, heading or list item: where it stands and inside which containers."""

    text: str
    line: int
    inside: tuple[Head, ...]
    heading: bool = False

    @property
    def deeper(self) -> bool:
        """Whether the words stand in a "go deeper" passage."""
        return any(head.kind == "deeper" for head in self.inside)

    @property
    def claim(self) -> Head | None:
        """The claim (or pair of views) that the words belong to."""
        return next((head for head in reversed(self.inside) if head.kind in ("claim", "views")), None)


def words_of(token: Token, term: Callable[[str], str]) -> str:
    """The plain words of an inline token."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type == "term":
            parts.append(child.meta["shown"] or term(child.meta["key"]))
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return re.sub(r"\s+([.,;:)])", r"\1", "".join(parts)).strip()


def prose(tokens: Sequence[Token], term: Callable[[str], str]) -> Iterator[Stretch]:
    """The plain words of a page, stretch by stretch. `term` gives a glossary key's shown word."""
    inside: list[Head] = []
    heading = False
    for token in tokens:
        if token.type.startswith("container_"):
            inside.append(token.meta["head"]) if token.nesting == 1 else inside.pop()
        elif token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "inline":
            yield Stretch(words_of(token, term), token.map[0] if token.map else 0, tuple(inside), heading)
