"""A line that advises against a medicine never stands alone: "never stop suddenly", in the guide's own words, stands beside it."""

from __future__ import annotations

import re

import pytest

from guide.content import markdown
from guide.library import load
from guide.view import card as cards

LIBRARY = load("en")
AGAINST = re.compile(
    r"\b(?:advises?|advised|recommends?|suggests?|points?|speaks?) (?:it )?against\b|\bnot advised\b|\bnot for PTSD as a whole\b|\bdo not work for PTSD\b",
    re.IGNORECASE,
)
NEVER = re.compile(r"\b(?:never|do not) stop(?: it| them| a medicine| one)? suddenly\b", re.IGNORECASE)
# Treatments that are medicines: what a person may be taking now.
MEDICINES = [treatment for treatment in LIBRARY.shelf.treatments if treatment.kind == "medicine"]
NAMES = re.compile(r"\b(?:medicines?|pills?|tablets?|benzodiazepines?|prazosin|guanfacine|risperidone|ketamine|cannabis)\b", re.IGNORECASE)


def alone(text: str) -> bool:
    """Whether a text advises against a medicine without the words that belong beside it."""
    return bool(AGAINST.search(text) and NAMES.search(text) and not NEVER.search(text))


def passages(page):
    """A page's passages, each with the one after it: a claim is a passage as a whole, every other stretch by itself."""
    blocks: list[tuple[markdown.Head | None, str]] = []
    for stretch in page.stretches:
        if blocks and stretch.claim is not None and blocks[-1][0] is stretch.claim:
            blocks[-1] = (stretch.claim, f"{blocks[-1][1]} {stretch.text}")
        else:
            blocks.append((stretch.claim, stretch.text))
    return [(text, following) for (_, text), (_, following) in zip(blocks, [*blocks[1:], (None, "")], strict=True)]


@pytest.mark.parametrize("page", LIBRARY.pages.values(), ids=lambda page: page.id)
def test_on_a_page_it_stands_in_the_passage_or_the_next(page):
    """A passage of a page that advises against a medicine says "never stop suddenly" itself, or the next one does."""
    for text, following in passages(page):
        assert not alone(text) or NEVER.search(following), f"{page.file}: {text[:160]}"


@pytest.mark.parametrize("treatment", [t for t in MEDICINES if any(cell.state == "against" for cell in t.cells.values())], ids=lambda t: t.id)
def test_on_a_card_that_a_guideline_advises_against(treatment):
    """The card of a medicine that a guideline advises against says it, whatever form the medicine has."""
    assert NEVER.search(re.sub(r"<[^>]+>", " ", str(cards.card(LIBRARY, treatment)))), treatment.id


def test_above_the_group_and_under_the_figures():
    """The group of what is advised against, and the notes of the two figures that show it, say it."""
    assert NEVER.search(LIBRARY.treatment_words("groups.advised-against.text"))
    for figure in ("guideline-matrix", "both-ways"):
        note = LIBRARY.figure_words[figure]("note")
        assert re.search(r"never (?:a reason to )?stop .*suddenly", note), figure


def test_the_rule_catches_a_line_without_it():
    """The words this test looks for find a line that stands alone, and pass the same line with the words beside it."""
    line = "The US guideline advises against benzodiazepines, a group of calming pills."
    assert alone(line) and not alone(f"{line} Please never stop it suddenly.")
