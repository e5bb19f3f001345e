"""`make check`: read all content of every language and name each mistake by file, line and field, root causes first."""

from __future__ import annotations

import sys

from guide.content.problems import ContentError
from guide.library import languages, load


def main() -> int:
    """The command. Exit status 1 when something is wrong."""
    status = 0
    for language in languages():
        try:
            library = load(language, strict_dates=True)
        except ContentError as error:
            print(error, file=sys.stderr)
            status = 1
        else:
            print(f"{language}: {len(library.pages)} pages, {len(library.resources)} resources, {len(library.facts)} facts: all in order.")
    return status
