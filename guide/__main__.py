"""The guide's commands: `python -m guide <command>`."""

from __future__ import annotations

import importlib
import sys

# A command's module and what it does; each module has `main() -> int | None` that reads the rest of the line.
COMMANDS = {
    "check": ("guide.check", "read all content and name every mistake by file, line and field"),
    "build": ("guide.making.site", "make the site's files: script, styles, figures, search"),
    "bundle": ("guide.making.browser", "bundle the browser's script again (needs Node)"),
    "golden": ("guide.golden", "compare what is served with another revision: `golden compare HEAD~1`"),
    "offline": ("guide.making.offline", "write the whole guide as one HTML file that asks for nothing: `offline guide.html`"),
    "pictures": ("guide.making.pictures", "draw the figures' pictures again (needs Chromium)"),
    "check-links": ("guide.making.again", "list what to look at again by hand: help lines, emergency numbers, works by address"),
    "review": ("guide.making.review", "make the form for a clinician's review, or read a filled-in one by its name"),
    "cards": ("guide.making.cards", "draw the cards for link previews again (needs Chromium)"),
}


def main() -> int:
    """Run the command named first. Exit status 2 when there is no such command."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        lines = "\n".join(f"  {command:<12}{what}" for command, (_, what) in COMMANDS.items())
        print(f"usage: python -m guide <command>\n\n{lines}", file=sys.stderr)
        return 2
    sys.argv = [f"guide {name}", *sys.argv[2:]]
    return importlib.import_module(COMMANDS[name][0]).main() or 0


if __name__ == "__main__":
    sys.exit(main())
