"""`make check` reads everything: one broken file of each kind is named by file, line and field, root cause first."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from guide import check
from guide.library import CONTENT

TODAY = dt.date(2026, 11, 25)


def broken(folder: Path, file: str, old: str | None, new: str) -> Path:
    """A copy of the content with one thing changed; `old` None removes the file."""
    root = folder / "content"
    shutil.copytree(CONTENT, root)
    path = root / file
    if old is None:
        path.unlink()
        return root
    text = path.read_text(encoding="utf-8")
    found = re.search(old, text, re.MULTILINE)
    assert found, f"{old!r} is not in {file}"
    path.write_text(text[: found.start()] + new + text[found.end() :], encoding="utf-8")
    return root


# A kind of mistake: the file, what is replaced by what, and the file, line (None: any), field and a word of the message that must come first.
KINDS = {
    "a tab in YAML": ("en/handout.yaml", r"^  intro: ", "\tintro: ", "en/handout.yaml", 4, "yaml", "tab"),
    "another tab": ("en/medicine-steps.yaml", r"^  intro: ", "\tintro: ", "en/medicine-steps.yaml", 4, "yaml", "tab"),
    "a removed key": ("en/interface.yaml", r"^  leave_hint: .*\n", "", "en/interface.yaml", 1, "bar.leave_hint", "no words"),
    "a removed key of the paper": ("en/handout.yaml", r"^  order: .*\n", "", "en/handout.yaml", 1, "page.order", "no words"),
    "a deleted table": ("data/figures/per-hundred.yaml", None, "", "data/figures/per-hundred.yaml", 1, "file", "missing"),
    "a date ahead": ("en/pages/imbalance.md", r"checked_on: \S+", "checked_on: 2031-01-01", "en/pages/imbalance.md", None, "checked_on", "future"),
    "semicolons": ("data/resources.csv", r"\A(?s:.*)\Z", "id;name;summary;url;" + ";".join("x" * 29) + "\n", "data/resources.csv", 1, "file", "semicolons"),
    "a key twice": ("en/glossary.yaml", r"^ssri:\n", "placebo:\n", "en/glossary.yaml", None, "placebo", "twice"),
    "an unknown fact": ("en/pages/medicines.md", r"facts=williams_2022 ", "facts=nobody_2022 ", "en/pages/medicines.md", None, "facts", "nobody_2022"),
    "an unknown part": ("en/pages/updates.md", r"::: part updates", "::: part upsets", "en/pages/updates.md", None, "part", "upsets"),
    "a sentence with a wrong place": ("en/figures/smoke-alarm.yaml", r"\{false_alarms\}", "{alarms}", "en/figures/smoke-alarm.yaml", None, None, "place"),
    "a picture in a page": (
        "en/pages/guide.md",
        r"^## Free, and",
        "![x](https://example.org/x.png)\n\n## Free, and",
        "en/pages/guide.md",
        None,
        "markup",
        "image",
    ),
    "a broken row": ("data/treatments.yaml", r"value: -1.23", "value: strong", "data/treatments.yaml", None, "effects.value", "number"),
    "a word a resource may not use": ("data/resources.csv", r",phone,free,", ",pigeon,free,", "data/resources.csv", None, "format", "pigeon"),
    "an emergency number seen once": (
        "data/emergency.csv",
        r"^(AR,911,,[^,]+),[^,]+,",
        "AR,911,,https://example.org/x,,",
        "data/emergency.csv",
        2,
        "also_seen_where",
        "second page",
    ),
    "a missing file": ("en/updates.yaml", None, "", "en/updates.yaml", 1, "file", "missing"),
    "a search word that leads nowhere": ("en/search.yaml", r'"treatment:pe"', '"treatment:nobody"', "en/search.yaml", None, "also", "nobody"),
    "two works of one name": (
        "data/references.yaml",
        r"issued: 2020\n  letter: b",
        "issued: 2020\n  letter: a",
        "data/references.yaml",
        None,
        "lewis-2020-psychological.letter",
        "letter",
    ),
    "a label above the grade of its fact": (
        "en/pages/talking-therapies.md",
        r"claim weak facts=belsher_2019",
        "claim moderate facts=belsher_2019",
        "en/pages/talking-therapies.md",
        None,
        "strength",
        "belsher_2019",
    ),
    "a card above the grade of its fact": (
        "data/treatment-features.yaml",
        r"value: moderate, source: \[forman-hoffman-2018-ahrq\], facts: \[ahrq_2018_cpt\]",
        "value: strong, source: [forman-hoffman-2018-ahrq], facts: [ahrq_2018_cpt]",
        "data/treatment-features.yaml",
        None,
        "certainty",
        "at most moderate",
    ),
    "a figure above the grade of its fact": (
        "data/figures/new-tools.yaml",
        r"kind: face-to-face, sure: moderate",
        "kind: face-to-face, sure: strong",
        "data/figures/new-tools.yaml",
        None,
        "sure",
        "guided-internet-therapy",
    ),
    "words of an event": ("en/timeline.yaml", r"^1915-cannon-1915:", "1915-nobody:", "en/timeline.yaml", None, "1915-cannon-1915", "no words"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_mistake_is_named(tmp_path, kind):
    """The first line of the check names the broken file, the line and the field, and says what is wrong."""
    file, old, new, where, line, field, word = KINDS[kind]
    found = check.problems_of("en", broken(tmp_path, file, old, new), TODAY)
    assert found, kind
    first = found[0]
    assert first.file == where and word in first.message, [str(problem) for problem in found[:4]]
    assert line is None or first.line == line, str(first)
    assert first.line > 1 or "grade of its fact" not in kind, str(first)
    assert field is None or first.field == field, str(first)


def test_bytes_that_are_no_text_are_named(tmp_path):
    """A file saved in another encoding than UTF-8 is named, with what to do."""
    root = broken(tmp_path, "en/updates.yaml", r"\A", "")
    (root / "en" / "updates.yaml").write_bytes("- title: Caf\u00e9\n".encode("latin-1"))
    first = check.problems_of("en", root, TODAY)[0]
    assert first.file == "en/updates.yaml" and "UTF-8" in first.message


@pytest.mark.parametrize("kind", ["a tab in YAML", "semicolons", "a deleted table"])
def test_what_a_broken_file_brings_down_is_not_told_again(tmp_path, kind):
    """A file that could not be read is one mistake, not one for each thing that is missing because of it."""
    file, old, new, *_ = KINDS[kind]
    assert len(check.problems_of("en", broken(tmp_path, file, old, new), TODAY)) == 1


def test_the_content_is_in_order():
    """Nothing is wrong with the content, no warning stands, and every key that templates and code ask for by name has words."""
    assert [str(problem) for problem in check.problems_of("en", today=TODAY)] == []
    asked = {(speaker, key) for speaker, key, _ in (*check.keys_of_templates(), *check.keys_of_code())}
    assert {speaker for speaker, _ in asked} == set(check.SPEAKERS) and len(asked) > 150
