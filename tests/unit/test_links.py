"""Links that are handed on: short, neutral, read as they were written, for ever."""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from guide.content.problems import ContentError
from guide.library import CONTENT, ROOT, load
from guide.links import GO, MOST_CHOSEN, MOST_PARTS, OWN, Links, chosen_part, own_part, read_chosen, read_own, value_signs
from guide.made import shell_of
from guide.treatments import View
from guide.view.treatments import named, shared

LIBRARY = load("en")
NUMBERS = st.lists(st.integers(1, 9999), min_size=1, max_size=MOST_CHOSEN, unique=True)
# No public host name that a clinic would choose is longer than this with its scheme.
LONGEST_ORIGIN = 60


@given(NUMBERS)
def test_what_is_written_is_read(numbers):
    """Every choice of one to four numbers comes back from its link, in order."""
    assert read_chosen(urlsplit(Links().go(numbers)).fragment) == tuple(numbers)


@given(NUMBERS, st.sampled_from(["en", "es", "xx"]))
def test_a_link_is_short_and_tells_the_server_nothing(numbers, language):
    """With its origin a link has at most 100 characters, and what was chosen stands behind the # alone."""
    link = Links(language).go(numbers)
    assert LONGEST_ORIGIN + len(link) <= 100
    assert urlsplit(link).path == GO and urlsplit(link).query in ("", f"lang={language}")


def sound(part):
    """What is read from a part is numbers that a link could have held, or none."""
    found = read_chosen(part)
    assert len(found) <= MOST_CHOSEN and len(set(found)) == len(found), part
    assert not found or read_chosen(chosen_part(found)) == found, part


@given(st.text(max_size=40))
def test_no_link_is_an_error(part):
    """Whatever stands behind a #, the answer is numbers that a link could have held, or none."""
    sound(part)


def test_ten_thousand_hostile_links_are_no_error():
    """So it is for 10,000 parts near to real ones: cut, doubled, with signs and letters in between."""
    chance = random.Random(11)
    for _ in range(10_000):
        sound("t" * chance.randint(0, 2) + "".join(chance.choices("0123456789.,;tT%-#?&\u0660é ", k=chance.randint(0, 30))))


def test_the_examples_that_the_browser_is_held_to():
    """tests/chosen.json says the same of every example as this side does."""
    for example in json.loads((ROOT / "tests" / "chosen.json").read_text(encoding="utf-8")):
        assert list(read_chosen(example["part"])) == example["numbers"], example


PARTS = st.lists(st.integers(1, 1295), max_size=MOST_PARTS, unique=True)


VALUES = st.lists(st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=3), max_size=4).map(tuple)


@given(PARTS, st.lists(st.integers(1, 999), max_size=MOST_CHOSEN, unique=True), st.lists(VALUES, max_size=MOST_PARTS), st.sampled_from(["en", "es"]))
def test_a_leaflet_of_ones_own_is_read_as_it_was_written(parts, treatments, values, language):
    """Every choice comes back from its link, which has at most 100 characters with its origin, and names nothing before the #. Of figures in a state those are
    left out for which it has no room; one has it always but beside more than ten parts or treatments."""
    wanted = tuple((number, state) for number, state in zip(parts, values, strict=False) if state)
    link = Links(language).own(parts, treatments, wanted)
    own = read_own(urlsplit(link).fragment)
    assert (own and own[:3]) == ((tuple(parts), tuple(treatments), True) if parts or treatments else None)
    assert not own or set(own.states) <= set(wanted)
    assert len(wanted) != 1 or len(parts) + 2 * len(treatments) > 10 or own.states == wanted
    assert len("https://guide.some-clinic.example.org") + len(link) <= 100
    assert urlsplit(link).path == OWN and urlsplit(link).query in ("", f"lang={language}")


@given(PARTS, NUMBERS, st.integers(1, 30))
def test_a_cut_link_to_a_leaflet_gives_only_what_was_chosen(parts, treatments, cut):
    """What is read from a cut link was chosen, and it is told from a whole one."""
    part = own_part(parts, treatments)
    found = read_own(part[: max(1, len(part) - cut)])
    if found and not found.whole:
        assert set(found.parts) <= set(parts) and set(found.treatments) <= set(treatments)


@given(st.text(max_size=60), st.text("o0123456789abtz-.~", max_size=60))
def test_no_link_to_a_leaflet_is_an_error(free, near):
    """Whatever stands behind the #, the answer is numbers or none."""
    for part in (free, near, f"o{free}", f"o00{near}"):
        found = read_own(part)
        assert found is None or (len(found.parts) <= MOST_PARTS and len(found.treatments) <= MOST_CHOSEN)


def test_the_examples_of_leaflets_that_the_browser_is_held_to():
    """tests/own.json says the same of every example as this side does."""
    for example in json.loads((ROOT / "tests" / "own.json").read_text(encoding="utf-8")):
        own = read_own(example["part"])
        states = {"states": [[number, list(state)] for number, state in own.states]} if own and own.states else {}
        assert example["own"] == (own and {"parts": list(own.parts), "treatments": list(own.treatments), "whole": own.whole} | states), example


def test_a_figures_state_is_three_signs_a_value():
    """A figure's link says each value in three signs, as the browser does (tests/js/state.test.js): with its origin it has at most 100 characters."""
    assert value_signs("lamp", "on") + value_signs("hour", "dusk") == "z35kur"
    assert Links().figure("imbalance", "two-lamps", {"lamp": "on", "hour": "dusk"}) == "/imbalance#two-lamps~z35kur"
    longest = max((page for page in LIBRARY.pages), key=len), max(LIBRARY.figure_words, key=len), {str(n): "x" for n in range(4)}
    assert len(Links("es").figure(*longest)) <= 65


def test_every_treatment_has_its_number():
    """Each treatment's link leads back to it, and says none of its name."""
    numbers = {key: number for number, key in LIBRARY.numbers.items()}
    for treatment in LIBRARY.shelf.treatments:
        link = shared(LIBRARY, View(show=treatment.id))
        assert LIBRARY.numbers[read_chosen(urlsplit(link).fragment)[0]] == treatment.id
        assert treatment.id not in link
    assert len(numbers) == len(LIBRARY.numbers)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  pe: 2\n", "", "no number"),
        ("  pe: 2\n", "  pe: 1\n", "given twice"),
        ("  pe: 2\n", "  pe: 2\n  aspirin: 99\n", "move it to `retired`"),
        ("retired: {}", "retired: {aspirin: {number: 99, now: nothing}}", "no treatment is called"),
        ("    start/ne-imbalance-status: 2\n", "", "the part of start that rests on 'ne-imbalance-status' has no number; give it "),
        ("    balance: 77\n", "    balance: 76\n", "the number 76 is given twice"),
        ("    balance: 77\n", "    balance: 77\n    pyramid: 1290\n", "there is no figure 'pyramid'; move its number"),
        ("retired_parts: [", "retired_parts: [77, ", "the number 77 is given twice"),
    ],
)
def test_a_table_that_would_break_a_link_is_told(tmp_path, old, new, told):
    """A treatment without a number, a number given twice, and a number of what is gone are mistakes of the content."""
    shutil.copytree(CONTENT, tmp_path / "content")
    file = tmp_path / "content" / "data" / "link-numbers.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        load("en", tmp_path / "content")


def test_a_retired_treatment_leads_to_what_now_says_most_about_it(tmp_path):
    """The number of a treatment that left the guide leads to the one named for it, or to the whole list."""
    shutil.copytree(CONTENT, tmp_path / "content")
    file = tmp_path / "content" / "data" / "link-numbers.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("retired: {}", "retired: {old: {number: 99, now: pe}, older: {number: 98}}"), encoding="utf-8")
    numbers = load("en", tmp_path / "content").numbers
    assert numbers[99] == "pe" and numbers[98] == ""


def test_a_named_link_has_a_preview_and_an_address_of_its_own():
    """A card's and a comparison's page says what it is, and its canonical address and its twins in other languages keep what was asked."""
    shell = dataclasses.replace(shell_of(LIBRARY), origin="https://guide.test")
    for asked, title in ((View(show="pe"), LIBRARY.shelf.by_id["pe"].name), (View(compare=("pe", "sertraline")), "Prolonged exposure, Sertraline")):
        text = shell.page(LIBRARY.pages["treatments"], asked)
        address = escape(f"https://guide.test{named(LIBRARY, asked)}")
        assert f'<meta property="og:title" content="{title}' in text
        assert f'rel="canonical" href="{address}"' in text and f'og:url" content="{address}"' in text
    assert named(LIBRARY, View()) == ""
