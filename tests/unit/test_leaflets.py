"""The leaflets to hand over: what they are made of, their two sheets, their code, their addresses."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from guide.content.leaflets import section_of
from guide.content.problems import ContentError
from guide.figures import build
from guide.handout.leaflet import as_pdf
from guide.library import CONTENT, load
from guide.links import Links
from guide.making import site
from guide.view import frame, numbers
from guide.view.code import code
from guide.view.leaflet import Composed, compose, help_of, told
from guide.view.still import Still, still
from tests import pseudo
from tests.codes import scanned
from tests.unit.test_served import Document, words

LIBRARY = load("en")
SETS = list(LIBRARY.leaflets)
COUNTRIES = frame.countries(LIBRARY)
TODAY = dt.date(2026, 11, 25)


def address(key: str) -> str:
    """Where a leaflet's code leads in these tests."""
    return f"https://guide.example.org{Links().leaflet(key)}"


@functools.cache
def fonts() -> Path:
    """The fonts of the papers, which the site's making makes."""
    site.manifest_now()
    return site.FONTS


# The code of an address, drawn once.
same_code = functools.cache(code)


@functools.cache
def made_of(key: str) -> Composed:
    """A leaflet as it is composed."""
    return compose(LIBRARY, LIBRARY.leaflets[key])


def pdf_of(key: str, country: str = "") -> bytes:
    """A leaflet as a PDF."""
    return as_pdf(made_of(key), LIBRARY, help_of(LIBRARY, COUNTRIES, country), address(key), TODAY, fonts())


def poppler(name: str, *options: str, pdf: bytes, folder, out: bool = False) -> str:
    """What a program of poppler says of a PDF."""
    path = folder / "leaflet.pdf"
    path.write_bytes(pdf)
    return subprocess.run([name, *options, str(path), *(["-"] if out else [])], check=True, capture_output=True, text=True).stdout


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


# -- what they are made of ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SETS)
def test_a_leaflet_says_what_its_pages_say(key):
    """Every sentence of a leaflet stands on a page of the guide; its own are its title and one sentence."""
    leaflet = LIBRARY.leaflets[key]
    said = {flat(stretch.text) for page in LIBRARY.pages.values() for stretch in page.stretches}
    blocks = [block for piece in compose(LIBRARY, leaflet).pieces for block in piece.blocks]
    for block in blocks:
        for line in block.lines:
            assert flat("".join(run.text for run in line)) in said
        assert block.kind in ("source", "text", "list", "quote") or block.title
    assert leaflet.lead.count(". ") <= 1


@pytest.mark.parametrize("key", SETS)
def test_a_leaflet_holds_what_a_leaflet_needs(key):
    """One to three figures, a claim with its strength and its works, questions to ask; where a medicine comes up, never to stop one suddenly."""
    made = made_of(key)
    figures = [piece.figure for piece in made.pieces if piece.figure]
    assert 1 <= len(figures) <= 3
    assert all(figure.sentence and figure.alt and figure.note for figure in figures)
    sources = [block for piece in made.pieces for block in piece.blocks if block.kind == "source"]
    assert sources and all(block.strength and block.works for block in sources)
    assert len(made.questions) >= 2
    text = flat(" ".join(run.text for piece in made.pieces for block in piece.blocks for line in block.lines for run in line))
    if any(name in text.lower() for name in ("ssri", "sertraline", "prazosin", "benzodiazepines")) and key not in (
        "too-little-norepinephrine",
        "tests-and-new-methods",
    ):
        assert made.medicine


def test_a_part_is_found_by_a_fact_and_ends_at_the_next_heading():
    """The part of a page that a fact names begins at its heading and holds none after it; what stands under "go deeper" is not found."""
    page = LIBRARY.pages["medicines"]
    place = section_of(page, "antidepressant-withdrawal-2019")
    assert page.tokens[place.start].type == "heading_open"
    assert sum(token.type == "heading_open" for token in page.tokens[place.start : place.stop]) == 1
    with pytest.raises(LookupError, match="hoskins_2021"):
        section_of(page, "hoskins_2021")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("section: medicines/nobody-found-this", "no claim of the page medicines rests on"),
        ("section: nowhere/williams_2022", "no page is called"),
        ("{note: medicines/9}", "has 2 notes"),
        ("{figure: nothing}", "no figure is called"),
        ("{compare: [aspirin]}", "no treatment is called"),
        ("{figure: synapse, compare: [pe]}", "exactly one of"),
    ],
)
def test_what_a_leaflet_names_and_is_not_there_is_told_with_its_line(tmp_path, wrong, told):
    """A wrong name in data/leaflets.yaml is a mistake with file and line."""
    shutil.copytree(CONTENT, tmp_path / "content")
    file = tmp_path / "content" / "data" / "leaflets.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines.insert(lines.index("  body:") + 1, f"    - {wrong}")
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ContentError, match=told) as found:
        load("en", tmp_path / "content")
    assert all(problem.file == "data/leaflets.yaml" and problem.line > 1 for problem in found.value.problems)


def test_a_language_without_leaflets_has_none(tmp_path):
    """A language whose leaflets are not written yet is served without them."""
    root = pseudo.made()
    assert list(load(pseudo.CODE, root).leaflets) == SETS
    # A copy, and not the same folder read again: to forget what was read cost every later test of this process its languages, figures and templates.
    shutil.copytree(root, tmp_path / "content")
    (tmp_path / "content" / pseudo.CODE / "leaflets.yaml").unlink()
    assert load(pseudo.CODE, tmp_path / "content").leaflets == {}


def test_a_figure_stands_in_the_state_that_was_asked_for():
    """A still shows the sentence of its state; a control or value that the figure has not is an error; a table of words is no picture."""
    assert still(LIBRARY, "synapse", {"medicine": "ssri"}).sentence == build("synapse", LIBRARY).frames[("1", "ssri")].sentence
    for values in ({"medicine": "aspirin"}, {"nothing": "1"}):
        with pytest.raises(KeyError, match="synapse"):
            still(LIBRARY, "synapse", values)
    with pytest.raises(ValueError, match="table of words"):
        still(LIBRARY, "guideline-matrix", {})


# -- the two sheets ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SETS)
def test_a_leaflet_is_two_tagged_sheets_that_hold_what_the_page_holds(key, tmp_path):
    """Each PDF has two pages with text on both, is tagged, names its language and title, and gives each picture words of its own. Every question and every
    sentence of a figure stand on paper; reading order is title, text, questions."""
    pdf, made = pdf_of(key), made_of(key)
    figures = [piece.figure for piece in made.pieces if piece.figure]
    told = poppler("pdfinfo", pdf=pdf, folder=tmp_path)
    assert "Tagged:          yes" in told and "Pages:           2" in told
    assert made.leaflet.title in told
    assert b"pdfuaid" in pdf and b"/Lang" in pdf
    text = poppler("pdftotext", "-raw", pdf=pdf, folder=tmp_path, out=True)
    assert [len(page.split()) > 60 for page in text.split("\f")] == [True, True, False]
    assert poppler("pdfinfo", "-struct", pdf=pdf, folder=tmp_path).count("Figure") >= len(figures) + 1
    in_order(text, made, figures)


def in_order(text: str, made: Composed, figures: list[Still]) -> None:
    """The words of paper hold the title, each question and each figure's sentence, the title before the questions."""
    said = "".join(text.replace('"', "").split())
    for sentence in (made.leaflet.title, *made.questions, *(figure.sentence for figure in figures)):
        assert "".join(sentence.replace('"', "").split()) in said, sentence
    first, question = "".join(made.leaflet.title.split()), "".join(made.questions[0].split())
    assert said.index(first) < said.index(question)


def test_a_leaflet_is_read_aloud_in_its_order(tmp_path):
    """By its tags a leaflet is read as it stands: title, text, questions. All are made by one template; poppler takes 0.7 s of processor to read one so."""
    made = made_of("first-visit")
    tags = poppler("pdfinfo", "-struct-text", pdf=pdf_of("first-visit"), folder=tmp_path)
    in_order(tags, made, [piece.figure for piece in made.pieces if piece.figure])


@pytest.mark.parametrize("country", ["", *(one.code for one in COUNTRIES)])
def test_two_lines_of_a_country_at_most_and_the_directory_elsewhere(country, tmp_path, monkeypatch):
    """For every country the sheets hold its emergency number and at most two lines, or the directory where none was seen; always two pages."""
    told = help_of(LIBRARY, COUNTRIES, country)
    assert 1 <= len(told.lines) <= 2
    monkeypatch.setattr("guide.handout.leaflet.code", same_code)  # drawing it takes a third of a leaflet's time
    pages = poppler("pdftotext", pdf=pdf_of("first-visit", country), folder=tmp_path, out=True)
    assert pages.count("\f") == 2
    text = "".join(pages.split())
    for line in told.lines:
        assert "".join(line.name.split()) in text
    assert LIBRARY.say("help.danger").replace(" ", "") in text


# -- the code ----------------------------------------------------------------------------------------------------------


def drawn(text: str, pixels: int) -> Image.Image:
    """A code as it comes from a printer."""
    made = code(text)
    rows = [[255] * made.size for _ in range(made.size)]
    for dark in made.path.split("M")[1:]:
        place, _, rest = dark.partition("h")
        x, y = (int(n) for n in place.split())
        for at in range(x, x + int(rest.partition("v")[0])):
            rows[y][at] = 0
    picture = Image.new("L", (made.size, made.size))
    picture.putdata([value for row in rows for value in row])
    return picture.resize((pixels, pixels), Image.Resampling.BOX)


@pytest.mark.parametrize("key", SETS)
def test_a_code_is_read_from_a_small_blurred_print(key, tmp_path):
    """A code of 3 cm at 150 dots per inch, blurred, gives its address byte for byte; so does a photocopy of it."""
    print_ = drawn(address(key), round(3 / 2.54 * 150)).filter(ImageFilter.GaussianBlur(0.8))
    for seen in (print_, print_.point(lambda value: 255 * (value > 128))):
        assert scanned(seen, tmp_path) == address(key)


@settings(max_examples=30)
@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=100))
def test_a_code_holds_any_address(tmp_path_factory, text):
    """Whatever text is put into a code comes out of it."""
    assert scanned(drawn(text, code(text).size * 4), tmp_path_factory.mktemp("code")) == text


# -- the addresses -----------------------------------------------------------------------------------------------------


def test_from_the_start_a_leaflets_pdf_is_three_presses_away(ask):
    """The start page leads to the list of leaflets, the list to a leaflet, the leaflet to its PDF; no script is needed."""
    start = Document(ask("GET", "/").text)
    hand_over = next(link for link in start.all("a", href="") if words(link) == LIBRARY.say("doors.hand_over"))["attributes"]["href"]
    path, _, place = hand_over.partition("#")
    listed = Document(ask("GET", path).text)
    assert listed.all(id=place)
    for key in SETS:
        assert listed.all("a", href=Links().leaflet(key)), key
    page = Document(ask("GET", Links().leaflet(SETS[0])).text)
    form = page.all("form", method="post")[0]
    assert page.torn == [] and form["attributes"]["action"] == Links().leaflet_pdf(SETS[0])
    answer = ask("POST", form["attributes"]["action"], data={"country": "GB"})
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/pdf" and answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("key", SETS)
def test_a_leaflets_page_is_whole_without_a_script(ask, key):
    """A leaflet's page has one title, each figure with words, unique ids, and a preview that names nothing but the guide."""
    answer = ask("GET", Links().leaflet(key))
    page = Document(answer.text)
    assert answer.status_code == 200 and page.torn == []
    assert [words(title) for title in page.all("h1")] == [LIBRARY.leaflets[key].title]
    ids = [e["attributes"]["id"] for e in page.elements if e["attributes"].get("id")]
    assert sorted(set(ids)) == sorted(ids)
    assert all(e["attributes"]["aria-label"] for e in page.all(role="img"))
    for name in ("og:title", "og:description", "og:image:alt"):
        assert LIBRARY.leaflets[key].title not in page.all("meta", property=name)[0]["attributes"]["content"]
    assert ask("GET", Links().leaflet_pdf(key)).content.startswith(b"%PDF")
    assert len(address(key).removeprefix("https://guide.example.org")) <= 60


def test_a_practices_name_has_no_way_to_the_server(ask):
    """The fields for a practice's name and phone have no name of their own: a form never sends them."""
    page = Document(ask("GET", Links().leaflet(SETS[0])).text)
    fields = page.all("input", data_practice="")
    assert len(fields) == 2 and not any("name" in field["attributes"] for field in fields)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/leaflet/first-vist", "first-visit"),
        ("/leaflet/FIRST-VISIT", "first-visit"),
        ("/leaflet/medicine", "thinking-about-a-medicine"),
        ("/leaflet/sleep", "sleep-and-nightmares"),
        ("/leaflet/", SETS[0]),
        ("/leaflet/%00<b>", ""),
        ("/leaflet/x/y/z.pdf", ""),
    ],
)
def test_an_unknown_leaflet_leads_to_the_nearest(ask, path, near):
    """An address of no leaflet answers 404 with a calm sentence, the nearest leaflet first and all others under it."""
    answer = ask("GET", path)
    page = Document(answer.text)
    assert answer.status_code == 404 and page.torn == []
    assert words(page.all("h1")[0]) == LIBRARY.handout("leaflet.missing_title")
    first = page.all("a", data_near="")[0]["attributes"]["href"]
    assert first == Links().leaflet(near) or not near
    assert all(page.all("a", href=Links().leaflet(key)) for key in SETS)


@pytest.mark.parametrize("body", ["country=", "country=XX", "country=<b>", "", "country=GB&country=" + "A" * 9000, "\xff\xfe"])
def test_a_country_nobody_knows_gives_the_directory(ask, body):
    """Whatever stands in the form, the PDF comes; what is no country is as none."""
    answer = ask("POST", Links().leaflet_pdf("first-visit"), content=body.encode("latin-1"), headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


def test_a_country_is_kept_in_no_cache(ask):
    """A PDF made for a country is not to be stored; one for everywhere may be kept, and is not sent again while it is the same. So is its page. The PDF's name is
    the leaflet's own, in the reader's language."""
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert ask("POST", Links().leaflet_pdf("first-visit"), content="country=GB", headers=form).headers["cache-control"] == "no-store"
    for path in (Links().leaflet_pdf("first-visit"), Links().leaflet("first-visit")):
        answer = ask("GET", path)
        assert answer.headers["cache-control"] == "no-cache"
        assert ask("GET", path, headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert ask("GET", Links("es").leaflet_pdf("first-visit")).headers["content-disposition"] == 'inline; filename="su-primera-cita.pdf"'


def test_the_gravest_harm_of_a_treatment_stands_on_paper(library):
    """On leaflets and on the page for the appointment the first serious harm of a card is always among what can go wrong."""
    for treatment in library.shelf.treatments:
        serious = numbers.harms(library, treatment.row.serious).cited
        assert not serious or serious[0].rstrip(".") in told(library, treatment).lines[-1].text, treatment.id
