"""A page's Markdown as what stands on the page in reading order: prose as markup, figures and parts by name.

Markup of our own stands in templates; a token that nobody wrote a rule for is an error, so nothing a writer wrote is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from guide.content.markdown import Head
from guide.content.pages import Page
from guide.library import Library
from guide.view.render import macro, named, render

# Tokens that become the tag they name, and nothing more.
PLAIN = frozenset(
    f"{name}_{side}"
    for name in ("paragraph", "bullet_list", "ordered_list", "list_item", "strong", "em", "blockquote", "table", "thead", "tbody", "tr", "th", "td")
    for side in ("open", "close")
) | {"hr", "heading_close", "link_close"}


class UnknownToken(ValueError):
    """Raised for Markdown that the guide has no look for (an image, raw HTML, a block of code). The message names it and its line."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a page: prose as markup, or the name of the figure or part that stands here, and what was written beside that name."""

    kind: Literal["prose", "figure", "part"]
    html: Markup = Markup()
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


class _Renderer(RendererHTML):
    """The guide's own rules. `env` holds the library, how far headings are lowered, what their ids begin with, and the works cited so far."""

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: N802 (the base class's name)
        token = tokens[idx]
        if token.type not in PLAIN:
            line = token.map[0] + 1 if token.map else 0
            raise UnknownToken(f"the guide has no look for {token.type!r}{f' (line {line} of the text)' if line else ''}: {token.content[:60]}")
        if token.type == "heading_close":
            token = token.copy(tag=f"h{int(token.tag[1]) + env['shift']}")
            return super().renderToken([token], 0, options, env)
        return super().renderToken(tokens, idx, options, env)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        out: list[str] = []
        for at, token in enumerate(tokens):
            if token.type == "cite":
                env["cited"] += [key for key in token.meta["keys"] if key not in env["cited"]]
                if out:
                    out[-1] = out[-1].rstrip()
                continue
            rule = self.rules.get(token.type)
            out.append(rule(tokens, at, options, env) if rule else self.renderToken(tokens, at, options, env))
        return "".join(out)

    def hardbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<br>\n"

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        page: Page = env["page"]
        place, level = page.places[(tokens[idx].map or [0])[0]], int(tokens[idx].tag[1]) + env["shift"]
        token = Token("heading_open", f"h{level}", 1, attrs={"id": f"{env['prefix']}{place.id}"})
        also = "".join(macro(env["library"], "macros/prose", "also", f"{env['prefix']}{one}") for one in place.also)
        return f"{super().renderToken([token], 0, options, env)}{also}"

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return named(env["library"], tokens[idx].content)

    def term(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        library, meta = env["library"], tokens[idx].meta
        return macro(library, "macros/prose", "term", meta["key"], meta["shown"] or library.glossary[meta["key"]].term)

    def script_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return super().renderToken([Token("script_open", "span", 1, attrs={"class": "needs-script"})], 0, options, env)

    def script_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</span>"

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        href = str(tokens[idx].attrGet("href"))
        outside = {"rel": "noopener noreferrer"} if href.startswith("http") else {}
        # A place on the same page has its section's name before it in a longer document.
        href = env["library"].links.inside(href) if href.startswith("/") else f"#{env['prefix']}{href[1:]}" if href.startswith("#") else href
        return super().renderToken([Token("link_open", "a", 1, attrs={"href": href, **outside})], 0, options, env)


# Rules that would pass what nobody looked at: raw HTML, images and code stay unknown.
_RULES = MarkdownIt("commonmark", renderer_cls=_Renderer)
for _name in ("html_block", "html_inline", "image", "fence", "code_block"):
    _RULES.renderer.rules.pop(_name, None)  # type: ignore[attr-defined]


def _inside(tokens: Sequence[Token]) -> Iterator[tuple[Head | None, Sequence[Token]]]:
    """The outermost containers of some tokens, each with what is inside, and the runs of tokens between them (`None`)."""
    run: list[Token] = []
    inner: list[Token] = []
    head: Head | None = None
    depth = 0
    for token in tokens:
        if token.type.startswith("container_"):
            depth += token.nesting
            if depth == 1 and token.nesting == 1:
                if run:
                    yield None, run
                run, inner, head = [], [], token.meta["head"]
                continue
            if depth == 0:
                yield head, inner
                continue
        (inner if depth else run).append(token)
    if run:
        yield None, run


def claim_place(page: Page, line: int) -> str:
    """Where the claim that begins at a line stands on its page, and on the page of its evidence."""
    return f"claim-{page.claims[line]}"


def _rendered(tokens: Sequence[Token], env: dict[str, Any]) -> Markup:
    """Some tokens as markup, containers by their templates."""
    library: Library = env["library"]
    out = Markup()
    for head, inner in _inside(tokens):
        if head is None:
            out += Markup(_RULES.renderer.render(inner, _RULES.options, env))  # noqa: S704 (the renderer escapes every text)
        elif head.kind in ("claim", "views"):
            outer, env["cited"] = env["cited"], []
            html = _rendered(inner, env)
            works = [(key, library.references[key]) for key in env["cited"]]
            page: Page | None = env["page"]
            place, see = "", None
            if page and head.line in page.claims:
                name = claim_place(page, head.line)
                place, see = f"{env['prefix']}{name}", (library.links.evidence(page.id, name), f"{page.front.short} {list(page.claims).index(head.line) + 1}")
            out += render(library, "prose/claim", head=head, html=html, works=works, works_on=env["works_on"], place=place, see=see)
            env["cited"] = outer
        elif head.kind in ("deeper", "note"):
            out += render(library, f"prose/{head.kind}", title=head.title, html=_rendered(inner, env))
        else:
            raise UnknownToken(f"::: {head.kind} {head.title} stands inside another passage; give it a place of its own")
    return out


def rendered(library: Library, tokens: Sequence[Token]) -> tuple[Markup, tuple[str, ...]]:
    """Some blocks of a page as markup, and the works they cite. Headings and containers of the page itself stand outside them."""
    env: dict[str, Any] = {"library": library, "shift": 0, "prefix": "", "works_on": library.links.page("guide"), "cited": [], "page": None}
    return _rendered(tokens, env), tuple(env["cited"])


def passages(library: Library, page: Page, *, shift: int = 0, prefix: str = "", works_on: str = "") -> tuple[Passage, ...]:
    """What stands on a page in reading order; neighboring prose is one passage.

    Args:
        library: the words around claims and notes, the works, the glossary.
        page: the page.
        shift: how many ranks its headings are lowered, where the page is a section of a longer document.
        prefix: what the ids of its headings begin with there.
        works_on: the address of the page that lists the works; "" for this one.

    Raises:
        UnknownToken: for Markdown that the guide has no look for.
    """
    env: dict[str, Any] = {"library": library, "shift": shift, "prefix": prefix, "works_on": works_on, "cited": [], "page": page}
    found: list[Passage] = []
    run: list[Token] = []

    def flush() -> None:
        if run:
            html = _rendered(run, env).strip()
            if html:
                found.append(Passage("prose", html))
        run.clear()

    depth = 0
    for token in page.tokens:
        head = token.meta.get("head") if token.type.startswith("container_") else None
        if token.type in ("container_figure_open", "container_part_open") and depth == 0 and head:
            flush()
            found.append(Passage("figure" if head.kind == "figure" else "part", name=head.title, values=head.values))
        elif token.type in ("container_figure_close", "container_part_close") and depth == 0:
            continue
        else:
            depth += token.nesting if token.type.startswith("container_") else 0
            run.append(token)
    flush()
    return tuple(found)
