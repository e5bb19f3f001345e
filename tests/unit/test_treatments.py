"""Treatments: reading them names every mistake; groups, wishes, filters, search, comparison and addresses keep their rules."""

from __future__ import annotations

import random
import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide import treatments as t
from guide.content.source import Source
from guide.content.words import Words
from guide.library import CONTENT, load
from guide.view import numbers
from guide.view.render import macro

WORKS = load("en").references
SHELF = load("en").shelf
ALL = SHELF.treatments
SAY = Words("en/treatments.yaml", SHELF.words)
IDS = [treatment.id for treatment in ALL]
wishes = st.lists(st.sampled_from(list(t.WISHES)), max_size=6)
values = {
    "group": t.GROUPS,
    "kind": t.KINDS,
    "avoid": t.VALUES["side_effects"][:-3],
    **{name: tuple(v for v in t.VALUES[name] if v != t.NOT_KNOWN) for name in t.FILTERS if name in t.VALUES},
}
filters = st.fixed_dictionaries({}, optional={name: st.sets(st.sampled_from(values[name]), min_size=1, max_size=2) for name in t.FILTERS})


def test_the_content_is_in_order():
    """No mistake stands in the treatments' files: the library holds every row."""
    assert len(ALL) >= 50
    assert t.WAITING in IDS


@pytest.mark.parametrize(
    "file, old, new, name",
    [
        ("data/treatments.yaml", "value: -1.23", "value: strong", "effects.value"),
        ("data/treatments.yaml", "source: lewis-2020-dropout", "source: nobody-2020", "left_early.source"),
        ("data/treatments.yaml", "comparator: 43, versus: paroxetine", "versus: paroxetine", "per_100"),
        ("data/treatments.yaml", "asks: [va-nd-prolonged-exposure, foa-2018-massed]", "what: []", "sources.asks"),
        ("data/treatments.yaml", "arms: [173, 179]", "people: 538, arms: [173, 179]", "per_100"),
        ("data/treatments.yaml", "value: 0.2, low: -0.3, high: 0.8, versus: placebo", "value: -0.2, low: -0.3, high: 0.8, versus: placebo", "effects"),
        ("data/treatment-features.yaml", "{value: some, source: [huang-2024-sleep-nma, ho-2016-cbt-sleep]}", "{value: some, status: derived}", "sleep"),
        ("data/treatment-features.yaml", "talks: {value: 'no', status: derived}", "talks: {value: perhaps, status: derived}", "talks"),
        ("data/side-effects.yaml", "{id: sexual, ", "{id: nobody, ", "id"),
        ("data/guidelines.yaml", "pe: {state: strong, wording: strong-for", "pe: {state: unnamed, wording: strong-for", "cells.pe"),
        ("data/guidelines.yaml", "state: unchecked", "state: perhaps", "state"),
        ("en/treatments.yaml", "    name: Sertraline\n", "", "name"),
        ("en/treatments.yaml", "antidepressant that needs a strict diet", "antidepressant that needs a strict diet, 50 mg", "amount"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path, file, old, new, name):
    """A broken row is a problem that names the file, a line in it and the field; nothing is raised."""
    root = tmp_path / "content"
    for part in ("data", "en"):
        (root / part).mkdir(parents=True)
    for path in [*(CONTENT / "data").glob("*.yaml"), CONTENT / "en" / "treatments.yaml"]:
        shutil.copy(path, root / path.relative_to(CONTENT))
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, old
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    source = Source(root)
    t.read_shelf(source, "en", WORKS)
    problems = source.problems
    assert any(p.file == file and name in p.field and p.line >= 1 for p in problems), problems


@pytest.mark.parametrize(
    "states, group",
    [
        (["strong"], "recommended"),
        (["for", "unsure", "unnamed"], "recommended"),
        (["later", "unsure"], "some-or-unclear"),
        (["unnamed", "unchecked"], "some-or-unclear"),
        ([], "some-or-unclear"),
        (["against", "unsure"], "advised-against"),
        (["against", "for"], "some-or-unclear"),
        (["against", "later"], "some-or-unclear"),
        (["against"], "advised-against"),
    ],
)
def test_groups_follow_from_the_cells_that_were_read(states, group):
    """Recommended: one recommends and none advises against. Advised against: the reverse. Else: some or unclear evidence."""
    assert t.group_of(states) == group


def test_groups_of_some_treatments():
    """The rule puts known treatments where the guidelines that were read put them."""
    groups = {key: SHELF.by_id[key].group for key in IDS}
    assert {groups[key] for key in ("pe", "cpt", "emdr", "sertraline", "venlafaxine", "wet", "fluoxetine")} == {"recommended"}
    assert {groups[key] for key in ("benzodiazepines", "cannabis", "guanfacine", "prazosin-ptsd", "ketamine")} == {"advised-against"}
    assert {groups[key] for key in ("risperidone", "quetiapine", t.WAITING, "nepicastat")} == {"some-or-unclear"}
    assert SHELF.by_id["risperidone"].disputed


@given(wishes, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_ordering_never_crosses_groups_and_is_the_same_each_time(chosen, shuffler: random.Random):
    """Whatever is wished, in whatever order, from whatever order of rows: the groups keep their places and nothing is lost."""
    placed = t.order(ALL, chosen)
    ranks = [t.GROUPS.index(p.group) for p in placed]
    assert ranks == sorted(ranks)
    assert sorted(p.treatment.id for p in placed) == sorted(IDS)
    assert all(p.group == p.treatment.group for p in placed)
    rows, names = list(ALL), list(chosen)
    shuffler.shuffle(rows)
    shuffler.shuffle(names)
    assert t.order(rows, names) == placed


@given(wishes)
@settings(max_examples=60, deadline=None)
def test_every_move_is_explained(chosen):
    """A treatment that moved says why, with a wish that was made; without wishes nothing moves; every reason has words."""
    for placed in t.order(ALL, chosen):
        assert bool(placed.reasons) or not placed.moved
        if placed.moved > 0:
            assert any(reason != "others" for reason in placed.reasons)
        if placed.moved < 0:
            assert "others" in placed.reasons
        for reason in placed.reasons:
            assert reason == "others" or reason.split(".")[0] in chosen
            assert isinstance(SAY(f"wishes.reasons.{reason}"), str)
        if not chosen:
            assert not placed.moved and not placed.reasons


def test_speed_of_relief_is_no_wish():
    """No wish and no filter reads how soon a treatment works."""
    assert not {"soon", "how_long", "how_often"} & ({name for name, _ in t.WISHES.values()} | set(t.FILTERS))


def test_not_known_sinks_nothing_below_a_no():
    """A value that is not known counts as much as a value that does not fit: nothing."""
    for wish in t.WISHES:
        assert t.NOT_KNOWN not in t.WISHES[wish][1]


@given(filters)
@settings(max_examples=80, deadline=None)
def test_every_treatment_is_shown_or_named_as_hidden(chosen):
    """Under any filters each treatment is in view, or hidden by a filter the reader set; the view is never empty."""
    result = t.narrow(ALL, chosen)
    shown = {x.id for x in result.shown}
    assert shown
    assert shown | set(result.hidden) == set(IDS)
    assert not shown & set(result.hidden)
    for names in result.hidden.values():
        assert names and set(names) <= set(chosen) - set(result.relaxed)
    assert set(result.relaxed) <= set(chosen)
    assert shown - set(result.unsure) or not chosen


@given(filters)
@settings(max_examples=40, deadline=None)
def test_not_known_never_hides(chosen):
    """A treatment is never hidden by a filter whose value is not known for it."""
    result = t.narrow(ALL, chosen)
    for key, names in result.hidden.items():
        for name in names:
            if name not in ("group", "kind"):
                assert t.NOT_KNOWN not in SHELF.by_id[key].feature("side_effects" if name == "avoid" else name)


def test_contradictory_filters_give_the_nearest_view():
    """Filters that leave nothing give way, as few as can be, and are named."""
    result = t.narrow(ALL, {"kind": ["therapy"], "form": ["procedure"]})
    assert len(result.relaxed) == 1
    assert result.shown
    assert t.narrow(ALL, {"nonsense": ["x"], "kind": []}) == t.narrow(ALL, {})


@pytest.mark.parametrize(
    "text, first",
    [("sertraline", "sertraline"), ("NIGHTMARES", "prazosin-nightmares"), ("emdr", "emdr"), ("eye mov", "emdr"), ("pe", "pe")],
)
def test_search_finds_names_first(text, first):
    """Search reads beginnings of words, whatever their case, and names before other words."""
    found = [x.id for x in t.matcher(ALL).find(text).things]
    assert first in found[:4]


def test_search_of_nothing_and_of_nonsense():
    """No text shows all; a word nobody uses shows none; odd characters harm nothing."""
    assert len(t.matcher(ALL).find("  ").things) == len(ALL)
    assert t.matcher(ALL).find("xyzzy").things == ()
    assert t.matcher(ALL).find("<script>%00☃").things == ()


@given(st.lists(st.sampled_from(IDS), min_size=2, max_size=4, unique=True))
@settings(max_examples=40, deadline=None)
def test_comparison_has_the_same_rows_for_all(chosen):
    """Each row has a value for each column, "the same" is a fact known of each and equal in full, numbers are out of 100 and bring their comparison."""
    columns = [SHELF.by_id[key] for key in chosen]
    rows = t.compare(columns, [g.id for g in SHELF.guidelines])
    keys = [row.key for row in rows]
    assert keys == [row.key for row in t.compare([SHELF.by_id["pe"], SHELF.by_id[t.WAITING]], [g.id for g in SHELF.guidelines])]
    for row in rows:
        assert len(row.values) == len(columns)
        assert row.mark != "same" or (len(row.known) == len(columns) and len(set(map(repr, row.values))) == 1), row.key
        assert (row.mark == "differs") == (len(set(map(repr, row.known))) > 1), row.key
        assert (row.mark == "none") == (not row.known), row.key
    for column, records in zip(columns, next(row for row in rows if row.key == "per_100").values, strict=True):
        assert records == t.out_of_100(column) and all(record.versus for record in records)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four_are_compared(count):
    """Fewer than two or more than four cannot be compared."""
    with pytest.raises(ValueError, match="2 to 4"):
        t.compare(ALL[:count])


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", t.View()),
        ("?show=pe", t.View(show="pe")),
        ("?compare=pe,cpt", t.View(compare=("pe", "cpt"))),
        ("compare=pe&compare=cpt", t.View(compare=("pe", "cpt"))),
        ({"compare": ["pe", "pe", "cpt"]}, t.View(compare=("pe", "cpt"))),
        ({"show": "PE "}, t.View(show="pe")),
    ],
)
def test_addresses_that_are_well(query, expected):
    """?show and ?compare are read from a string or its fields; a plain form's repeated field is one list."""
    assert t.read_address(query, ALL) == expected


@pytest.mark.parametrize(
    "query, message",
    [
        ("show=sertralin", "unknown"),
        ("compare=pe,nobody,cpt", "unknown-compare"),
        ("compare=pe,cpt,emdr,wet,net", "too-many"),
        ("compare=pe", "one-to-compare"),
        ("compare=x,y", "unknown-compare"),
    ],
)
def test_addresses_that_are_not(query, message):
    """An unknown id, one or five to compare: a message with words, and the nearest view."""
    view = t.read_address(query, ALL)
    assert view.message == message
    assert message in SHELF.words["messages"]
    assert len(view.compare) <= t.MOST_COLUMNS
    assert view.message != "too-many" or view.compare == ("pe", "cpt", "emdr", "wet")
    assert view.message != "one-to-compare" or view.show == "pe"
    assert view.message != "unknown" or "sertraline" in view.near


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_address_is_answered(text):
    """Whatever stands in an address, there is a view, and its message has words."""
    for query in (text, {"show": text}, {"compare": text}, {"compare": [text, "pe"]}):
        view = t.read_address(query, ALL)
        assert view.message == "" or view.message in SHELF.words["messages"]
        assert set(view.compare) <= set(IDS)


def test_next_to_no_difference_is_on_nobodys_side():
    """Where a study found next to no difference, the words claim it for neither side; where one was found they say whose it is."""
    effects = [effect for treatment in ALL for effect in treatment.row.effects if not effect.direction]
    said = {size: [numbers.difference(load("en"), effect).sentence for effect in effects if numbers.size(effect) == size] for size in ("zero", "a", "b", "c")}
    assert said["zero"] and all("next to no difference either way" in sentence for sentence in said.pop("zero"))
    assert all(sentences and all(" in favor of the " in sentence for sentence in sentences) for sentences in said.values())


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_difference_is_never_taken_for_a_count(language):
    """A difference says "more" beside its number and in its picture's words, and is drawn as rings; the same number of people is neither."""
    library = load(language)
    shelf = library.shelf.by_id
    more, count = (numbers.per_hundred(library, shelf[key], t.out_of_100(shelf[key])[0]).bars[0] for key in ("cpt", t.WAITING))
    assert more.full == count.full == 44
    word = {"en": "44 more", "es": "44 más"}[language]
    assert more.more == word and not count.more
    assert word.split()[1] in more.alt.split() and word.split()[1] not in count.alt.split()
    drawn = [str(macro(library, "macros/treatments", "row", bar)) for bar in (more, count)]
    assert [("treat-more" in one, "dots-hole" in one, f"<strong>{word}</strong>" in one) for one in drawn] == [(True, True, True), (False, False, False)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_numbers_of_harm_are_drawn_as_benefits_are(language):
    """Whoever left, stopped, relapsed or was harmed is drawn as dots where a number out of 100 was read; a drawn number stands in the harm's own words."""
    library = load(language)
    for treatment in library.shelf.treatments:
        row = treatment.row
        early = [[row.left_early.value]] if row.left_early else []
        early += [[record.treatment, record.comparator] for record in (row.stopped, row.relapse) if record]
        assert [[bar.full for bar in number.bars] for number in numbers.early(library, treatment)] == early, treatment.id
        for harm in (*row.common, *row.serious, *row.careful):
            told = numbers.harms(library, [harm])
            bars = told.drawn[0] if told.drawn else ()
            expected = list(harm.drawn.values()) or [n for n in (harm.treatment, harm.comparator) if n is not None]
            assert [bar.full for bar in bars] == expected, harm.id
            assert all(re.search(rf"\b{n}\b", told.cited[0]) for n in expected), harm.id


def test_a_comparison_tells_who_must_be_careful_and_what_living_with_it_is_like():
    """Both rows stand where the card has them, and "never stop" counts among what a treatment's careful cell says."""
    rows = t.compare([SHELF.by_id["pe"], SHELF.by_id["sertraline"]])
    keys = [row.key for row in rows]
    assert "living" in keys and "careful" in [row.key for row in rows if row.first]
    assert SHELF.by_id["sertraline"].never_stop and not SHELF.by_id["pe"].never_stop
    assert next(row for row in rows if row.key == "careful").more


def test_what_is_known_of_no_treatment_is_never_called_the_same():
    """Nothing found, not known, not measured, no words but those on their kind: none of it makes two treatments the same."""
    marks = {row.key: row.mark for row in t.compare([SHELF.by_id["yohimbine"], SHELF.by_id["imipramine"]], unknown="Not known")}
    assert {marks[key] for key in ("per_100", "living", "sleep", "left_early", "soon")} == {"none"}
    marks = {row.key: row.mark for row in t.compare([SHELF.by_id["cpt"], SHELF.by_id["emdr"]])}
    assert marks["group"] == marks["living"] == "" and marks["form"] == "same"
    marks = {row.key: row.mark for row in t.compare([SHELF.by_id["pe"], SHELF.by_id["sertraline"], SHELF.by_id["prazosin-nightmares"]])}
    assert marks["nightmares"] == "partly" and marks["careful"] == "differs"


def test_a_comparison_with_a_message_is_found_under_what_was_asked():
    """The app fetches a page's article by its query: the shortest one would lose the message, and the fifth treatment would be gone without a word."""
    five = t.read_address("compare=pe,cpt,wet,net,emdr", SHELF.treatments)
    assert t.read_address(five.own_query, SHELF.treatments) == five and five.message == "too-many" and not five.near
    one = t.read_address("compare=pe", SHELF.treatments)
    assert t.read_address(one.own_query, SHELF.treatments) == one and one.message == "one-to-compare"
    strange = t.read_address("compare=pe,cpt,nope", SHELF.treatments)
    assert t.read_address(strange.own_query, SHELF.treatments) == strange and "pe" not in strange.near
    assert t.read_address("compare=pe&compare=cpt", SHELF.treatments).own_query == {"compare": "pe,cpt"}
