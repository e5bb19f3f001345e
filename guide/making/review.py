"""`make review`: the form on which a clinician reviews the guide, as a file to fill in and on paper; and the filled-in file back into the content.

`python -m guide review` writes both to build/review/. `python -m guide review <file>` reads a filled-in file, names each mistake in it by line and
field, and adds it to `content/data/reviews.yaml`. What the same person said on the same day before is replaced, so a file can be read twice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from guide.content.problems import ContentError, in_order
from guide.content.reviews import FILE, Review, claims, wrong_names
from guide.content.source import Source
from guide.handout.review import as_pdf
from guide.library import CONTENT, Library, load
from guide.links import FIRST_LANGUAGE
from guide.making import site
from guide.view.review import form

OUT = site.BUILD / "review"


def read(file: Path, library: Library) -> Review:
    """A filled-in form.

    Raises:
        ContentError: with every mistake, named by line and field.
    """
    source = Source(file.parent)
    tree = source.yaml(file.name, dict)
    review = source.build(Review, tree) if tree.data is not None else None
    if review:
        wrong_names(source, tree, [], review, library.pages)
    if source.problems or review is None:
        raise ContentError(source.problems)
    return review


def written(reviews: Sequence[Review], head: str) -> str:
    """The text of `data/reviews.yaml`, `head` being its first comment."""
    rows = [review.model_dump() for review in reviews]
    return head + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=160)


def add(review: Review, library: Library, root: Path) -> None:
    """Put a review into the content, in the place of what the same person said on the same day. The old file stays whole until the new one is."""
    target = root / FILE
    head = "".join(line for line in target.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#"))
    kept = [one for one in library.reviews if (one.by, one.reviewed_on) != (review.by, review.reviewed_on)]
    beside = target.with_suffix(".new")
    beside.write_text(written([*kept, review], head), encoding="utf-8")
    beside.replace(target)


def make(library: Library, out: Path, today: dt.date) -> tuple[Path, Path]:
    """Write the form as HTML and as PDF."""
    site.manifest_now()  # makes the fonts of the papers
    out.mkdir(parents=True, exist_ok=True)
    screen, paper = out / "review.html", out / "review.pdf"
    screen.write_text(form(library, today), encoding="utf-8")
    paper.write_bytes(as_pdf(library, today, site.FONTS))
    return screen, paper


def main(arguments: list[str] | None = None) -> int:
    """The command. Exit status 1 when the file or the content has a mistake."""
    parser = argparse.ArgumentParser(prog="review", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, nargs="?", help="a filled-in form to read back; without it the form is made")
    parser.add_argument("--content", type=Path, default=CONTENT, help="another content folder")
    given = parser.parse_args(arguments)
    try:
        library = load(FIRST_LANGUAGE, given.content)
        if given.file is None:
            for path in make(library, OUT, dt.date.today()):
                print(path)
            return 0
        review = read(given.file, library)
    except ContentError as error:
        for problem in in_order(error.problems):
            print(problem, file=sys.stderr)
        return 1
    add(review, library, given.content)
    now = {claim.name: claim.words for page in library.pages.values() for claim in claims(page)}
    stale = sum(now[verdict.claim] != verdict.words for verdict in review.claims)
    print(f"{review.by}, {review.role}, {review.reviewed_on}: {len(review.claims)} statements are in {FILE}.")
    if stale:
        print(f"{stale} of them have other words now, so the pages do not count them; ask the reviewer to look at them again.")
    return 0
