"""A leaflet of one's own: what there is to tick, what becomes of it, and what the server learns of it."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import pytest

from guide.content.pages import GUIDE
from guide.figures import FIGURE_IDS, build
from guide.library import load
from guide.links import MOST_PARTS, Links, read_own, state_part, value_signs
from guide.view.figure import pictured
from guide.view.own import composed, offered
from guide.view.still import still
from tests.unit.test_leaflets import flat, poppler
from tests.unit.test_served import Document, words

LIBRARY = load("en")
CHOICES = [choice for group in offered(LIBRARY) for choice in group.choices]
OF_KIND = {kind: [choice for choice in CHOICES if choice.kind == kind] for kind in ("section", "figure", "question")}
TREATMENTS = {key: number for number, key in LIBRARY.numbers.items()}


def number(kind: str, name: str) -> int:
    """The number of a part."""
    return next(choice.numbers[0] for choice in OF_KIND[kind] if choice.name == name)


SOME = {
    "part": [number("figure", "balance"), number("section", "what-is-ptsd/ptsd-definition"), number("question", "what-next-step")],
    "treatment": [TREATMENTS["pe"], TREATMENTS["sertraline"]],
}


def test_everything_with_a_number_can_be_ticked_once():
    """Each part, question and figure that is a picture is offered once, on its own page; the tables of words are left out."""
    numbers = [one for choice in CHOICES for one in choice.numbers]
    assert len(numbers) == len(set(numbers))
    words_alone = {name for name in FIGURE_IDS if not pictured(name)}
    assert {LIBRARY.parts[one].name for one in set(LIBRARY.parts) - set(numbers)} == words_alone
    for name in words_alone:
        with pytest.raises(ValueError, match="table of words"):
            still(LIBRARY, name, {})
    assert [group.page.id for group in offered(LIBRARY) if group.page] == list(GUIDE)
    es = [choice[:3] for group in offered(load("es")) for choice in group.choices]
    assert es == [choice[:3] for choice in CHOICES]


def test_what_was_ticked_stands_in_reading_order_and_says_never_to_stop_suddenly():
    """However the ticks came, the pages' order is kept; a number that leads to nothing is passed over; the word on medicines always stands there."""
    late, early = number("section", "personal/zoellner_2019"), number("section", "start/ne-imbalance-status")
    made = composed(LIBRARY, [late, 1295, early], [9999])
    assert [piece.blocks[0].title for piece in made.pieces] == ["Why the word is “rebalance”", "Fitting care to you starts with talking"]
    assert made.medicine and isinstance(made.checked, dt.date)


def test_a_posted_choice_becomes_a_page_and_two_sheets(ask, tmp_path):
    """The page holds what was ticked and a link to it behind a #, in the other language too; its form makes the PDF with the country's lines; neither is to be
    stored. It says that a form made it: no script may ask for it anew."""
    answer = ask("POST", "/leaflet", data=SOME)
    page = Document(answer.text)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store" and page.torn == []
    assert [words(title) for title in page.all("h1")] == [LIBRARY.handout("leaflet.own_title")]
    link = page.all("button", data_action="share")[0]["attributes"]["data-link"]
    own = read_own(urlsplit(link).fragment)
    assert own.whole and list(own.parts) == SOME["part"] and list(own.treatments) == SOME["treatment"]
    assert page.all("html", data_posted="") and page.all("a", data_language="es", href=Links("es").chosen("/leaflet", urlsplit(link).fragment))
    form = page.all("form", action=Links().own_pdf)[0]
    fields = [e["attributes"] for e in page.elements if form in e["within"] and e["tag"] == "input" and e["attributes"].get("type") == "hidden"]
    sent = {name: [int(f["value"]) for f in fields if f["name"] == name] for name in SOME}
    assert sent == SOME
    answer = ask("POST", Links().own_pdf, data=sent | {"country": "GB"})
    assert answer.headers["content-type"] == "application/pdf" and answer.headers["cache-control"] == "no-store"
    told = poppler("pdfinfo", pdf=answer.content, folder=tmp_path)
    assert "Tagged:          yes" in told and int(told.partition("Pages:")[2].split()[0]) <= 2
    text = flat(poppler("pdftotext", pdf=answer.content, folder=tmp_path, out=True))
    assert "Samaritans" in text and LIBRARY.treatment_words("page.never_stop")[:40] in text
    assert "".join(link.split("#")) in "".join(text.replace("\u200b", "").replace("#", "").split())


def test_a_figure_stands_as_it_was_set(ask, tmp_path):
    """A plot and a drawing whose values are posted stand so on the page, which can set them further, and on paper; the link says it where it has room; signs
    that no value has are passed over."""
    values = {"synapse": {"medicine": "ssri"}, "smoke-alarm": {"threshold": "-0.12", "alarm": "jumpy"}}
    signs = {name: [value_signs(*pair) for pair in chosen.items()] for name, chosen in values.items()}
    data = {
        "part": [number("figure", name) for name in values],
        "state": [f"{number('figure', name)}~{'~'.join((*one, 'zzz'))}" for name, one in signs.items()],
    }
    said = [build(name, LIBRARY).at(chosen).first.sentence for name, chosen in values.items()]
    page = Document(ask("POST", Links().own(), data=data).text)
    assert [words(one) for one in page.all("output")] == said
    assert [one["attributes"]["data-begin"] for one in page.all("figure", data_state="picture")] == [state_part(*one) for one in values.items()]
    own = read_own(urlsplit(page.all("button", data_action="share")[0]["attributes"]["data-link"]).fragment)
    assert [signs for _, signs in own.states] == [(*one, "zzz") for one in signs.values()]
    assert "hidden" in page.all("p", data_own_short="")[0]["attributes"]
    paper = ask("POST", Links().own_pdf, data=data)
    text = flat(poppler("pdftotext", pdf=paper.content, folder=tmp_path, out=True))
    assert all(flat(one) in text for one in said)
    full = data | {"part": data["part"] + [choice.numbers[0] for choice in OF_KIND["question"]][:10], "treatment": [TREATMENTS["pe"], TREATMENTS["sertraline"]]}
    assert "hidden" not in Document(ask("POST", Links().own(), data=full).text).all("p", data_own_short="")[0]["attributes"]


@pytest.mark.parametrize("key", ["sertraline", "pe"])
def test_a_card_goes_onto_one_sheet(ask, tmp_path, key):
    """A treatment's card leads to a leaflet with what matters of it, under its name, and what to ask about it, in a link that names nothing; it is one sheet."""
    page = Document(ask("GET", Links().treatment(key)).text)
    links = [one["attributes"]["href"] for one in page.all("a") if one["attributes"].get("href", "").startswith(f"{Links().own()}#")]
    own = read_own(urlsplit(links[0]).fragment)
    assert [LIBRARY.parts[one].name for one in own.parts] == list(LIBRARY.shelf.by_id[key].row.questions) and own.treatments == (TREATMENTS[key],)
    answer = ask("POST", Links().own_pdf, data={"part": own.parts, "treatment": own.treatments})
    assert "Pages:           1" in poppler("pdfinfo", pdf=answer.content, folder=tmp_path)
    heads = Document(ask("POST", Links().own(), data={"treatment": own.treatments}).text).all("h2")
    assert LIBRARY.shelf.by_id[key].name in map(words, heads)


def test_more_than_two_sheets_is_said_calmly(ask):
    """Where two sheets do not hold it, the page says so and offers no PDF; the PDF's address answers with the same words and the way back."""
    much = {"part": [choice.numbers[0] for choice in OF_KIND["figure"]][:MOST_PARTS]}
    page = Document(ask("POST", "/leaflet", data=much).text)
    assert LIBRARY.handout("refused.sheets") in words(page.all("article")[0]) and not page.all("button", type="submit")
    answer = ask("POST", Links().own_pdf, data=much)
    page = Document(answer.text)
    assert answer.status_code == 413 and words(page.all("h1")[0]) == LIBRARY.handout("refused.sheets_title")
    assert page.all("a", href=Links().own())


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        ({}, {}, 303),
        ({"part": ["1296", "x", "-1", "１"], "treatment": "9999"}, {}, 303),
        ({"part": [choice.numbers[0] for choice in OF_KIND["section"][: MOST_PARTS + 1]]}, {}, 413),
        (SOME, {"sec-fetch-site": "cross-site"}, 403),
        ({"part": "1" * 9000}, {}, 413),
    ],
)
def test_what_is_no_choice_is_answered_calmly(ask, data, headers, status):
    """An empty or unknown choice leads to where one chooses; too much, and a form of another site, get a page that says so."""
    for path in ("/leaflet", Links().own_pdf):
        answer = ask("POST", path, data=data, headers=headers)
        assert answer.status_code == status
        assert answer.headers.get("location", Links().own()) == Links().own()


def test_where_one_chooses_is_whole_without_a_script(ask):
    """Every choice is a box with words of its own in one form; the PDF's address alone leads there; so do the list of leaflets and each of them."""
    page = Document(ask("GET", Links().own()).text)
    assert page.torn == [] and not page.all("html", data_posted="") and page.all("form", action=Links().own(), method="post")
    assert len(page.all("input", name="part")) == len(CHOICES) and len(page.all("input", name="treatment")) == len(LIBRARY.shelf.treatments)
    assert ask("GET", Links().own_pdf).headers["location"] == Links().own()
    for path in ("/guide", Links().leaflet("first-visit")):
        assert Document(ask("GET", path).text).all("a", href=Links().own())
