"""What the treatment cards say: numbers with their works, no amounts, every guideline cell as it was read, the standard's items."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from guide import treatments as t
from guide.content import readability
from guide.library import CONTENT, load
from guide.treatments.model import FEWEST_CELLS
from guide.view import card as cards
from guide.view import numbers
from guide.view import treatments as parts
from guide.view.kept import of_treatments
from guide.view.render import macro
from tests.numbers import numbers_in

LIBRARY = load("en")
SHELF = LIBRARY.shelf
CARDS = {x.id: cards.card(LIBRARY, x) for x in SHELF.treatments}
PAGES = {
    **CARDS,
    "list": parts.listing(LIBRARY, t.order(SHELF.treatments, ["sleep", "few-visits"])),
    "wishes": parts.wishes_panel(LIBRARY),
    "notes": parts.decision_notes(LIBRARY),
    "compare": cards.compare_table(LIBRARY, [SHELF.by_id[key] for key in ("pe", "sertraline", "benzodiazepines", t.WAITING)]),
}
# The numbers that were read, by work: those of its facts and summary as they stand and rounded, and the work's own year.
NUMBERS: dict[str, set[str]] = {}
for _keys, _text in [
    *((f.references, f.text) for f in LIBRARY.facts.values()),
    *(((key,), work.read) for key, work in LIBRARY.references.items() if work.read),
]:
    _found = numbers_in(_text)
    _found |= {str(round(float(n))) for n in _found if n.count(".") <= 1}
    for _key in _keys:
        NUMBERS.setdefault(_key, {str(LIBRARY.references[_key].issued)}).update(_found)
BANNED = re.compile(r"\b(sufferers?|victims?|abnormal\w*|damaged|just|cure[sd]?|curing|proven|miracle)\b", re.IGNORECASE)
AMOUNT = re.compile(r"\d\s*(?:mg|µg|μg|mcg|milligram|microgram)", re.IGNORECASE)


def plain(markup: str) -> str:
    """The words of some HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).replace("\u2212", "-")


class _Outline(HTMLParser):
    """Headings in order, ids, and tags left open."""

    def __init__(self):
        super().__init__()
        self.levels, self.ids, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in ("input", "path", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open[-3:])
        self.open.pop()


def outline(markup: str) -> _Outline:
    """Some HTML, read for its outline."""
    parser = _Outline()
    parser.feed(markup)
    return parser


def test_at_least_fifty_cards_render():
    """Fifty treatments or more have a card, waiting and watching among them."""
    assert len(CARDS) >= 50
    assert "treatment-watchful-waiting" in CARDS[t.WAITING]


@pytest.mark.parametrize("name", PAGES)
def test_no_amount_of_a_medicine_and_no_banned_word(name):
    """No milligram or microgram stands anywhere, in words, attributes or titles; nor a word of the banned list."""
    assert not AMOUNT.search(PAGES[name])
    words = re.sub(r'<details class="references".*?</details>', "", PAGES[name], flags=re.DOTALL)
    assert not BANNED.search(plain(words)), BANNED.search(plain(words))


@pytest.mark.parametrize("name", ["treatments.yaml", "treatment-features.yaml", "guidelines.yaml"])
def test_no_value_from_memory(name):
    """No row says that it was recalled, and no amount hides in a row."""
    text = (CONTENT / "data" / name).read_text(encoding="utf-8")
    rows = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert not re.search(r"\brecalled\b|not.verified|from memory|(?:verified|basis|status|source): memory", rows)
    assert not AMOUNT.search(rows)


@pytest.mark.parametrize("treatment", SHELF.treatments, ids=lambda x: x.id)
def test_numbers_of_a_card_are_those_of_its_row(treatment):
    """Each number of the row stands on the card in its sentence, with its comparison, and its work beside it."""
    card, row = plain(CARDS[treatment.id]), treatment.row
    say = LIBRARY.treatment_words
    for record in row.per_100:
        assert f"{record.treatment} out of 100 {say(f'labels.outcome.{record.outcome}')}" in card
        if record.comparator is None:
            assert "There was no comparison group" in card
        else:
            assert f"With {say(f'labels.versus.{record.versus}')}: {record.comparator} out of 100" in card
    for record in row.effects:
        for value in (record.value, record.low, record.high):
            assert value is None or f"{value:g}" in card
        assert f"compared with {say(f'labels.versus.{record.versus}')}" in card
    if more := row.more_per_100:
        assert f"About {more.value} more out of 100" in card
        assert f"as few as {more.low} or as many as {more.high}" in card
    if left := row.left_early:
        assert f"bout {left.value} out of 100 left early{'.' if left.low is None else f' (the true number may lie between {left.low} and {left.high})'}" in card
    numbered = [*row.per_100, *row.effects, row.more_per_100, row.relapse, row.left_early, row.stopped]
    for key in (*(n.source for n in numbered if n), *treatment.sources):
        work = LIBRARY.references[key]
        assert work.identifier or work.link, key
        assert f'href="{work.link}"' in str(CARDS[treatment.id]).replace("&amp;", "&"), key


@pytest.mark.parametrize("treatment", SHELF.treatments, ids=lambda x: x.id)
def test_numbers_of_a_passage_stand_in_what_was_read(treatment):
    """Every number of a passage stands in a fact (or a summary of what was read) of one of the works the passage names."""
    for name in t.PASSAGES:
        text = getattr(treatment.words, name)
        keys = set(treatment.row.sources.get(name, ()))
        known = {"100"}.union(*(NUMBERS[key] for key in keys))
        for number in re.findall(r"\d+(?:[.,]\d+)*", text):
            assert number.replace(",", "") in known, f"{treatment.id}.{name}: {number} stands in none of {sorted(keys)}: {text}"


def test_a_number_says_whose_people_it_rests_on_and_which_way_only_if_read():
    """Two arms that were read stand as such; a whole study says in how many groups; a difference without a direction favors nobody."""
    say = LIBRARY.treatment_words
    for treatment in SHELF.treatments:
        for record in (*treatment.row.per_100, *treatment.row.effects):
            card = plain(CARDS[treatment.id])
            if record.arms:
                assert f"{record.arms[0]} people had it, {record.arms[1]} were in the other group" in card
            if record.groups:
                assert f"{record.people} people in {record.groups} groups" in card
    unsigned = [e for e in SHELF.by_id["prazosin-nightmares"].row.effects if e.direction]
    assert unsigned and say("numbers.undirected") in plain(CARDS["prazosin-nightmares"])


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_comparison_shows_every_number_out_of_100_of_a_card(language):
    """What a card shows out of 100 stands in the comparison too, each with its own comparison, in either language."""
    library = load(language)
    columns = [library.shelf.by_id[key] for key in ("pe", "sertraline", "ct-ptsd")]
    table = plain(cards.compare_table(library, columns))
    for column in columns:
        for record in t.out_of_100(column):
            assert numbers.per_hundred(library, column, record).sentence in table, (column.id, record)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_comparison_shows_the_bad_sides_of_a_card(language):
    """What a card says of who must be careful, of living with it and of never stopping suddenly stands in the comparison, in that treatment's own cell."""
    library = load(language)
    columns = [library.shelf.by_id[key] for key in ("pe", "sertraline", "venlafaxine", "guanfacine")]
    table = str(cards.compare_table(library, columns))
    cells = {key: re.search(rf'data-row="{key}">(.*?)</section>', table, re.DOTALL)[1].split('class="treat-name"')[1:] for key in ("careful", "living")}
    stop = library.treatment_words("page.never_stop")
    for column, careful, living in zip(columns, cells["careful"], cells["living"], strict=True):
        card = str(cards.card(library, column))
        harms = numbers.harms(library, column.row.careful)
        assert all(text in plain(careful) for text in (*harms.cited, *harms.read)), column.id
        assert (stop in careful) == (stop in card) == column.never_stop
        assert all(note.get("card", note["text"]) in plain(living) for note in cards.living(library, column))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_comparison_opens_with_what_decides_and_folds_the_rest(language):
    """Before the fold stand how well it works, the most common harm, the gravest, what it asks and who must be careful with "never stop"; what is known of
    none stands there in one line, in no row; every harm is somewhere in the table."""
    library = load(language)
    columns = [library.shelf.by_id[key] for key in ("yohimbine", "imipramine", "sertraline")]
    table = str(cards.compare_table(library, columns))
    first, rest = table.split('<details class="cmp-more"')
    assert re.findall(r'data-row="(\w+)"', first) == ["group", "per_100", "effect", "certainty", "common", "serious", "asks", "careful"]
    assert library.treatment_words("page.never_stop") in first and 'data-row="sleep"' in rest
    for column in columns:
        told = numbers.harms(library, column.row.common)
        assert all(text in plain(table) for text in (*told.cited, *told.read))
    for treatment in library.shelf.treatments:
        counts = [harm.treatment or 0 for harm in treatment.row.common if harm.source]
        assert not counts or max(counts) in counts[:2], treatment.id
    two = str(cards.compare_table(library, columns[:2]))
    assert 'data-row="sleep"' not in two and library.treatment_words("page.none_known", rows="").rstrip(".") in plain(two)


def test_a_card_with_words_of_its_own_on_living_with_it_does_not_say_that_nothing_was_read():
    """Its own words stand under that heading with their works, in place of the words on its kind."""
    own = [x for x in SHELF.treatments if x.words.living]
    assert own
    for treatment in own:
        assert treatment.row.living == "other" and treatment.row.sources["living"]
        card = plain(CARDS[treatment.id])
        assert treatment.words.living in card and SHELF.words["notes"]["living_other"]["card"] not in card


def test_what_was_not_found_is_told_once():
    """A treatment without a number says so in words, in one line of its card and in the comparison; so does one without a list of harms."""
    none = [x for x in SHELF.treatments if not x.row.per_100 and not x.row.more_per_100]
    assert none
    for treatment in none:
        assert plain(CARDS[treatment.id]).count("No number found: ") == 1
        table = cards.compare_table(LIBRARY, [treatment, SHELF.by_id["pe"] if treatment.id != "pe" else SHELF.by_id["cpt"]])
        assert "No number found" in plain(table)
    for treatment in SHELF.treatments:
        row = treatment.row
        gap = treatment.id != t.WAITING and not (row.common and row.serious and row.careful)
        assert plain(CARDS[treatment.id]).count("No checked list was found") == gap, treatment.id
    for card in CARDS.values():
        assert not re.search(r"<(p|li|dd|h\d|ul)[^>]*>\s*</\1>", card)


KINDS_IN_WORDS = {
    "sleepiness": r"sleepiness|drowsiness|tiredness",
    "poor-sleep": r"poor sleep",
    "sexual": r"sexual",
    "weight": r"weight",
    "blood-pressure": r"dizziness|blood pressure",
    "stomach": r"feeling sick|sickness|diarrhea|constipation|stomach|^less appetite$",
    "upset-memories": r"^Symptoms rose for a time|symptoms rose for a time",
}


@pytest.mark.parametrize("treatment", SHELF.treatments, ids=lambda x: x.id)
def test_side_effects_are_those_of_the_card(treatment):
    """What is filtered and handed out as side effects names each kind in the words of the card's list, no other, and is not known only without a list."""
    listed = [LIBRARY.treatment_words(f"labels.harm.{harm.id}") for harm in treatment.row.common]
    named = {kind for kind, words in KINDS_IN_WORDS.items() if any(re.search(words, text) for text in listed)}
    alone = {"see-card"} if listed else {"none-known"} if treatment.id == t.WAITING else {t.NOT_KNOWN}
    assert set(treatment.feature("side_effects")) == (named or alone)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_and_the_card_say_how_many_guidelines_and_how_strongly(language):
    """One word on a group hides the difference between four strong yeses and a weak one: the counts of the cells stand beside it, in the list and on the card,
    and add up to all that were looked at."""
    library = load(language)
    page, said = str(parts.listing(library, t.order(library.shelf.treatments))), {}
    for key in ("pe", "mbsr", "risperidone", "yoga"):
        treatment = library.shelf.by_id[key]
        states = ["silent" if cell.state in cards.SILENT else cell.state for cell in treatment.cells.values()]
        counts = [states.count(state) for state in (*cards.COUNTED, *cards.BESIDE) if state in states]
        said[key] = cards.standing(library, treatment)
        assert [int(n) for n in re.findall(r"\d+", said[key])] == ([len(states), *counts] if said[key] else [])
        assert sum(counts) == len(states)
        assert said[key] in page and said[key] in plain(str(cards.card(library, treatment)))
    assert said["pe"] != said["mbsr"] and not said["yoga"]


def test_cards_have_the_same_headings_wherever_they_stand():
    """Good and bad sides stand in equal detail: recommended, unclear or advised against, the headings are the same."""
    heads = {key: re.findall(r"<h3[^>]*>(.*?)</h3>", card) for key, card in CARDS.items()}
    assert len({tuple(value) for value in heads.values()}) == 1


@pytest.mark.parametrize("name", PAGES)
def test_markup_nests_rightly(name):
    """Headings go down one rank at a time, ids are unique, and every tag is closed."""
    found = outline(PAGES[name])
    assert not found.open
    assert len(found.ids) == len(set(found.ids))
    for before, after in zip(found.levels, found.levels[1:], strict=False):
        assert after - before <= 1


@pytest.mark.parametrize("treatment", SHELF.treatments, ids=lambda x: x.id)
def test_each_guideline_cell_is_said_with_a_link(treatment):
    """Each guideline stands on each card with its state; what was read is quoted in short; the two silences have different words."""
    say, card = LIBRARY.treatment_words, CARDS[treatment.id]
    for guideline in SHELF.guidelines:
        cell = treatment.cells[guideline.id]
        told = cards.advice(LIBRARY, guideline, cell)
        if cards.is_silent(cell):
            line = next(line for line in re.findall(r"<li>.*?</li>", card) if f"treat-state-{cell.state}" in line)
            assert told.name in line and told.said in line and told.detail in line
        else:
            line = str(macro(LIBRARY, "macros/treatments", "advice", told))
            assert line in card
        assert f'href="{LIBRARY.references[cell.source or guideline.reference].link}"' in line
        assert say(f"guidelines.scopes.{cell.scope}" if cell.elsewhere else f"guidelines.states.{cell.state}") in line
    assert say("guidelines.states.unnamed") != say("guidelines.states.unchecked")


def test_guidelines_have_ten_cells_that_were_read():
    """A guideline of which fewer than ten cells were read is left out, and the card says so."""
    for guideline in SHELF.guidelines:
        assert sum(cell.state in t.READ for cell in guideline.cells.values()) >= FEWEST_CELLS
    assert {"apa-2025-guideline", "phoenix-2020-guidelines"}.isdisjoint(g.reference for g in SHELF.guidelines)


def test_waiting_is_not_a_waiting_list():
    """Waiting and watching rests on natural course, says when not to wait and who to call, and no waiting-list arm is its number."""
    waiting = SHELF.by_id[t.WAITING]
    assert {record.source for record in waiting.row.per_100} == {"morina-2014-remission"}
    assert all(record.versus == "none" for record in waiting.row.per_100)
    assert 'id="when-not-to-wait"' in CARDS[t.WAITING]
    assert 'id="who-to-call"' in CARDS[t.WAITING]
    assert 'id="who-to-call"' in PAGES["compare"]


def test_sorting_says_what_it_is_not():
    """Above the wishes stands that this orders, does not recommend, and that no clinician has reviewed it."""
    assert "This orders information. It does not recommend for you. No doctor or therapist has reviewed it yet." in plain(PAGES["wishes"])


def test_the_list_works_without_script():
    """The list is a plain form whose picks make an address, each item a link to its card; each group says its rule."""
    page = PAGES["list"]
    assert '<form method="get" action="/treatments"' in page
    for treatment in SHELF.treatments:
        assert f'href="/treatments?show={treatment.id}"' in page
        assert f'data-keep="treatment:{treatment.id}"' in page
        assert f'name="compare" value="{treatment.id}"' in page
    assert page.index("group-recommended") < page.index("group-some-or-unclear") < page.index("group-advised-against")


def test_medicines_link_to_their_synapse():
    """A medicine of the synapse figure links to its own state; others have none. An SSRI leaves the synapse unchanged."""
    assert cards.synapse_state(SHELF.by_id["prazosin-nightmares"]) == {"fire": "4", "medicine": "prazosin"}
    assert cards.synapse_state(SHELF.by_id["pe"]) is None
    assert "/norepinephrine#synapse~" in CARDS["sertraline"]
    for treatment in SHELF.treatments:
        assert not treatment.row.synapse or cards.synapse_state(treatment)


def test_every_label_has_words():
    """Every value of every feature and filter has words."""
    say = LIBRARY.treatment_words
    for name, values in t.VALUES.items():
        for value in values:
            assert say(f"labels.{name}.{value}")
    labels = parts.filter_labels(LIBRARY)
    assert set(labels) == set(t.FILTERS)
    assert set(parts.wish_labels(LIBRARY)) == set(t.WISHES)
    kept = of_treatments(SHELF)
    assert set(kept.treatments) == {x.id for x in SHELF.treatments}
    assert {q for x in SHELF.treatments for q in x.row.questions} <= set(kept.questions)


def test_plain_words():
    """The cards' words read at grade 8 or below on average, and no sentence passes 25 words."""
    texts = [getattr(x.words, name) for x in SHELF.treatments for name in (*t.PASSAGES, "plain") if getattr(x.words, name)]
    texts += [note["text"] for note in SHELF.words["notes"].values() if isinstance(note, dict)]
    texts += list(SHELF.words["questions"].values()) + list(SHELF.words["labels"]["harm"].values())
    assert readability.measure(texts).grade <= 8
    for text in texts:
        for sentence in readability.sentences(text):
            assert len(readability.words(sentence)) <= 25, sentence


@pytest.mark.parametrize("item", SHELF.items, ids=lambda item: item.id)
def test_each_item_of_the_standard_is_met_where_it_says(item):
    """Each qualifying and certification item names a place, and that place is on the page; an item without a place says why."""
    if not item.where:
        assert item.part == "quality"
        return
    if item.where.startswith("card:"):
        for key, card in CARDS.items():
            assert f'id="{key}-{item.where.removeprefix("card:")}"' in card, key
        return
    page, _, anchor = item.where.partition("#")
    assert (CONTENT / "en" / "pages" / f"{page.strip('/')}.md").exists()
    if anchor:
        assert anchor in outline("".join(PAGES[name] for name in ("list", "wishes", "notes", "compare"))).ids


def test_the_standard_is_whole():
    """All six qualifying items and the six certification items that are not about tests are listed."""
    assert {item.id for item in SHELF.items if item.part != "quality"} == {f"Q{n}" for n in range(1, 7)} | {f"C{n}" for n in range(1, 7)}


def test_what_comes_before_a_choice_stands_before_the_list():
    """The choice, no treatment and the steps stand open above the list; the notes that are folded stay one press away, each under its own address."""
    opened, folded = PAGES["notes"].split("<details", 1)
    assert all(f'id="notes-{key}"' in opened for key in parts.FIRST_NOTES)
    assert 'id="notes-living"' in folded and 'id="notes-funding"' in folded
    names = [head.title for head in LIBRARY.pages["treatments"].marks.heads if head.kind == "part"]
    assert names.index("treatment-notes") < names.index("treatment-list")


def test_no_list_is_longer_than_one_look():
    """Unasked, the treatments are parted into lists of seven at most, medicines by where they push norepinephrine and how sure research is."""
    lists = str(parts.listing(LIBRARY, t.order(SHELF.treatments))).split('class="plain treat-list"')[1:]
    assert max(one.count("data-treatment=") for one in lists) <= parts.LONGEST
    of_lowering = next(one for one in lists if 'data-treatment="doxazosin"' in one)
    assert {SHELF.by_id[key].row.signal for key in re.findall(r'data-treatment="([^"]+)"', of_lowering)} == {"lowers"}


def test_every_fold_of_the_list_has_a_name():
    """Without one a fold that a visitor opened is closed again by the app's redraw, by Back and by a reload, and what stood in it is lost from view."""
    folds = re.findall(r"<details class=\"treat-fold\"[^>]*>", str(parts.listing(LIBRARY, t.order(SHELF.treatments))) + str(PAGES["notes"]))
    assert len(folds) == 3
    assert len({re.search(r'data-fold="([^"]+)"', fold)[1] for fold in folds}) == 3
