"""The page as it is served: complete without JavaScript, and the frame around Streamlit.

`Shell.page` takes Streamlit's own `index.html`, gives it the page's language, title and card, and puts the bar (Contents, Help now,
Aa, Leave) and the page's text **beside** `#root`. Inside `#root` React would wipe the text 0.7 to 3 seconds before its own stands
(measured). The browser script hides the served text when the app's heading stands.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide.content.pages import Page
from guide.figures import build
from guide.handout import appointment
from guide.library import ROOT, Library
from guide.making.site import STREAMLIT
from guide.treatments import View, read_address
from guide.view import parts
from guide.view import treatments as treatment_parts
from guide.view.figure import figure_html

INDEX = STREAMLIT / "index.html"
_E = html.escape


@dataclass(frozen=True)
class Shell:
    """Makes served pages in one language.

    Attributes:
        library: the words.
        manifest: addresses of the site's files.
        origin: the address this copy is known by ("" when unset); link previews need absolute addresses.
        contact: where mistakes are reported ("" when unset).
    """

    library: Library
    manifest: Mapping[str, Any]
    origin: str = ""
    contact: str = ""

    # -- the frame -----------------------------------------------------------------------------------------------------

    @functools.cached_property
    def index(self) -> str:
        """Streamlit's page with absolute addresses, its own title and its text for programs left out."""
        text = INDEX.read_text(encoding="utf-8").replace("./static/", "/static/")
        text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
        text = re.sub(r"<title>.*?</title>", "", text)
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
        return (ROOT / "assets" / "js" / "early.js").read_text(encoding="utf-8").strip()

    @functools.cached_property
    def script_hashes(self) -> tuple[str, ...]:
        """CSP sources for the scripts that stand inside Streamlit's page."""
        inline = [*re.findall(r"<script>(.*?)</script>", self.index, flags=re.DOTALL), self.early]
        return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in inline)

    def _head(self, title: str, description: str, path: str, card: str) -> str:
        say = self.library.say
        whole = f"{title} · {say('site.title')}"
        image = f"{self.origin}/assets/cards/{card}.png"
        social = {
            "og:type": "article",
            "og:site_name": f"{say('site.title')}: {say('site.subtitle')}",
            "og:title": title,
            "og:description": description,
            "og:locale": self.library.language,
            "og:image": image,
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": f"{title}. {description}",
        }
        if self.origin:
            social["og:url"] = f"{self.origin}{path}"
        tags = "".join(f'<meta property="{name}" content="{_E(value)}">' for name, value in social.items())
        canonical = f'<link rel="canonical" href="{_E(self.origin + path)}">' if self.origin else ""
        return (
            f'<title>{_E(whole)}</title><meta name="description" content="{_E(description)}">'
            f'<meta name="twitter:card" content="summary_large_image">{tags}{canonical}'
            # The first paint waits until the page's own text has been read: never the bar alone.
            f'<link rel="expect" href="#calm" blocking="render"><script>{self.early}</script><link rel="stylesheet" href="{self.manifest["css"]}">'
            f'<script src="{self.manifest["js"]}" defer></script>'
        )

    def _config(self, page: Page | None) -> str:
        """What the script must know, as attributes of the root element: no inline script is needed."""
        language = self.library.language
        values = {
            "page": page.id if page else "",
            "plotly": self.manifest["plotly"],
            "search": self.manifest["search"][language],
        }
        return "".join(f' data-{name}="{_E(value)}"' for name, value in values.items())

    @functools.cached_property
    def bar(self) -> str:
        """What is always in reach: Contents, Aa, Help now, Leave."""
        return parts.bar(self.library)

    def wrap(self, main: str, *, title: str, description: str, path: str, page: Page | None, app: bool, card: str = "start") -> str:
        """A whole document around `main`. With `app`, Streamlit starts in it."""
        say = self.library.say
        head = self._head(title, description, path, card)
        index = self.index if app else _STILL
        index = index.replace('<html lang="en">', f'<html lang="{self.library.language}"{self._config(page)}>')
        index = re.sub(r'<meta charset="UTF-8" ?/?>', lambda match: match[0] + head, index, count=1)
        body = (
            f'<a class="skip" href="#content">{_E(say("site.skip"))}</a>'
            f"{self.bar}"
            f'<main id="served"><div class="served-page" id="content" tabindex="-1">{main}</div></main>'
            f'<p id="calm" role="status" hidden data-offline="{_E(say("site.offline"))}" data-lost="{_E(say("site.lost"))}"></p>'
        )
        return re.sub(r"<body>", lambda _: f"<body>{body}", index, count=1)

    # -- pages ---------------------------------------------------------------------------------------------------------

    def figure(self, name: str, place: str = "served") -> str:
        """A figure's markup with its address."""
        src = self.manifest["figures"][self.library.language][name]
        return figure_html(build(name, self.library), self.library, src, place=place)

    def main(self, page: Page, view: View | None = None) -> str:
        """A page's own text. On /treatments a card or a comparison stands in its place when the address asks for one."""
        if page.id == "treatments":
            asked = treatment_parts.view(self.library, view or View())
            if view and (view.show or view.compare):
                return parts.top(self.library, page, with_title=True) + asked + parts.bottom(self.library, page)
        inner = "".join(passage.html if passage.html else self.figure(passage.figure) for passage in page.passages(self.library.speech()))
        return (
            parts.top(self.library, page, with_title=True) + inner + (asked if page.id == "treatments" else self.extra(page)) + parts.bottom(self.library, page)
        )

    def extra(self, page: Page) -> str:
        """What some pages hold beside their text."""
        if page.id == "guide":
            more = appointment.of_treatments(self.library.shelf)
            return appointment.html(self.library, more) + parts.extra(self.library, page, self.figure, self.contact)
        return parts.extra(self.library, page, self.figure, self.contact)

    def view(self, query: str) -> View:
        """What an address of /treatments asks for."""
        return read_address(query, self.library.shelf.treatments)

    def page(self, page: Page, view: View | None = None) -> str:
        """A page of the guide, with the app in it. `view` is what the address asks of /treatments."""
        front = page.front
        main, title, description = self.main(page, view), front.title, front.description
        if view and view.show:
            words = self.library.shelf.by_id[view.show].words
            title, description = words.name, words.plain
        return self.wrap(main, title=title, description=description, path=page.path, page=page, app=True, card=page.id)

    def not_found(self, path: str) -> str:
        """A helpful page for an address that does not exist."""
        say = self.library.say
        return self.wrap(
            f"<h1>{_E(say('errors.not_found_title'))}</h1><p class=\"lead\">{_E(say('errors.not_found'))}</p>"
            f"<h2>{_E(say('errors.not_found_try'))}</h2>{parts.contents_list(self.library, likely=path)}",
            title=say("errors.not_found_title"), description=say("errors.not_found"), path="/", page=None, app=False,
        )  # fmt: skip

    def broken(self) -> str:
        """A calm page for a mistake of ours."""
        say = self.library.say
        return self.wrap(
            f"<h1>{_E(say('errors.broken_title'))}</h1><p class=\"lead\">{_E(say('errors.broken'))}</p>",
            title=say("errors.broken_title"), description=say("errors.broken"), path="/", page=None, app=False,
        )  # fmt: skip


_STILL = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="icon" href="/favicon.svg" type="image/svg+xml"></head><body></body></html>'
)
