"""both-ways: every row in its place, each with a work, and the counts that the sentence tells."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from guide.figures import both_ways as module
from guide.view.figure import first_drawing


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return module.build(library)


def visible(frame) -> set[str]:
    """The rows a state shows."""
    return {part[4:] for part, values in frame.parts.items() if part.startswith("row-") and values["style"] != module.HIDDEN}


def test_every_row_has_a_work_a_way_and_a_strength(library) -> None:
    """Each row cites confirmed works, uses the known words, stands once, and its place rests on a fact where it says so."""
    rows = module.placed(library)
    assert len({row["id"] for row in rows}) == len(rows) >= 50
    for row in rows:
        sources = [row["source"]] if isinstance(row["source"], str) else row["source"]
        assert set(sources) <= set(library.references), row
        assert row["way"] in module.WAYS and row["grade"] in module.GRADES and row["kind"] in module.KINDS, row
        assert row.get("place") is None or row["place"] in library.facts, row


def test_medicines_push_both_ways_and_ssris_neither(library) -> None:
    """Known places: prazosin, clonidine, guanfacine and propranolol down; venlafaxine and atomoxetine up; SSRIs and therapies neither."""
    way = {row["id"]: row["way"] for row in module.placed(library)}
    assert {way[n] for n in ("prazosin-nightmares", "clonidine", "guanfacine", "propranolol-prevention")} == {"lowers"}
    assert {way[n] for n in ("venlafaxine", "atomoxetine")} == {"raises"}
    assert {way[n] for n in ("sertraline", "paroxetine", "fluoxetine", "pe", "cpt", "emdr")} == {"neither"}


def test_the_counts_are_those_of_the_names_shown(figure, library) -> None:
    """In every state the table, the headings and the sentence count exactly the rows that are shown."""
    way = {row["id"]: row["way"] for row in module.placed(library)}
    for state, frame in figure.frames.items():
        names = visible(frame)
        for n, place in enumerate(module.WAYS):
            count = sum(way[name] == place for name in names)
            assert [row[2] for row in frame.rows if row[1] == "all of them"][n] == str(count), state
            assert frame.parts[f"bar-{place}"]["text"].endswith(f": {count}"), state
        ways = [row[2] for row in frame.rows if row[1] == "all of them"]
        assert ways[-1] == str(len(names)), state
        unread = ways[-2]
        read = str(len(names) - int(unread))
        better = str(sum(int(row[2]) for row in frame.rows if row[1].startswith(("strong", "moderate"))))
        assert set(re.findall(r"\d+", frame.sentence)) <= {read, better, *ways}, state
        assert (f", {unread} are not settled." in frame.sentence) == (unread != "0"), state
        assert len(frame.sentence.split()) <= 30, state


def test_no_line_stands_without_names_and_no_name_without_its_line(figure, library) -> None:
    """A line of one strength shows exactly when one of its names does."""
    rows = {row["id"]: "group-{}-{}-{}".format(*module.group_of(row)) for row in module.placed(library)}
    for frame in figure.frames.values():
        lines = {part for part, values in frame.parts.items() if part.startswith("group-") and values["style"] != module.HIDDEN}
        assert lines == {rows[name] for name in visible(frame)}


def test_each_control_changes_drawing_table_and_sentence(figure) -> None:
    """The other states of each control differ from the first in all three."""
    for state in (("therapy", "raises"), ("all", "raises")):
        frame = figure.frames[state]
        assert frame.parts != figure.first.parts and frame.rows != figure.first.rows and frame.sentence != figure.first.sentence


def test_the_names_of_one_way_are_shown(figure, library) -> None:
    """A way shows its own names, the others none, and its button is pressed; the table names all, at most seven together, whatever is shown."""
    said = library.figure_words["both-ways"].get("way")
    for (kind, way), frame in figure.frames.items():
        assert [one for one in module.WAYS if frame.parts[f"names-{one}"]["style"] != module.HIDDEN] == [way]
        assert [one for one in module.WAYS if frame.parts[f"bar-{one}"]["aria-pressed"] == "true"] == [way]
        assert frame.rows == figure.frames[kind, "raises"].rows
        named = [row for row in frame.rows if row[1] != "all of them"]
        assert all(len(row[4].split("\n")) == int(row[2]) <= 7 for row in named)
        of_this_way = [name for row in named if row[0] == said[way] for name in row[4].split("\n")]
        assert any(frame.sentence.endswith(f": {name}.") for name in of_this_way) or not of_this_way
        assert sum(int(row[2]) for row in named) == len(visible(frame))


def test_the_star_is_explained_where_one_stands(figure, library) -> None:
    """What a star says stands under the names of a way exactly when one of them has one."""
    rows = {row["id"]: row for row in module.placed(library)}
    for (_, way), frame in figure.frames.items():
        starred = any(rows[name]["way"] == way and not rows[name].get("place") for name in visible(frame))
        assert (frame.parts["key"]["style"] != module.HIDDEN) == starred


def test_the_kind_stands_where_there_are_several(figure) -> None:
    """The words before the names say their kind where all kinds are shown, and nowhere else."""
    for (kind, _), frame in figure.frames.items():
        for part, values in frame.parts.items():
            if part.startswith("grade-"):
                assert values["text"].endswith(("therapies)", "medicines)", "other help)")) == (kind == "all"), part


def test_the_drawing_is_well_formed_and_holds_every_part(figure) -> None:
    """All states set the same attributes of the same parts, and each part stands in the drawing."""
    drawn = {element.get("data-part") for element in ET.fromstring(figure.drawing).iter() if element.get("data-part")}  # noqa: S314
    shape = {part: sorted(values) for part, values in figure.first.parts.items()}
    assert set(shape) == drawn
    assert all({part: sorted(values) for part, values in frame.parts.items()} == shape for frame in figure.frames.values())
    ET.fromstring(first_drawing(figure))  # noqa: S314


def test_what_is_not_settled_stands_apart(figure, library) -> None:
    """A card that says its push is not settled has no place among those that push or do not, and no sentence counts it there."""
    unsettled = {treatment.id for treatment in library.shelf.treatments if treatment.row.signal == "not-known"}
    for row in module.placed(library):
        assert (row["way"] == "not-known") == (row["id"] in unsettled), row["id"]
    medicines = figure.frames["medicine", "raises"]
    assert medicines.sentence.startswith("Of 28 uses of medicines, 8 push the signal down, 7 up, 3 do neither, 10 are not settled. “More” is not the one aim.")


def test_a_place_nobody_read_has_a_star(figure, library) -> None:
    """A star stands behind a name exactly where no fact gives the way."""
    names = {part.get("data-part"): "".join(part.itertext()) for part in ET.fromstring(figure.drawing).iter() if part.get("data-part", "").startswith("row-")}  # noqa: S314
    for row in library.tables["both-ways"]:
        assert (module.STAR in names[f"row-{row['id']}"]) == ("place" not in row), row["id"]
