"""Every page, the survey and the treatments' wishes through Streamlit's own test runner."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from guide.content.pages import ORDER
from guide.library import ROOT, load
from guide.treatments import View
from guide.ui import tab, trouble
from guide.ui.parts import ALIVE
from guide.view.page import pieces
from guide.view.parts import PARTS

MAIN = ROOT / "guide" / "main.py"


def run(name: str, *, survey: bool = True) -> AppTest:
    """The page `name` after a run of the whole app; `survey`: the visitor opened it."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    if survey:
        app.session_state[tab.ASKED] = True
    app.run()
    if name != "start":
        app.switch_page(f"../pages/{name.replace('-', '_')}.py").run()
    return app


def stretches(app: AppTest) -> list[dict]:
    """What the app asks the browser to put into each place of the page."""
    found = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.component_name.endswith("guide-stretch")]
    return [asked for asked in found if "src" in asked]


@pytest.mark.parametrize("name", [name for name, _ in ORDER])
def test_page_runs_and_asks_for_its_article(name):
    """Each page runs without an exception and asks for all stretches of its own article, in order."""
    app = run(name)
    assert not app.exception, app.exception
    library = load("en")
    here = [piece for piece in pieces(library, library.pages[name], View()) if not piece.alive]
    assert stretches(app) == [{"src": f"/article/{name}", "at": at} for at in range(len(here))]


def test_the_app_draws_what_the_page_calls_alive():
    """The parts that a page calls alive are those that the app has a function for."""
    assert {name for name, part in PARTS.items() if part.alive} == set(ALIVE)


def test_every_address_has_a_script_and_every_script_an_address():
    """The pages folder holds one script for each page and nothing else."""
    scripts = {path.stem.replace("_", "-") for path in (ROOT / "pages").glob("*.py")}
    assert scripts == {name for name, _ in ORDER}


def test_a_mistake_of_ours_is_said_calmly_in_the_pages_language(monkeypatch, caplog):
    """A page that fails says so in the page's words, without what failed, in place of Streamlit's English sentence; the log tells it whole."""
    drawn: list[str] = []
    monkeypatch.setattr(trouble.st, "html", drawn.append)
    monkeypatch.setattr(trouble.page, "library", lambda: load("es"))
    assert trouble.failed(ValueError("secret"))
    assert load("es").say("errors.broken") in drawn[0] and "secret" not in drawn[0] and "secret" in caplog.text


def choice(app: AppTest, label: str):
    """The survey's choice of several called `label`."""
    return next(widget for widget in app.multiselect if widget.label == label)


def listed(app: AppTest) -> str:
    """The markup of the page."""
    return "".join(str(element.proto.body) for element in app.get("html"))


def test_the_questions_are_drawn_for_who_opens_the_survey():
    """Until the panel is opened it holds its name and one line, and no question; opened, the line is gone."""
    closed, opened = run("start", survey=False), run("start")
    coming = load("en").say("survey.coming")
    assert not closed.sidebar.multiselect and not closed.sidebar.button and coming in listed(closed)
    assert opened.sidebar.multiselect and opened.sidebar.button and coming not in listed(opened)


def test_the_survey_sorts_the_list_and_clears_in_one_press():
    """Answers change the list at once, with reasons; one press clears them all."""
    library = load("en")
    survey = library.survey
    app = run("resources")
    before = listed(app)
    assert survey.question("audience").why in [caption.value for caption in app.caption]
    audience = choice(app, survey.question("audience").label)
    audience.set_value(["veteran"]).run()
    need = choice(app, survey.question("need").label)
    need.set_value(["nightmares"]).run()
    app.selectbox[0].set_value("US").run()
    after = listed(app)
    assert after != before
    assert "because you chose" in after
    clear = next(button for button in app.sidebar.button if button.label == survey.clear)
    clear.click().run()
    assert listed(app) == before
    assert not app.exception


def test_more_choices_keep_their_answers_when_folded():
    """Every question says why it is asked; an answer under "more choices" holds when they are folded away again."""
    survey = load("en").survey
    app = run("resources")
    more = next(toggle for toggle in app.toggle if toggle.label == survey.more_choices)
    more.set_value(True).run()
    said = [caption.value for caption in app.caption]
    assert all(question.why in said for question in survey.questions)
    choice(app, survey.question("format").label).set_value(["app"]).run()
    narrowed = listed(app)
    more = next(toggle for toggle in app.toggle if toggle.label == survey.more_choices)
    more.set_value(False).run()
    assert listed(app) == narrowed
    choice(app, survey.question("audience").label).set_value(["veteran"]).run()
    assert "veterans" in listed(app) and "apps" in listed(app)


def test_answers_survive_a_turn_of_the_page():
    """What was answered on one page still holds on the next."""
    survey = load("en").survey
    app = run("start")
    choice(app, survey.question("audience").label).set_value(["veteran"]).run()
    app.switch_page("../pages/resources.py").run()
    assert choice(app, survey.question("audience").label).value == ["veteran"]
    assert "veterans" in listed(app)


def test_wishes_move_treatments_within_their_groups_and_say_why():
    """A wish sorts the list of treatments and says why something moved; one press puts it back."""
    library = load("en")
    app = run("treatments")
    before = listed(app)
    wishes = next(w for w in app.get("button_group") if w.key == "treatment-wishes")
    wishes.set_value(["nightmares"]).run()
    assert listed(app) != before
    assert not app.exception
    next(b for b in app.button if b.key == "reset-treatments").click().run()
    assert listed(app) == before
    assert library.shelf.treatments
