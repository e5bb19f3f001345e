"""Compare what the guide serves with what it served before (`python -m guide golden`).

`write` puts every served document into a folder, one file each, in a form that only a reader would notice a change in: tags with sorted
attributes, texts with white space folded. `compare` makes the same of another revision in a work tree of its own and shows where the two
differ. The documents are asked for by address, as a browser does, so any two revisions can be compared whatever their code looks like.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from guide.content.pages import ORDER
from guide.links import page_path

HERE = Path(__file__).resolve()
ROOT = HERE.parents[1]
# Tags beside which white space is not seen.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "base",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "g",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "option",
        "output",
        "p",
        "path",
        "pre",
        "script",
        "section",
        "select",
        "style",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "text",
        "th",
        "thead",
        "title",
        "tr",
        "tspan",
        "ul",
        "defs",
        "marker",
        "circle",
        "rect",
        "line",
    ]
)
# What changes from one build to the next without anybody noticing: the hash in a file's name, a script's text.
_HASH = re.compile(r"\.[0-9a-f]{12}\.")
PAGES = tuple(page_path(name) for name, _ in ORDER)
# Beside the pages and every card: comparisons, addresses that ask for what is not there, an error page, the refusals of the appointment page.
ASKED = (
    "/treatments?compare=pe,cpt", "/treatments?compare=pe,sertraline,watchful-waiting,prazosin", "/treatments?show=nonsense", "/treatments?compare=pe",
    "/treatments?compare=a,b", "/not-a-page", "/sitemap.xml", "/robots.txt", "/appointment.pdf",
)  # fmt: skip


def _value(text: str) -> str:
    if text[:1] in ("[", "{"):
        with contextlib.suppress(ValueError):  # JSON for the browser script: its white space is no difference
            text = json.dumps(json.loads(text), ensure_ascii=False)
    return " ".join(_HASH.sub(".#.", text).split())


class _Fold(HTMLParser):
    """A document as lines: a tag a line with its attributes in order, a text a line with its white space folded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._text = ""
        self._block = True

    def _flush(self, block: bool) -> None:
        text = re.sub(r"\s+", " ", self._text)
        self._text = ""
        if self._block:
            text = text.lstrip()
        if block:
            text = text.rstrip()
        if text:
            self.lines.append(f"  {text!r}")
        self._block = block

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an opening tag."""
        self._flush(tag in BLOCKS)
        shown = " ".join(f'{name}="{_value(value or "")}"' for name, value in sorted(attrs, key=lambda item: item[0]))
        self.lines.append(f"<{tag} {shown}>" if shown else f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an empty tag as an opening and a closing one."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Write a closing tag."""
        self._flush(tag in BLOCKS)
        self.lines.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Gather a text."""
        self._text += data


def fold(document: str) -> str:
    """A document in the form in which it is compared."""
    document = re.sub(r"<script>.*?</script>", "<script></script>", document, flags=re.DOTALL)
    # A drawing closes its empty parts, XHTML or not.
    document = re.sub(r"<(p|div|dd|dt|h[1-6]|span|button|li|text|tspan|g|path|circle|rect|line|ellipse|polygon)((?:\s[^<>]*?)?)\s*/>", r"<\1\2></\1>", document)
    parser = _Fold()
    parser.feed(document)
    parser.close()
    parser._flush(True)
    return "\n".join(parser.lines) + "\n"


async def documents() -> list[tuple[str, str]]:
    """Every served document with its address, asked of the application in this process."""
    import httpx
    from starlette.applications import Starlette

    from guide.web.application import around

    made = around()
    app = Starlette(routes=made["routes"], middleware=made["middleware"])
    found: list[tuple[str, str]] = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://guide.test") as client:

        async def ask(address: str) -> str:
            text = (await client.get(address)).text
            found.append((address, text))
            return text

        for address in PAGES:
            await ask(address)
        cards = dict.fromkeys(re.findall(r'href="(/treatments\?show=[a-z0-9-]+)"', dict(found)["/treatments"]))
        for address in (*cards, *ASKED):
            await ask(address)
        for name, data in {"empty": "", "unknown": "keep=question:nobody-knows-this"}.items():
            answer = await client.post("/appointment.txt", content=data, headers={"content-type": "application/x-www-form-urlencoded"})
            found.append((f"/appointment.txt {name}", answer.text))
    return found


def write(folder: Path) -> int:
    """Write every document of this revision into `folder` and give their number."""
    folder.mkdir(parents=True, exist_ok=True)
    found = asyncio.run(documents())
    for address, text in found:
        name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "start"
        (folder / f"{name}.txt").write_text(fold(text) if "<" in text else text, encoding="utf-8")
    return len(found)


def _of_revision(revision: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as parent:
        tree = Path(parent) / "tree"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", str(tree), revision], cwd=ROOT, check=True)
        try:
            env = os.environ | {"PYTHONPATH": str(tree), "GUIDE_BUILD": str(Path(parent) / "build")}
            subprocess.run([sys.executable, str(HERE), "write", str(folder)], cwd=tree, env=env, check=True)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)


def differences(before: Path, after: Path) -> Iterator[str]:
    """The documents that differ, each as the lines of a unified difference."""
    names = sorted({path.name for path in before.glob("*.txt")} | {path.name for path in after.glob("*.txt")})
    for name in names:
        old, new = ((folder / name).read_text(encoding="utf-8").splitlines() if (folder / name).exists() else [] for folder in (before, after))
        if old != new:
            yield "\n".join(difflib.unified_diff(old, new, f"before/{name}", f"after/{name}", lineterm="", n=2))


def main(arguments: list[str] | None = None) -> int:
    """The command. Exit status 1 when a document differs."""
    parser = argparse.ArgumentParser(prog="golden", description=(__doc__ or "").split("\n", 1)[0])
    actions = parser.add_subparsers(dest="action", required=True)
    writing = actions.add_parser("write", help="write every served document into a folder")
    writing.add_argument("folder", type=Path)
    comparing = actions.add_parser("compare", help="compare with another revision, or with a folder that `write` made")
    comparing.add_argument("before", help="a revision git knows, or a folder")
    comparing.add_argument("--lines", type=int, default=400, help="how many lines of differences to print at the most")
    given = parser.parse_args(arguments)
    if given.action == "write":
        print(f"{write(given.folder)} documents written.")
        return 0
    with tempfile.TemporaryDirectory() as parent:
        before = Path(given.before)
        if not before.is_dir():
            if subprocess.run(["git", "rev-parse", "-q", "--verify", f"{given.before}^{{commit}}"], cwd=ROOT, capture_output=True).returncode:
                parser.error(f"{given.before} is neither a revision that git knows nor a folder")
            before = Path(parent) / "before"
            _of_revision(given.before, before)
        count = write(Path(parent) / "after")
        found = list(differences(before, Path(parent) / "after"))
    lines = "\n\n".join(found).splitlines()
    print("\n".join(lines[: given.lines]))
    if len(lines) > given.lines:
        print(f"... and {len(lines) - given.lines} lines more")
    print(f"{count} documents compared, {len(found)} differ.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
