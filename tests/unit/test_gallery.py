"""The list of all figures, the picture of each as a file, and how another site shows one."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from guide.figures import FIGURE_IDS
from guide.library import languages, load
from guide.links import Links, oembed
from guide.view.embedded import HEIGHTS
from guide.view.figure import home_of, pictured
from guide.web.oembed import figure_at
from tests.unit.test_served import Document, words

LIBRARY = load("en")
HOST = "http://guide.test"


def test_each_figure_stands_there_with_what_a_teacher_needs(ask):
    """Each figure has its picture, question, page, note for a teacher, line for another site and download; a table of words has no picture; nothing in a
    picture takes the focus, and no id stands twice."""
    page = Document(ask("GET", "/figures").text)
    items = [item for item in page.all("li") if any("pictures" in outer["attributes"].get("class", "") for outer in item["within"])]
    assert len(items) == len(FIGURE_IDS)
    for name, item in zip(LIBRARY.figure_words, items, strict=True):
        said, inside = LIBRARY.figure_words[name], [e for e in page.elements if item in e["within"]]
        links = {e["attributes"]["href"] for e in inside if e["tag"] == "a"}
        assert Links().figure(home_of(LIBRARY, name), name) in links
        assert all(part in words(item) for part in (said("question"), said("teach.ask"), said("teach.look")))
        assert (Links().picture(name) in links) == pictured(name) == any(e["tag"] == "svg" for e in inside)
        assert not [e for e in inside if e["tag"] not in ("a", "button") and {"tabindex", "aria-label"} & {*e["attributes"]}]
        assert any(e["attributes"].get("data-at") == Links().embed(name) and e["attributes"]["data-height"] == str(HEIGHTS[name]) for e in inside)
    ids = [e["attributes"]["id"] for e in page.elements if e["attributes"].get("id")]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("code", languages())
def test_a_note_for_teachers_asks_and_claims_nothing(code):
    """What to ask ends as a question or leaves people free; neither line holds a digit or is longer than a breath."""
    for name, said in load(code).figure_words.items():
        for text in (said("teach.ask"), said("teach.look")):
            assert not re.search(r"\d", text) and len(text.split()) <= 24, (name, text)
        assert "?" in said("teach.ask") or name == "symptom-groups"


@pytest.mark.parametrize("name", ["synapse", "inverted-u"])
def test_a_picture_as_a_file_says_what_it_shows_and_whose_it_is(ask, name):
    """A drawing and a plot come as well-formed SVG with question, sentence and licence in it, no color left to a style sheet; a table of words has none."""
    for code in languages():
        answer = ask("GET", Links(code).picture(name))
        assert answer.headers["content-type"] == "image/svg+xml" and "var(--" not in answer.text
        root = ET.fromstring(answer.text)  # noqa: S314 (our own file)
        said = " ".join(" ".join(root.itertext()).split())
        library = load(code)
        assert library.figure_words[name]("question")[:30] in said and library.say("figure.licence") in said
    assert ask("GET", Links().picture("guideline-matrix")).status_code == 404


@pytest.mark.parametrize(
    ("address", "shows"),
    [
        ("/imbalance", "/embed/evidence-balance"),
        ("/norepinephrine?lang=es#synapse~z35kur", "/embed/synapse?lang=es#synapse~z35kur"),
        ("/embed/smoke-alarm", "/embed/smoke-alarm"),
        ("/embed/smoke-alarm#synapse~z35", "/embed/smoke-alarm"),
        ("/takeaways#nothing<script>", "/embed/synapse"),
        ("/about", ""),
        ("/embed/nothing", ""),
        ("/nowhere#synapse", ""),
        ("", ""),
    ],
)
def test_another_site_learns_how_to_show_a_link(ask, address, shows):
    """A page is shown as the figure its link names, else as its first; what shows none answers 404."""
    answer = ask("GET", oembed(HOST, address).removeprefix(HOST))
    assert answer.status_code == (200 if shows else 404)
    if shows:
        told = answer.json()
        assert told["type"] == "rich" and f'src="{HOST}{shows}"' in told["html"] and told["title"] in told["html"].replace("&#39;", "'")


def test_another_site_asks_as_it_likes(ask):
    """A size that was asked for is kept to; another format is not had; another host's address, and what is no address, is not ours."""
    link = oembed(HOST, "/imbalance").removeprefix(HOST)
    assert ask("GET", f"{link}&maxwidth=300&maxheight=200").json() | {"html": ""} | {"width": 300, "height": 200} == ask(
        "GET", f"{link}&maxwidth=300&maxheight=200"
    ).json() | {"html": ""}
    assert ask("GET", f"{link}&maxwidth=x").json()["width"] == 600
    assert ask("GET", link.replace("json", "xml")).status_code == 501
    for wrong in (oembed("https://elsewhere.test", "/imbalance").removeprefix("https://elsewhere.test"), "/oembed", "/oembed?url=http://[", "/oembed?url=%00"):
        assert ask("GET", wrong).status_code == 404
    assert figure_at(LIBRARY, "/", "") == ("balance", "")
    # A link of before, and one whose signs were encoded on the way, show the figure they name.
    assert figure_at(LIBRARY, "/", "breathe?pace=slow") == ("breathe", "")
    assert figure_at(LIBRARY, "/", "breathe%7Eabc") == ("breathe", "~abc")
