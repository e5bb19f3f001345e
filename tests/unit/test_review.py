"""A clinician's review: the filled-in form read back, named mistakes, and what the pages then say."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from guide.content.reviews import claims
from guide.library import CONTENT, load
from guide.making import review
from guide.view import reviewed

LIBRARY = load("en")
PAGE = LIBRARY.pages["imbalance"]
CLAIMS = list(claims(PAGE))


def filled(folder, **changed):
    """A filled-in form as a file: two claims of one page judged, a third commented on."""
    verdicts = [("right", ""), ("change", "Say “in blood”."), ("comment", "Clear.")]
    rows = [{"claim": claim.name, "words": claim.words, "verdict": v, "comment": c} for claim, (v, c) in zip(CLAIMS, verdicts, strict=False)]
    made = {"by": "Test Person", "role": "test role", "reviewed_on": "2026-11-02", "claims": rows, **changed}
    path = folder / "filled.json"
    path.write_text(json.dumps(made, indent=2, ensure_ascii=False), encoding="utf-8")
    return path


def test_each_claim_has_a_name_of_its_own():
    """No two claims of the guide share a name, however often a fact is used."""
    names = [claim.name for page in LIBRARY.pages.values() for claim in claims(page)]
    assert len(set(names)) == len(names) > 100


def test_until_somebody_reviewed_it_the_pages_say_that_nobody_has():
    """While no review counts, the foot of every page and of every paper says so."""
    if not any(reviewed.reviewers(LIBRARY)):
        assert reviewed.of_page(LIBRARY, PAGE) == ("No doctor or therapist has reviewed it yet.",)
        assert reviewed.not_advice(LIBRARY).endswith("No doctor or therapist has reviewed it yet.")


def test_a_filled_in_form_reaches_the_page(tmp_path, capsys):
    """Read into a copy of the content, once or twice, the page names who, what and when; words that change afterwards no longer count."""
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    for _ in range(2):
        assert review.main([str(filled(tmp_path)), "--content", str(root)]) == 0
    made = load("en", root, strict_dates=True)
    mine = [one for one in made.reviews if one.by == "Test Person"]
    assert [(one.role, len(one.claims), one.claims[1].comment) for one in mine] == [("test role", 3, "Say “in blood”.")]
    said = f"Test Person, test role, reviewed 2 of the {len(CLAIMS)} statements on health on this page on 2 November 2026. In their view 1 should change."
    assert reviewed.of_page(made, made.pages["imbalance"]) == (said,)
    assert reviewed.of_page(made, made.pages["personal"]) == (made.say("review.page_none"),)
    assert reviewed.standing(made).startswith("Reviewed in part: 2 of its ")
    # The page is worded anew: the verdict was about other words.
    file = root / "en" / "pages" / "imbalance.md"
    text = file.read_text(encoding="utf-8")
    first = re.search(rf"^::: \w+ \w+ facts={CLAIMS[0].head.facts[0]}.*\n", text, re.MULTILINE)
    file.write_text(f"{text[: first.end()]}Otherwise. {text[first.end() :]}", encoding="utf-8")
    again = shutil.copytree(root, tmp_path / "later")
    assert "reviewed 1 of the" in reviewed.of_page(load("en", again), load("en", again).pages["imbalance"])[0]


WRONG = {
    "a verdict nobody offers": ('verdict": "change', 'verdict": "perhaps', 15, "claims.verdict"),
    "no name": ("Test Person", "", 2, "by"),
    "a day that is none": ("2026-11-02", "2.11.2026", 4, "reviewed_on"),
    "a day ahead": ("2026-11-02", "2999-11-02", 4, "reviewed_on"),
    "a claim nobody makes": (CLAIMS[1].name, "imbalance/other", 13, "claims.claim"),
    "cut off": ('"comment": "Clear."\n    }\n  ]\n}', "", 22, "yaml"),
    "a field of its own": ('"role":', '"task":', 3, "task"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_malformed_form_is_named_by_line_and_field(tmp_path, kind, capsys):
    """What is wrong in a filled-in form is told with its line and field, and nothing is written."""
    old, new, line, field = WRONG[kind]
    path = filled(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = (CONTENT / "data" / "reviews.yaml").read_bytes()
    assert review.main([str(path)]) == 1
    told = [f"filled.json:{line}: {field}: "]
    assert any(one.startswith(told[0]) for one in capsys.readouterr().err.splitlines()), told
    assert (CONTENT / "data" / "reviews.yaml").read_bytes() == before


def test_the_form_holds_every_claim_on_screen_and_on_paper(tmp_path):
    """Both forms are made of all claims, and the one for the screen may ask for nothing."""
    screen, paper = review.make(LIBRARY, tmp_path, review.dt.date(2026, 11, 2))
    html = screen.read_text(encoding="utf-8")
    names = {claim.name for page in LIBRARY.pages.values() for claim in claims(page)}
    assert set(re.findall(r'data-claim="([^"]+)"', html)) == names
    assert "default-src 'none'" in html and "<script src" not in html and "<link" not in html
    assert paper.read_bytes().startswith(b"%PDF-")
