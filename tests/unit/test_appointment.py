"""The page for the appointment: what is on it, how it is tagged, what the addresses take and refuse."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import re
import shutil
import subprocess
import time
import types
from pathlib import Path

import pytest
import typst
from starlette.applications import Starlette
from starlette.testclient import TestClient

from guide.content.records import Question
from guide.handout import appointment
from guide.library import CONTENT, Library, load
from guide.making import site
from guide.resources import Resource
from guide.treatments import WISHES
from guide.view.appointment import context
from guide.view.contacts import ways
from guide.view.kept import MOST, More, of_treatments
from guide.view.leaflet import told
from guide.view.render import render
from guide.web import handout
from guide.web.shell import Shell

TODAY = dt.date(2026, 11, 24)
MORE = More(
    treatments={
        "talking": ("Talking it through", "A person talks with a trained therapist, step by step.", "Talking therapy"),
        "tablet": ("A daily tablet", "A medicine to talk over with the person who prescribes it.", "Medicine"),
        "other": ("Something else", "Another way.", "Procedure"),
    },
    questions={"from-a-card": "Who in this town offers this?"},
)
HOSTILE = '#panic("no") $x^2$ *b* _i_ `r` <tag> @ref \\ #include "/etc/passwd" "quoted" [x] // note'
DOSE = re.compile(r"\d\s?(?:mg|µg|mcg|milligram)", re.IGNORECASE)


def _question(key: str, text: str) -> Question:
    return Question(id=key, text=text)


def _library(extra: dict[str, str] | None = None, resources: tuple[Resource, ...] | None = None) -> Library:
    """The library with few questions, and with other resources when they are given."""
    asked = {"one": "Could we talk about my sleep?", "two": "What could I try first?", "three": "How would we know it works?", "four": "Who else can I ask?"}
    page = types.SimpleNamespace(front=types.SimpleNamespace(questions=tuple(_question(k, t) for k, t in (asked | (extra or {})).items())))
    whole = load("en")
    return dataclasses.replace(whole, pages={"start": page}, resources=resources or whole.resources)


@pytest.fixture(scope="module")
def library() -> Library:
    """The library with the real resources."""
    return _library()


def chosen(library) -> list[str]:
    """Three questions, two treatments, four resources."""
    names = [f"resource:{r.id}" for r in library.resources[:4]]
    return ["question:one", "question:two", names[0], "treatment:tablet", "question:three", "treatment:talking", *names[1:]]


def make(library, kept) -> appointment.Appointment:
    """The page of these ids."""
    return appointment.make(library, kept, today=TODAY, more=MORE)


def tool(name: str, *options: str, pdf: bytes, folder: Path, out: bool = False) -> str:
    """What a program of poppler says of a PDF."""
    if not shutil.which(name):
        pytest.fail(f"{name} is missing: install poppler-utils (apt-get install poppler-utils)")
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    return subprocess.run([name, *options, str(path), *(["-"] if out else [])], check=True, capture_output=True, text=True).stdout


def html_of(library: Library) -> str:
    """The section of the page."""
    return str(render(library, "parts/appointment", **context(library, MORE)))


def words_of(pdf: bytes, folder: Path) -> str:
    """The words of a PDF on one line."""
    return " ".join(tool("pdftotext", pdf=pdf, folder=folder, out=True).split())


# -- what is on it -----------------------------------------------------------------------------------------------------


def test_ids_become_groups_in_the_order_kept(library):
    """Each id goes to its group, in the order kept, once; a treatment's own questions are known too."""
    page = make(library, ["question:two", "treatment:tablet", "question:one", "question:two", "wish:sleep", "question:from-a-card"])
    assert page.questions == ("What could I try first?", "Could we talk about my sleep?", "Who in this town offers this?")
    assert [t.name for t in page.treatments] == ["A daily tablet"]
    assert page.wishes == ("Sleeping better",)
    assert page.resources == () and page.unknown == () and page.count == 5


def test_unknown_choices_are_left_out_and_named(library):
    """A choice the guide does not hold is named; what could be somebody's own words is only counted."""
    page = make(library, ["question:one", "treatment:gone", "my own words", "wish:<b>x</b>", "question:", "other:one"])
    assert page.unknown == ("treatment:gone",) and page.unreadable == 4
    text = appointment.as_text(page, library)
    assert "treatment:gone" in text and "my own words" not in text and "<b>" not in text and "other:one" not in text


def test_the_page_holds_exactly_what_was_chosen(library, tmp_path):
    """Three questions, two treatments and four resources make a page with those and no other, in PDF and in text."""
    page = make(library, chosen(library))
    for text in (words_of(appointment.as_pdf(page, library), tmp_path), " ".join(appointment.as_text(page, library).split())):
        for name in ("Could we talk about my sleep?", "What could I try first?", "How would we know it works?", "A daily tablet", "Talking it through"):
            assert text.count(name) == 1, name
        for other in ("Who else can I ask?", "Something else", "Sleeping better"):
            assert other not in text
        for place, resource in enumerate(library.resources[:12]):
            assert (resource.name in text) == (place < 4), resource.name
        assert load("en").handout("page.left_out_title") not in text
        assert "No doctor or therapist has reviewed it yet" in text


def test_the_text_has_one_box_for_each_choice(library):
    """Plain text shows one box a choice, keeps to 80 columns where words allow, and says how to reach each place."""
    text = appointment.as_text(make(library, chosen(library)), library)
    assert text.count("[ ] ") == 9
    assert all(len(line) <= 80 for line in text.splitlines() if " " in line.strip())
    flat = " ".join(text.split())
    for resource in library.resources[:4]:
        for way in ways(library, resource, paper=True):
            assert way.text + way.beside in flat


def test_what_the_treatment_pages_offer_can_be_kept(library, tmp_path):
    """Every treatment, with its plain line and the group it stands in, every wish and every question of the cards can be kept."""
    shelf = load("en").shelf
    more = of_treatments(shelf)
    names = [f"treatment:{t.id}" for t in shelf.treatments]
    page = appointment.make(library, names[:MOST], today=TODAY, more=more)
    assert not page.unknown and not page.unreadable and page.count == min(len(names), MOST)
    titles = {group["title"] for group in shelf.words["groups"].values()}
    assert all(line.group in titles for line in page.treatments)
    assert set(more.wishes) == set(WISHES) == set(load("en").handout.get("wishes"))
    asked = {question.id for page in library.pages.values() for question in page.front.questions}
    assert not asked & set(more.questions), "a card and a page give one id to two questions"
    assert not DOSE.search(words_of(appointment.as_pdf(page, library), tmp_path))


def test_a_treatment_says_what_matters_and_the_sheet_has_blanks(tmp_path):
    """A treatment's three lines and what guidelines say stand under its name, in PDF and in text; so do the blanks, and on paper the way back as a code."""
    whole = load("en")
    treatment = whole.shelf.by_id["sertraline"]
    page = appointment.make(whole, ["treatment:sertraline", "question:sleep-first"], today=TODAY, more=of_treatments(whole.shelf))
    pdf = words_of(appointment.as_pdf(page, whole, address="https://guide.example.org/"), tmp_path)
    for text in (pdf, " ".join(appointment.as_text(page, whole).split())):
        squeezed = text.replace(" ", "")
        for said in told(whole, treatment).lines:
            assert f"{said.label}: {said.text}".replace(" ", "") in squeezed, said
        assert "Recommendsit" in squeezed
        for name in appointment.BLANKS:
            assert whole.handout(f"page.{name}") in text
    assert "guide.example.org" in pdf and whole.handout("page.notes") in pdf


def test_numbers_of_two_treatments_are_not_set_side_by_side():
    """Each treatment says how sure research is, and under two or more stands that their numbers cannot be compared; under one it does not."""
    whole = load("en")
    for kept, said in ((["treatment:pe"], False), (["treatment:pe", "treatment:sertraline"], True)):
        page = appointment.make(whole, kept, today=TODAY, more=of_treatments(whole.shelf))
        text = " ".join(appointment.as_text(page, whole).split())
        assert (whole.handout("page.apart") in text) == said
        assert text.count(whole.treatment_words("labels.features.certainty")) == len(kept)


def test_no_amount_of_a_medicine_anywhere(library, tmp_path):
    """Neither the words of the page nor a page that holds every resource has a number before mg or µg."""
    assert not DOSE.search((CONTENT / "en" / "handout.yaml").read_text(encoding="utf-8"))
    for start in range(0, len(library.resources), MOST):
        page = make(library, [f"resource:{r.id}" for r in library.resources[start : start + MOST]])
        assert not DOSE.search(appointment.as_text(page, library))
    assert not DOSE.search(words_of(appointment.as_pdf(make(library, chosen(library)), library), tmp_path))


def test_a_medicine_is_never_stopped_alone(library):
    """A page with treatments says not to stop or change a medicine alone; a page without has no need of it."""
    notice = load("en").handout("page.medicine")
    flat = lambda kept: " ".join(appointment.as_text(make(library, kept), library).split())  # noqa: E731
    assert notice in flat(["treatment:tablet"]) and notice not in flat(["question:one"])


# -- the PDF -----------------------------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_titled_and_has_a_language(library, tmp_path):
    """Poppler opens it: tagged, titled, no script, no author; its catalog names the language."""
    pdf = appointment.as_pdf(make(library, chosen(library)), library)
    said = tool("pdfinfo", pdf=pdf, folder=tmp_path)
    field = dict(re.findall(r"^([\w ]+):\s+(.*)$", said, re.MULTILINE))
    assert field["Tagged"] == "yes" and field["Title"] == load("en").handout("section.title") and field["JavaScript"] == "no"
    assert "Author" not in field and field["Form"] == "none"
    assert re.search(rb"/Lang ?\(en\)", pdf)
    assert b"pdfuaid:part" in pdf


def test_reading_order_headings_and_lists(library, tmp_path):
    """The structure reads as the sheet does: title, then each group under its heading, as a list."""
    pdf = appointment.as_pdf(make(library, chosen(library)), library)
    tree = tool("pdfinfo", "-struct-text", pdf=pdf, folder=tmp_path)
    say = load("en").handout
    order = [tree.index(f'{rank} "{title}"') for rank, title in
             (("H1", say("section.title")), *(("H2", say(f"groups.{kind}")) for kind in ("question", "treatment", "resource")))]  # fmt: skip
    assert order == sorted(order)
    assert len(re.findall(r"^\s+LI \(block\)", tree, re.MULTILINE)) == 9
    assert tree.index("Could we talk about my sleep?") < tree.index("What could I try first?") < tree.index("How would we know it works?")


def test_only_fonts_that_come_with_typst(library, tmp_path):
    """Every font is embedded and comes with Typst: the page looks the same on every machine."""
    rows = tool("pdffonts", pdf=appointment.as_pdf(make(library, chosen(library)), library), folder=tmp_path).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"LibertinusSerif|NewCM|NewComputerModern|DejaVuSansMono", row), row
        assert row.split()[-5] == "yes", row


def test_weight_and_time(library):
    """A page of nine choices weighs 30 to 300 KB and is made in under a second of processor time."""
    page = make(library, chosen(library))
    spent = []
    for _ in range(3):
        started = time.process_time()
        pdf = appointment.as_pdf(page, library)
        spent.append(time.process_time() - started)
    assert 30_000 <= len(pdf) <= 300_000, len(pdf)
    assert min(spent) < 1, spent


def test_never_more_than_two_sheets(library, tmp_path):
    """Any page has one or two sheets, and under 300 KB: few choices, and the sixty longest resources."""
    longest = sorted(library.resources, key=lambda r: -sum(len(way.text) for way in ways(library, r, paper=True)) - len(r.name))[:MOST]
    for kept in (["question:one"], chosen(library), [f"resource:{r.id}" for r in longest]):
        pdf = appointment.as_pdf(make(library, kept), library)
        pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", pdf=pdf, folder=tmp_path))[1])
        assert pages in (1, 2), (len(kept), pages)
        assert len(pdf) <= 300_000


def test_a_picture_without_alternative_is_refused(library, tmp_path):
    """The compile refuses a picture that says nothing in words, and takes the same picture once it does."""
    page = make(library, ["question:one"])
    rest = '#set document(title: "x")\n= x\n#context [#metadata(1) <pages>]\n'
    picture = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\")%s)\n"
    silent, spoken = tmp_path / "silent.typ", tmp_path / "spoken.typ"
    silent.write_text(rest + picture % "")
    spoken.write_text(rest + picture % ', alt: "A square"')
    with pytest.raises(typst.TypstError, match="missing alt text"):
        appointment.as_pdf(page, library, template=silent)
    assert appointment.as_pdf(page, library, template=spoken).startswith(b"%PDF")


def test_words_are_never_read_as_markup(tmp_path):
    """Hostile words stand on the page letter by letter: Typst reads them as text."""
    library = _library({"bad": HOSTILE}, ())
    more = More(treatments={"bad": (HOSTILE, HOSTILE, HOSTILE)}, wishes={"bad": HOSTILE})
    page = appointment.make(library, ["question:bad", "treatment:bad", "wish:bad"], today=TODAY, more=more)
    text = words_of(appointment.as_pdf(page, library), tmp_path)
    flat = lambda words: re.sub(r"[\s“”\"]", "", words)  # noqa: E731 (quotes and line ends may be set differently)
    assert flat(text).count(flat(HOSTILE)) == 5
    assert "root:" not in text


# -- the section of the page -------------------------------------------------------------------------------------------


def test_the_section_has_a_box_for_everything_that_can_be_kept(library):
    """The form names every choice once, as the server reads it, and its words are escaped."""
    html = html_of(_library({"bad": "Is <b>this</b> & that safe?"}))
    names = re.findall(r'name="keep" value="([^"]+)" data-keep="([^"]+)"', html)
    assert all(value == keep for value, keep in names) and len({value for value, _ in names}) == len(names)
    page = make(_library({"bad": "Is <b>this</b> & that safe?"}), [value for value, _ in names])
    assert not page.unknown and not page.unreadable and page.count == len(names)
    assert "<b>" not in html and "&lt;b&gt;this&lt;/b&gt; &amp; that" in html
    assert html.count('id="appointment"') == 1 and 'method="post" action="/appointment.pdf"' in html


def test_nothing_can_be_typed(library):
    """The section has boxes and buttons, and no field for free text."""
    kinds = set(re.findall(r'<input type="(\w+)"', html_of(library)))
    assert kinds == {"checkbox"} and "<textarea" not in html_of(library)


# -- the addresses -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client(library) -> TestClient:
    """The addresses on a bare application."""
    shell = Shell(dataclasses.replace(library, pages=load("en").pages), site.manifest_now(), origin="https://guide.example")
    return TestClient(Starlette(routes=handout.routes({"en": shell}, MORE)))


def post(client, ending: str, ids, **headers):
    """Send the form as this site's own page does."""
    return client.post(f"/appointment.{ending}", data={"keep": ids}, headers={"sec-fetch-site": "same-origin"} | headers)


def test_post_makes_the_files(client, library):
    """A form gives a PDF or plain text to save, never stored on the way."""
    pdf, text = post(client, "pdf", chosen(library)), post(client, "txt", chosen(library))
    assert pdf.status_code == text.status_code == 200
    assert pdf.headers["content-type"] == "application/pdf" and pdf.content.startswith(b"%PDF-")
    assert text.headers["content-type"] == "text/plain; charset=utf-8" and "A daily tablet" in text.text
    for answer in (pdf, text):
        assert answer.headers["cache-control"] == "no-store" and "set-cookie" not in answer.headers and "etag" not in answer.headers
    assert pdf.headers["content-disposition"] == 'attachment; filename="appointment-page.pdf"'


def test_unknown_ids_are_said_on_the_page(client):
    """An id the guide does not hold does not stop the page; the page names it."""
    assert "treatment:gone" in post(client, "txt", ["question:one", "treatment:gone"]).text


def calm(answer, status: int) -> None:
    """A refusal is a page in plain words that leads back to the guide."""
    assert answer.status_code == status
    assert '<a class="button" href="/guide#appointment">' in answer.text and answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text


def test_get_says_where_the_page_is_made(client):
    """Opening the address shows a calm page with status 405, for every method but POST."""
    for ending in ("pdf", "txt"):
        answer = client.get(f"/appointment.{ending}")
        calm(answer, 405)
        assert answer.headers["allow"] == "POST"
        calm(client.put(f"/appointment.{ending}", content="x"), 405)


def test_too_much_is_refused_calmly(client, library):
    """More than sixty choices, more than 8 KB, nothing at all, and what is no form each get a calm page."""
    calm(post(client, "pdf", [f"question:q{n}" for n in range(MOST + 1)]), 413)
    calm(post(client, "pdf", ["question:" + "x" * handout.LARGEST]), 413)
    calm(post(client, "pdf", []), 400)
    calm(client.post("/appointment.pdf", content=b"\xff\xfe\x00", headers={"content-type": handout.FORM}), 400)
    calm(client.post("/appointment.pdf", json={"keep": "question:one"}), 415)
    assert post(client, "txt", [f"resource:{r.id}" for r in library.resources[:MOST]]).status_code == 200


def test_free_text_is_not_taken(client):
    """Fields other than choices are ignored, and a choice that is no id never comes back in words."""
    answer = client.post("/appointment.txt", data={"keep": ["question:one", "I am Jo and this happened"], "name": "Jo Smith", "note": "words"})
    assert answer.status_code == 200
    assert "Jo" not in answer.text and "words" not in answer.text and "could not be read" in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "https://guide.example"}, 200),
        ({"origin": "http://testserver"}, 200),
        ({}, 200),
    ],
)
def test_only_this_site_may_ask(client, headers, status):
    """A form of another site is refused; our own, which says `Origin: null`, is taken."""
    answer = client.post("/appointment.txt", data={"keep": ["question:one"]}, headers=headers)
    assert answer.status_code == status
    if status == 403:
        calm(answer, 403)


def test_a_failed_compile_is_calm_and_keeps_choices_out_of_the_log(client, monkeypatch, caplog):
    """When the PDF cannot be made the visitor gets a calm page, and the log holds nothing of what was chosen."""

    def fail(*_, **__):
        raise typst.TypstError("question:one Could we talk about my sleep?")

    monkeypatch.setattr(handout.appointment, "as_pdf", fail)
    with caplog.at_level(logging.DEBUG):
        calm(post(client, "pdf", ["question:one"]), 500)
    ours = [record.getMessage() for record in caplog.records if record.name == "guide"]
    assert ours == ["The appointment page could not be made."]
    assert "sleep" not in caplog.text and "question:one" not in caplog.text


def test_nothing_is_logged_when_a_page_is_made(client, library, caplog):
    """Making a page leaves no word of it in any log of this process."""
    with caplog.at_level(logging.DEBUG):
        post(client, "pdf", chosen(library))
    assert "question:" not in caplog.text and "tablet" not in caplog.text


def test_the_country_that_was_chosen_gives_its_emergency_number(client, tmp_path):
    """PDF and text hold the emergency number and lines of the country in the form; without one, or with one nobody knows, the directory for everywhere."""
    for data, held in (({"country": "GB"}, "Call 999"), ({"country": "ZZ"}, "findahelpline.com"), ({}, "findahelpline.com")):
        kept = {"keep": ["wish:sleep"]} | data
        answers = [client.post(f"/appointment.{ending}", data=kept, headers={"sec-fetch-site": "same-origin"}) for ending in ("pdf", "txt")]
        assert all(answer.headers["cache-control"] == "no-store" for answer in answers)
        for text in (words_of(answers[0].content, tmp_path), answers[1].text):
            flat = " ".join(text.split())
            assert held in flat and ("Samaritans" in flat) == ("GB" in data.values())
