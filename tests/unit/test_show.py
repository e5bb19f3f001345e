"""Slides are pieces of the pages, named alike in every language; a talk begins, warns and ends as it should; the address answers calmly."""

from __future__ import annotations

import dataclasses
import re
import subprocess

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from guide.content.talks import Talk
from guide.handout.talk import as_pdf
from guide.library import load
from guide.making import site
from guide.view.cut import ROOM, cut, pieces
from guide.view.parts import _talks
from guide.view.render import render
from guide.view.slides import MOST, asked, composed, ready, unknown, whole
from guide.web import show
from guide.web.documents import Documents
from guide.web.shell import Shell
from tests import pseudo


@pytest.fixture(scope="module")
def client(library) -> TestClient:
    """The address alone."""
    return TestClient(Starlette(routes=show.routes({"en": Shell(library, site.manifest_now())}, Documents())), follow_redirects=False)


def test_every_claim_of_the_guide_is_a_piece_and_no_word_stands_twice(library):
    """Each claim of each page is a piece, with the strength of the page and the words of the page; plain words are parted before they are too many."""
    for name in ("imbalance", "start", "medicines"):
        page = library.pages[name]
        claims = [piece for piece in cut(library, name) if piece.kind == "claim"]
        heads = [head for head in page.marks.heads if head.kind in ("claim", "views")]
        assert [piece.strength for piece in claims] == [head.title for head in heads]
        said = " ".join(stretch.text for stretch in page.stretches)
        for piece in claims:
            assert piece.blocks[0].striptags().split(".")[0][:40] in said
        for piece in cut(library, name):
            if piece.kind == "words" and len(piece.blocks) > 1:
                assert sum(block.count("<li>") or 1 for block in piece.blocks) <= ROOM


def test_a_talk_is_a_pdf_whose_pages_are_slides_and_then_notes(library, tmp_path):
    """Pages are 16:9; each slide is there in order, a question before its answer; no word is off its page; notes follow at the end."""
    show_ = ready(library, library.talks[0])
    data, pages = as_pdf(library, show_, "https://guide.example.org", site.FONTS)
    (tmp_path / "talk.pdf").write_bytes(data)
    told = subprocess.run(["pdfinfo", tmp_path / "talk.pdf"], capture_output=True, text=True, check=True).stdout
    width, height = (float(number) for number in re.findall(r"Page size: +([\d.]+) x ([\d.]+)", told)[0])
    assert abs(width / height - 16 / 9) < 0.01 and "Tagged:          yes" in told and f"Pages:           {pages}" in told
    texts = subprocess.run(["pdftotext", "-layout", tmp_path / "talk.pdf", "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    numbers = [int(text.split()[-1]) for text in texts[: texts.index(next(text for text in texts if text.strip().startswith(library.say("show.notes"))))]]
    assert numbers == sorted(numbers) and set(numbers) == set(range(1, len(show_.keys) + 1))
    question = asked(library, show_)[next(n for n in asked(library, show_) if show_.keys[n - 1].startswith("end/"))]
    first, then = (text for text in texts if question.text.split("?")[0][:30] in text and question.options[0] in text)
    why = question.why.split(".")[1].split()[0]
    assert why not in first.split() and why in then.split()
    sizes = subprocess.run(["pdftotext", "-bbox", "-l", str(len(numbers)), tmp_path / "talk.pdf", "-"], capture_output=True, text=True, check=True).stdout
    boxes = [(float(right), float(bottom)) for right, bottom in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)"', sizes)]
    assert boxes and all(right <= width and bottom <= height for right, bottom in boxes)


def test_names_are_the_same_in_every_language(library):
    """A made-up language has the same pieces under the same names, so that its talks are the same."""
    other = load(pseudo.CODE, pseudo.made())
    assert list(pieces(other)) == list(pieces(library))
    assert not unknown(other)
    assert [ready(other, talk).keys for talk in other.talks] == [ready(library, talk).keys for talk in library.talks]


def test_ready_made_talks_have_room_for_talking(library):
    """Three talks of 15, 45 and 90 minutes; each begins with its title, ends with where to turn, rests, warns before hard pages, leaves a minute a slide
    between these, and asks three questions before its end."""
    assert [talk.minutes for talk in library.talks] == [15, 45, 90]
    assert not unknown(library)
    for talk in library.talks:
        keys = ready(library, talk).keys
        assert keys[0] == "open" and keys[-1] == "help" and "pause" in keys
        assert len(keys) - 2 <= talk.minutes
        assert [key for key in keys if key.startswith("end/")] == [f"end/{page}" for page in talk.end] and len(talk.end) == 3 and keys[-2] == "taken"
        for at, key in enumerate(keys):
            piece = pieces(library).get(key)
            if piece and piece.page.front.before_you_read and piece.kind in ("claim", "words", "figure"):
                assert f"{piece.page.id}/before" in keys[:at], key


def test_a_talk_that_names_what_is_not_there_is_a_mistake(library):
    """A slide that nobody knows and a state that a figure has not are named with their file."""
    talk = Talk(id="x", minutes=5, slides=("start", "start/nobody", "pause"), title="A talk", audience="Nobody")
    bad = dataclasses.replace(library, talks=(talk,), figure_steps={"balance": ({"level": "nowhere"},), "nothing": ("question",)})
    told = [(problem.file, problem.message) for problem in unknown(bad)]
    assert len(told) == 3
    assert any("start/nobody" in message for _, message in told)
    assert any("level: nowhere" in message for _, message in told)


def test_chosen_slides_are_known_ones_each_once_and_not_without_end(library):
    """Names that nobody knows are passed over, a name counts once, and there is a limit."""
    made = composed(library, ["start/balance", "<b>", "start/balance", "help"])
    assert made and made.keys == ("open", "start/balance", "help")
    assert composed(library, ["nobody"]) is None
    everything = composed(library, list(pieces(library)))
    assert everything and len([key for key in everything.keys if not key.endswith("/before")]) <= MOST + 2


@pytest.mark.parametrize("code", ["en", "es"])
def test_no_two_pieces_to_choose_from_read_alike(code):
    """Whoever puts a talk together can tell each piece from every other."""
    page = render(load(code), "parts/talks", **_talks(load(code)))
    offered = [re.sub(r"<[^>]+>|\s+", " ", words) for words in re.findall(r"<span>(.*?)</span></label>", page)]
    assert len(offered) > 100 and len(set(offered)) == len(offered)


def test_a_warning_stands_once_before_the_first_hard_piece(library):
    """Chosen by hand it is not said again."""
    assert whole(library, ["imbalance", "imbalance/ne-imbalance-status", "imbalance/yohimbine-challenge-1993"])[:4] == (
        "open", "imbalance", "imbalance/before", "imbalance/ne-imbalance-status",
    )  # fmt: skip
    assert whole(library, ["imbalance/before", "imbalance/ne-imbalance-status"]).count("imbalance/before") == 1


def test_the_address_answers_with_a_light_document(client, library):
    """A talk is one document without the app and the survey, under 60 KB compressed; an unknown talk is a calm 404; nothing asked leads to /present."""
    for talk in library.talks:
        answer = client.get(f"/show?talk={talk.id}", headers={"accept-encoding": "br"})
        assert answer.status_code == 200
        assert int(answer.headers["content-length"]) < 60_000
        assert "stApp" not in answer.text and library.say("survey.open") not in answer.text
        assert answer.text.count("<h1") == 1
    assert client.get("/show?talk=nobody").status_code == 404
    assert client.get("/show").headers["location"] == "/present"
    assert client.get("/show?slide=nobody").headers["location"] == "/present"
    assert client.get("/show?slide=start/balance").status_code == 200
