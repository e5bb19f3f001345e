"""How a medicine acts: the steps are sourced, say how sure they are, and stand whole in the markup; the buttons name real states."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
from markupsafe import Markup

from guide.content import readability
from guide.content.source import Source
from guide.figures import synapse
from guide.library import CONTENT
from guide.medicines import model
from guide.medicines.read import read_steps
from guide.view import medicines as m
from tests.content.test_words import BANNED, EFFECTS
from tests.numbers import numbers_in

FIGURES = {"synapse": synapse.build}
FILES = ("data/medicine-steps.yaml", "en/medicine-steps.yaml")


@pytest.fixture(scope="module")
def steps(library):
    """The steps as the pages show them."""
    return library.steps


def grounded(steps):
    """Every step and take-away with its words."""
    for medicine in steps.medicines:
        for step in medicine.row.steps:
            yield f"{medicine.row.id}.{step.id}", step, medicine.words.steps[step.id]
    for takeaway in steps.takeaways:
        yield takeaway.row.id, takeaway.row, takeaway.words.text


class Tags(HTMLParser):
    """The tags of a markup, to look them up, and a check that each one closes."""

    def __init__(self, markup: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.feed(markup)
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        """Notes a tag."""
        self.found.append((tag, dict(attrs)))
        if tag not in ("input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Closes the last open tag."""
        assert self.open.pop() == tag, tag

    def having(self, attribute: str) -> list[dict]:
        """The attributes of each tag that has this one."""
        return [attrs for _, attrs in self.found if attribute in attrs]


def test_the_content_is_in_order(steps):
    """Five medicines with three to five steps each, from the docking place to people with PTSD; five take-aways."""
    assert [x.row.id for x in steps.medicines] == list(model.MEDICINES)
    assert [x.row.id for x in steps.takeaways] == list(model.TAKEAWAYS)
    for medicine in steps.medicines:
        assert 3 <= len(medicine.row.steps) <= 5
        assert {step.place for step in medicine.row.steps} == set(model.PLACES)
    drawn = {step.evidence for medicine in steps.medicines for step in medicine.row.steps}
    assert drawn == set(model.EVIDENCE)


def test_numbers_stand_in_the_facts(steps, library):
    """A number in the words stands in a fact of that step, or the row says how it was computed."""
    for name, row, text in grounded(steps):
        if row.computed:
            assert "out of 100" in text, name
            continue
        known = set().union(*(numbers_in(library.facts[fact].text) for fact in row.facts)) if row.facts else set()
        for number in re.findall(r"(?<!alpha-)\d+(?:[.,]\d+)*", text):
            assert number.replace(",", "") in known, f"{name}: {number}: {text}"


def test_what_names_no_work_claims_nothing(steps):
    """A medicine's line about the pictures, and a take-away's sentence without a work, hold no number and no effect of a treatment."""
    plain = [medicine.words.lead for medicine in steps.medicines] + [t.words.text for t in steps.takeaways if not t.row.sources]
    plain += [text for part in ("page", "evidence_means", "basis", "place") for text in steps.say.get(part).values()]
    for text in plain:
        assert not re.search(r"(?<!alpha-)\d", text), text
        assert not EFFECTS.search(text), text


def test_the_words_are_plain_and_none_is_banned(steps):
    """Grade 8 or below, no sentence over 25 words, no banned word, no amount of a medicine."""
    texts = [text for _, _, text in grounded(steps)] + [x.words.lead for x in steps.medicines] + list(steps.say.get("page").values())
    for text in texts:
        assert not BANNED.search(text), text
        for sentence in readability.sentences(text):
            assert len(readability.words(sentence)) <= 25, sentence
    measured = readability.measure(texts)
    assert measured.grade <= 8 and measured.average <= 15, measured


def test_an_ssri_leaves_the_synapse_as_it_is_and_says_why(library, steps):
    """The picture's numbers do not move with an SSRI; the words name serotonin and the norepinephrine pump."""
    drawn = synapse.build(library)
    with_ssri, without = (drawn.frames[("1", medicine)].rows[1:] for medicine in ("ssri", "none"))
    assert with_ssri == without
    ssri = steps.medicines[0]
    assert "serotonin" in ssri.words.lead
    assert any("norepinephrine pump" in text and "as it is" in text for text in ssri.words.steps.values())


def test_the_choice_has_the_order_of_the_figures_menu():
    """The browser's script finds the choice that belongs to the figure's medicine by its place."""
    assert list(synapse.model.MEDICINES) == [m.NONE, *model.MEDICINES]


def test_every_button_opens_a_state_that_exists(library, steps):
    """Each pick and each take-away names a figure, its controls and their values."""
    named = [m.state(medicine) for medicine in (m.NONE, *model.MEDICINES)] + [m.preset(t.row.figure, t.row.values) for t in steps.takeaways]
    known = {name: {control.id: control.values for control in make(library).controls} for name, make in FIGURES.items()}
    for text in named:
        name, _, query = text.partition("?")
        controls = known[name]
        for control, value in parse_qsl(query):
            assert value in controls[control], text
    assert len({m.state(medicine) for medicine in model.MEDICINES}) == len(model.MEDICINES)


def test_all_five_medicines_stand_in_the_markup(library, steps):
    """Without a script all steps can be read: nothing is hidden in the markup itself, each step says its sureness and links a work."""
    markup = m.how_it_acts(library, lambda name: Markup('<figure data-figure="{}"></figure>').format(name))
    tags = Tags(markup)
    assert [a["data-steps"] for a in tags.having("data-steps")] == list(model.MEDICINES)
    assert [a["data-figure"] for a in tags.having("data-figure")] == ["synapse"]
    assert [a["value"] for a in tags.having("data-sets")] == [m.NONE, *model.MEDICINES]
    assert not [a for a in tags.having("hidden") if "needs-script" not in a["class"]]
    assert len({a["id"] for a in tags.having("id")}) == len(tags.having("id"))
    items = re.findall(r'<li class="how-step how-([a-z-]+)" data-facts="[^"]+">(.*?)</li>', markup)
    assert len(items) == sum(len(x.row.steps) for x in steps.medicines)
    for evidence, item in items:
        assert f"<strong>{steps.say(f'evidence.{evidence}')}" in item
        assert '<a href="https://' in item


def test_the_buttons_of_the_takeaways(library, steps):
    """Five sentences from the content, each with one button; words are escaped."""
    markup = m.takeaway_presets(library)
    assert [a["data-preset"] for a in Tags(markup).having("data-preset")] == [m.preset(t.row.figure, t.row.values) for t in steps.takeaways]
    presets = [m.preset("synapse", {"fire": "4", "medicine": "none"})]
    assert presets == ["synapse?fire=4&medicine=none"]


@pytest.mark.parametrize(
    "file, old, new, name",
    [
        (FILES[0], "evidence: shown\n    basis: ptsd", "evidence: shown\n    basis: animals", "basis"),
        (FILES[0], "evidence: inferred", "evidence: perhaps", "evidence"),
        (FILES[0], "facts: [williams_2022]", "facts: [nobody_2022]", "facts"),
        (FILES[0], "sources: [williams-2022-pharmacotherapy]", "sources: [nobody-2022]", "sources"),
        (FILES[0], "sources: [williams-2022-pharmacotherapy]", "sources: [raskind-2018-pact]", "sources"),
        (FILES[0], "sources: [williams-2022-pharmacotherapy]", "sources: []", "sources"),
        (FILES[0], "- id: snri", "- id: ssri", "medicines.id"),
        (FILES[0], "  - id: pumps\n    place: where", "  - id: pumps\n    place: people", "steps.place"),
        (FILES[0], "takeaways:", "other:", "takeaways"),
        (FILES[0], "medicines:\n", "medicines: [\n", "yaml"),
        (FILES[1], "      pumps:", "      pump:", "medicines.snri.steps"),
        (FILES[1], "    name: SNRI\n", "", "medicines.snri.name"),
        (FILES[1], "  research:\n", "  other:\n", "takeaways.research"),
        (FILES[1], "People differ, and so do moments.", "8 of 10 people differ.", "sources"),
        (FILES[1], "a dummy pill", "a dummy pill of 50 mg", "amount"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path, library, file, old, new, name):
    """A broken row is a problem that names the file, a line in it and the field; nothing is raised."""
    for path in FILES:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        shutil.copy(CONTENT / path, tmp_path / path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text, old
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    source = Source(tmp_path)
    read_steps(source, "en", library.references, library.facts)
    problems = source.problems
    assert any(p.file in FILES and name in p.field and p.line >= 1 for p in problems), problems


def test_missing_files_are_named(tmp_path, library):
    """Without its files nothing is shown, and the error names both."""
    source = Source(tmp_path)
    assert not read_steps(source, "en", library.references, library.facts).medicines
    assert {problem.file for problem in source.problems} == set(FILES)
