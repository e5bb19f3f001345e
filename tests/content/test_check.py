"""`make check` reads everything: one broken file of each kind is named by file, line and field, root cause first."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from guide import check
from guide.library import CONTENT, ROOT, languages

TODAY = dt.date.today()  # the real content is judged by the day on which it is read

# A mistake in what all languages share, or in one, is named the same with one language there; the check of another takes 8 s.
ONE_LANGUAGE = shutil.ignore_patterns("es")


def copied(folder: Path) -> Path:
    """A copy of the content."""
    root = folder / "content"
    shutil.copytree(CONTENT, root, ignore=ONE_LANGUAGE)
    return root


def spoil(root: Path, file: str, old: str | None, new: str) -> None:
    """Change one thing of a copy; `old` None removes the file."""
    path = root / file
    if old is None:
        path.unlink()
        return
    text = path.read_text(encoding="utf-8")
    found = re.search(old, text, re.MULTILINE)
    assert found, f"{old!r} is not in {file}"
    path.write_text(text[: found.start()] + found.expand(new) + text[found.end() :], encoding="utf-8")


def broken(folder: Path, file: str, old: str | None, new: str) -> Path:
    """A copy of the content with one thing changed."""
    root = copied(folder)
    spoil(root, file, old, new)
    return root


# A kind of mistake: the file, what is replaced by what, and the file, line (None: any), field and a word of the message that must come first.
KINDS = {
    "a tab in YAML": ("en/handout.yaml", r"^  intro: ", "\tintro: ", "en/handout.yaml", 4, "yaml", "tab"),
    "another tab": ("en/medicine-steps.yaml", r"^  intro: ", "\tintro: ", "en/medicine-steps.yaml", 4, "yaml", "tab"),
    "a deleted table": ("data/figures/per-hundred.yaml", None, "", "data/figures/per-hundred.yaml", 1, "file", "missing"),
    "a date ahead": ("en/pages/imbalance.md", r"checked_on: \S+", "checked_on: 2999-01-01", "en/pages/imbalance.md", None, "checked_on", "future"),
    "semicolons": ("data/resources.csv", r"\A(?s:.*)\Z", "id;name;summary;url;" + ";".join("x" * 29) + "\n", "data/resources.csv", 1, "file", "semicolons"),
    "a key twice": ("en/glossary.yaml", r"^ssri:\n", "placebo:\n", "en/glossary.yaml", None, "placebo", "twice"),
    "an unknown fact": ("en/pages/medicines.md", r"facts=williams_2022,", "facts=nobody_2022,", "en/pages/medicines.md", None, "facts", "nobody_2022"),
    "a heading that moved nowhere": (
        "en/pages/medicines.md",
        r"side-effects-and-coming-off: side-effects",
        "side-effects-and-coming-off: nowhere",
        "en/pages/medicines.md",
        None,
        "moved.side-effects-and-coming-off",
        "nowhere",
    ),
    "an unknown part": ("en/pages/updates.md", r"::: part updates", "::: part upsets", "en/pages/updates.md", None, "part", "upsets"),
    "a sentence with a wrong place": ("en/figures/smoke-alarm.yaml", r"\{false_alarms\}", "{alarms}", "en/figures/smoke-alarm.yaml", None, None, "place"),
    "a picture in a page": (
        "en/pages/about.md",
        r"^(## .*)",
        r"![x](https://example.org/x.png)\n\n\1",
        "en/pages/about.md",
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
    "a number for a word": ("en/interface.yaml", r"^  home: .*", "  home: 12", "en/interface.yaml", None, "bar.home", "text"),
    "a container of no kind": ("en/pages/start.md", r"^::: part doors", "::: prat doors", "en/pages/start.md", None, "container", "prat"),
    "a claim that is never closed": ("en/pages/medicines.md", r"(?s)(::: claim.*?)^:::$", r"\1", "en/pages/medicines.md", None, "container", "never closed"),
    "an alias": ("en/handout.yaml", r"\A", "loop: &l\n  a: *l\n", "en/handout.yaml", None, "yaml", "write it out"),
    "a lost quote in a table": ("data/resources.csv", r"\Z", '"' + "x" * 140_000 + "\n", "data/resources.csv", None, "row", "quote"),
    "no words of the interface": ("en/interface.yaml", None, "", "en/interface.yaml", 1, "file", "missing"),
    "a figure that no page holds": (
        "en/pages/imbalance.md",
        r"^::: figure evidence-balance\n:::\n",
        "",
        "en/figures/evidence-balance.yaml",
        1,
        "figure",
        "no page",
    ),
    "two works of one name": (
        "data/references.yaml",
        r"issued: 2020\n  letter: b",
        "issued: 2020\n  letter: a",
        "data/references.yaml",
        None,
        "fda-2020-nightware.letter",
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
    "a side effect of no kind": (
        "data/side-effects.yaml",
        r"id: nausea, kinds: \[stomach\]",
        "id: nausea, kinds: [moods]",
        "data/side-effects.yaml",
        3,
        "kinds",
        "moods",
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


# Words that are missing, found while everything is made: one run of the check names them all. The file, what is taken out, and the key.
UNSAID = {
    "bar.leave_hint": ("en/interface.yaml", r"^  leave_hint: .*\n"),
    "page.order": ("en/handout.yaml", r"^  order: .*\n"),
    "help.emergency_notes.police": ("en/interface.yaml", r"(?<=\{)police: police, "),
    "refused.unread_title": ("en/handout.yaml", r"^  unread_title: .*\n"),
    "messages.hidden": ("en/treatments.yaml", r"^  hidden: .*\n"),
}


# Kinds that are found while everything is made (15 s of processor, so once for all of them); the others while it is read.
MADE = ("a deleted table", "a sentence with a wrong place", "a picture in a page")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in MADE])
def test_each_kind_of_mistake_is_named(tmp_path, kind):
    """The first line of the check names the broken file, the line and the field, and says what is wrong."""
    file, old, new, where, line, field, word = KINDS[kind]
    found = check.problems_of("en", broken(tmp_path, file, old, new), TODAY, making=False)
    assert found, kind
    first = found[0]
    assert first.file == where and word in first.message, [str(problem) for problem in found[:4]]
    assert line is None or first.line == line, str(first)
    assert first.line > 1 or "grade of its fact" not in kind, str(first)
    assert field is None or first.field == field, str(first)


def test_what_is_found_while_all_is_made_is_named_at_once(tmp_path):
    """One run names each mistake of another file that comes to light only when things are made, and every key without words: asked for by name, put
    together by a template, or said on a page that few ever see."""
    root = copied(tmp_path)
    for file, line in UNSAID.values():
        spoil(root, file, line, "")
    for kind in MADE:
        spoil(root, *KINDS[kind][:3])
    found = check.problems_of("en", root, TODAY)
    assert {(problem.file, problem.field) for problem in found if "no words" in problem.message} == {(file, key) for key, (file, _) in UNSAID.items()}
    for kind in MADE:
        *_, where, line, field, word = KINDS[kind]
        (only,) = [problem for problem in found if problem.file == where and word in problem.message]
        assert line in (None, only.line) and field in (None, only.field), str(only)
    assert len(found) == len(UNSAID) + len(MADE), [str(problem) for problem in found]


def test_bytes_that_are_no_text_are_named(tmp_path):
    """A file saved in another encoding than UTF-8 is named, with what to do."""
    root = broken(tmp_path, "en/updates.yaml", r"\A", "")
    (root / "en" / "updates.yaml").write_bytes("- title: Caf\u00e9\n".encode("latin-1"))
    first = check.problems_of("en", root, TODAY)[0]
    assert first.file == "en/updates.yaml" and "UTF-8" in first.message


@pytest.mark.parametrize("kind", ["a tab in YAML", "semicolons"])
def test_what_a_broken_file_brings_down_is_not_told_again(tmp_path, kind):
    """A file that could not be read is one mistake, not one for each thing that is missing because of it."""
    file, old, new, *_ = KINDS[kind]
    assert len(check.problems_of("en", broken(tmp_path, file, old, new), TODAY)) == 1


def test_the_content_is_in_order():
    """Nothing is wrong with the content, no warning stands, and every key that templates and code ask for by name has words."""
    assert [str(problem) for problem in check.problems_of("en", today=TODAY)] == []
    asked = {(speaker, key) for speaker, key, _ in check.asked()}
    assert {speaker for speaker, _ in asked} == set(check.SPEAKERS) and len(asked) > 150


def test_a_page_and_its_script_belong_together(tmp_path):
    """A page without its script, a script that no page has, and one that shows another page are each named."""
    for path in (ROOT / "pages").glob("*.py"):
        shutil.copy(path, tmp_path)
    assert list(check.scripts(tmp_path)) == []
    (tmp_path / "imbalance.py").rename(tmp_path / "balance.py")
    shutil.copy(tmp_path / "about.py", tmp_path / "glossary.py")
    assert [(problem.file, problem.field) for problem in check.scripts(tmp_path)] == [
        ("../pages/balance.py", "file"),
        ("../pages/glossary.py", "show"),
        ("../pages/imbalance.py", "file"),
    ]


def test_a_file_that_nothing_asks_for_is_named(tmp_path):
    """A page's text without its row, and words or rows of no figure, are told instead of lying about."""
    root = broken(tmp_path, "en/updates.yaml", r"\A", "")
    for file in ("en/pages/extra.md", "en/figures/nobody.yaml", "data/figures/nobody.yaml"):
        (root / file).write_text("[]\n", encoding="utf-8")
    assert [problem.file for problem in check.problems_of("en", root, TODAY, making=False)] == [
        "data/figures/nobody.yaml",
        "en/figures/nobody.yaml",
        "en/pages/extra.md",
    ]


def test_every_folder_but_data_is_a_language(tmp_path):
    """A language without its interface's words is told as that file; so is the first one."""
    root = broken(tmp_path, "en/interface.yaml", None, "")
    for other in languages(root)[1:]:
        shutil.rmtree(root / other)
    (root / "xx").mkdir()
    assert languages(root) == ("en", "xx")
    for language in languages(root):
        (only,) = check.problems_of(language, root, TODAY)
        assert (only.file, only.field) == (f"{language}/interface.yaml", "file")
