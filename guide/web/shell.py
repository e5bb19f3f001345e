"""The page as it is served: complete without JavaScript, and the frame around Streamlit.

`Shell.page` takes Streamlit's own `index.html`, gives it the page's language, title and card, and puts the bar (Contents, Help now,
Aa, Leave) and the page's text **beside** `#root`. Inside `#root` React would wipe the text 0.7 to 3 seconds before its own stands
(measured). The browser script hides the served text when the app's heading stands.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from guide.content.pages import Page
from guide.figures import build
from guide.library import ROOT, Library
from guide.links import FIRST_LANGUAGE, JOIN, Links, oembed
from guide.making.browser import bundle
from guide.making.site import STREAMLIT
from guide.treatments import View, read_address
from guide.view import frame
from guide.view.page import Given, article, title_of
from guide.view.render import macro, render

INDEX = STREAMLIT / "index.html"
# Stands for the choice of languages in a bar that is made once.
SLOT = "~tongues~"
_HOST = re.compile(r"https?://[A-Za-z0-9.\-:\[\]]{1,100}")


def language_of(query: Mapping[str, str], known: Mapping[str, object]) -> str:
    """The language an address asks for; the first one where it asks for none or for one that is not here."""
    asked = query.get("lang", "")
    return asked if asked in known else FIRST_LANGUAGE


def own_language(accepted: str, known: Mapping[str, object]) -> str:
    """The first language of a device's own list (Accept-Language, in its order) that is here; "" where none is."""
    return next((code for name in accepted.split(",") if (code := re.split("[-;]", name.strip().lower())[0]) in known), "")


@dataclass(frozen=True, eq=False)
class Shell:
    """Makes served pages in one language.

    Attributes:
        library: the words.
        manifest: addresses of the site's files.
        origin: the address this copy is known by ("" when unset); link previews need absolute addresses.
        contact: where mistakes are reported ("" when unset).
        languages: every language this copy speaks.
    """

    library: Library
    manifest: Mapping[str, Any]
    origin: str = ""
    contact: str = ""
    languages: tuple[frame.Spoken, ...] = ()

    def known_as(self, asked: str) -> str:
        """The address under which this copy is known: GUIDE_ORIGIN, else the one that was asked (`asked`, a base address). A code needs an absolute one."""
        return self.origin or (asked.rstrip("/") if _HOST.fullmatch(asked.rstrip("/")) else "")

    # -- the frame -----------------------------------------------------------------------------------------------------

    @functools.cached_property
    def index(self) -> str:
        """Streamlit's page with absolute addresses, its own title and its text for programs left out."""
        text = INDEX.read_text(encoding="utf-8").replace("./static/", "/static/")
        text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
        text = re.sub(r"<title>.*?</title>", "", text)
        text = re.sub(r'<meta\s+name="viewport"[^>]*>', "", text)
        text = re.sub(r'<link rel="service-desc"[^>]*>', "", text)
        # Without the preload the text paints at once in a system font, 0.3 s sooner, and takes the guide's font when it is there.
        text = re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*>', "", text)
        text = re.sub(r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="/favicon.svg" type="image/svg+xml">', text)
        text = re.sub(r"<noscript>.*?</noscript>", "", text, flags=re.DOTALL)
        # Forty modules asked for in the head keep the page's own text waiting: early.js asks for them after the first paint.
        late = re.compile(r'\s*<(?:script type="module"[^>]*></script>|link rel="(?:modulepreload|stylesheet)"[^>]*>)')
        moved = "".join(match[0].strip() for match in late.finditer(text))
        return late.sub("", text).replace("</body>", f'<template id="later">{moved}</template></body>')

    @functools.cached_property
    def early(self) -> str:
        """The script that runs before anything is drawn: inside the page, for a request of its own would hold the text back."""
        return bundle("early")

    @functools.cached_property
    def script_hashes(self) -> tuple[str, ...]:
        """CSP sources for the scripts that stand inside Streamlit's page."""
        inline = [*re.findall(r"<script>(.*?)</script>", self.index, flags=re.DOTALL), self.early]
        return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in inline)

    def wrap(
        self,
        main: Markup,
        *,
        title: str,
        description: str,
        path: str,
        page: Page | None,
        app: bool,
        card: str = "start",
        preview: str = "",
        query: Mapping[str, str] | None = None,
        posted: bool = False,
        part: str = "",
    ) -> str:
        """A whole document around `main`. With `app`, Streamlit starts in it. `preview` is its title elsewhere, where that must say less; `query` is what its
        address asks for beside the language: another site must not take a card for the list. `posted`: what a form made, which no address asks for again
        (no script may replace it), and `part` what a link to the same holds behind its #."""
        library = self.library
        tongues = frame.tongues(library, self.languages, path, part, query)
        given = {
            "title": title, "preview": preview, "description": description, "path": path, "page": page, "origin": self.origin, "manifest": self.manifest,
            "canonical": f"{self.origin}{library.links.to(path, query=query)}" if self.origin else "",
            "image": f"{self.origin}{library.links.card(card if card in self.cards else 'start')}",
            "alternates": [(one.code, f"{self.origin}{Links(one.code).to(path, query=query)}") for one in self.languages] if len(self.languages) > 1 else [],
            "tongues": tongues, "posted": posted,
            "early": Markup(self.early),  # noqa: S704 (our own script)
            "plot": bool(page and page.figures and build(page.figures[0], library).figure is not None),
            "oembed": oembed(self.origin, library.links.to(path)) if page and page.figures else "",
            "join": JOIN, "elsewhere": frame.elsewhere(library),
        }  # fmt: skip
        if not app:
            return render(library, "still", main=main, bar=self._bar(tongues, app=False), **given)
        head, body = render(library, "head", **given), render(library, "body", main=main, bar=self._bar(tongues, app=True), **given)
        root = render(library, "root", page=page, manifest=self.manifest, tongues=tongues, posted=posted)
        index = self.index.replace('<html lang="en">', str(root).strip(), 1)
        index = re.sub(r'<meta charset="UTF-8" ?/?>', lambda match: f"{match[0]}{head}", index, count=1)
        return re.sub(r"<body>", lambda match: f"{match[0]}{body}", index, count=1)

    def _bar(self, tongues: Sequence[frame.Tongue], *, app: bool) -> Markup:
        """What is always in reach. It costs 13 ms, so it is made once: all but the way to the other languages is alike at every address."""
        before, _, after = self._bars(app)
        return before + macro(self.library, "macros/tongues", "choice", tongues) + after

    @functools.cached_property
    def _bars(self) -> Callable[[bool], tuple[Markup, Markup, Markup]]:
        return functools.cache(lambda app: frame.bar(self.library, SLOT, app=app).partition(SLOT))

    @functools.cached_property
    def cards(self) -> frozenset[str]:
        """The pages that have a picture for link previews."""
        return frozenset(file.stem for file in (ROOT / self.library.links.card("start").lstrip("/")).parent.glob("*.png"))

    # -- pages ---------------------------------------------------------------------------------------------------------

    def given(self, view: View | None = None) -> Given:
        """What the pages of this copy are handed beside the content."""
        figures, papers = self.manifest["figures"][self.library.language], self.manifest.get("papers", {}).get(self.library.language, {})
        return Given(figure_src=figures.__getitem__, contact=self.contact, view=view or View(), languages=max(1, len(self.languages)), papers=papers)

    def article(self, page: Page, view: View | None = None) -> Markup:
        """A page's article alone."""
        return article(self.library, page, self.given(view))

    def view(self, query: str) -> View:
        """What an address of /treatments asks for."""
        return read_address(query, self.library.shelf.treatments)

    def page(self, page: Page, view: View | None = None) -> str:
        """A page of the guide, with the app in it. `view` is what the address asks of /treatments."""
        view = view or View()
        title, description, by_id = title_of(self.library, page, view), page.front.description, self.library.shelf.by_id
        if view.show:
            description = by_id[view.show].words.plain
        elif view.compare:
            title = ", ".join(by_id[key].name for key in view.compare)
        return self.wrap(self.article(page, view), title=title, description=description, path=page.path, page=page, app=True, card=page.id, query=view.query)

    @functools.cached_property
    def not_found(self) -> str:
        """A helpful page for an address that does not exist: the same for each."""
        say = self.library.say
        main = render(self.library, "not-found", groups=frame.contents(self.library))
        return self.wrap(main, title=say("errors.not_found_title"), description=say("errors.not_found"), path="/", page=None, app=False)

    def _calm(self, name: str, *, posted: bool) -> str:
        """A calm page of one of the errors' words."""
        say, main = self.library.say, render(self.library, name)
        return self.wrap(main, title=say(f"errors.{name}_title"), description=say(f"errors.{name}"), path="/", page=None, app=False, posted=posted)

    def broken(self, *, posted: bool = False) -> str:
        """A calm page for a mistake of ours."""
        return self._calm("broken", posted=posted)

    def full(self, *, posted: bool = False) -> str:
        """A calm page for a moment without room: made once, for there is no time then."""
        return self._full(posted)

    @functools.cached_property
    def _full(self) -> Callable[[bool], str]:
        return functools.cache(lambda posted: self._calm("full", posted=posted))

    def refused(self, key: str, most: int, back: str = "", named: str = "refused.back") -> str:
        """A calm page that says why there is no file, and where to make it: `back`, by the name of these words; for the appointment without it."""
        say = self.library.handout
        title, text = say(f"refused.{key}_title"), say(f"refused.{key}", most=most)
        main = render(self.library, "refused", title=title, text=text, back=back or self.library.links.page("guide", "appointment"), named=named)
        return self.wrap(main, title=title, description=text, path="/guide", page=None, app=False, posted=key != "get")
