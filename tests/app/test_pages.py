"""Every page, the survey and the treatments' wishes through Streamlit's own test runner."""

from __future__ import annotations

import json

import pytest
import streamlit as st
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


def test_the_country_is_guessed_counts_with_the_first_answer_and_is_cleared_for_good(monkeypatch):
    """Before anything is told, the country of the browser's clock stands in its question as a guess, and is in no answer; the first answer takes it along;
    what was cleared is not guessed again."""
    library = load("en")
    monkeypatch.setattr(type(st.context), "timezone", property(lambda self: "Europe/Berlin"))
    app = run("resources")
    guessed = f"{library.survey.guessed} {library.survey.question('country').why}"
    assert app.selectbox[0].value == "DE" and guessed in [caption.value for caption in app.caption]
    assert app.session_state["answers"].empty if "answers" in app.session_state else True
    choice(app, library.survey.question("audience").label).set_value(["veteran"]).run()
    assert app.session_state["answers"].country == "DE"
    next(button for button in app.sidebar.button if button.label == library.survey.clear).click().run()
    assert app.selectbox[0].value is None and app.session_state["answers"].empty
    app.switch_page("../pages/start.py").run()
    assert app.selectbox[0].value is None and guessed not in [caption.value for caption in app.caption]


def test_words_of_ones_own_become_answers():
    """What is typed into a question becomes the answer it means, also one of another question; what means none is told; words of crisis put help there."""
    survey = load("en").survey
    app = run("resources")
    need = survey.question("need").label
    choice(app, need).set_value(["cant slep", "drinking"]).run()
    answers = app.session_state["answers"]
    assert answers.needs == ("sleep",) and answers.topics == ("substance-use",)
    assert choice(app, survey.question("topic").label).value == ["substance-use"]
    choice(app, need).set_value(["sleep", "qwertyuiop"]).run()
    assert app.session_state["answers"].needs == ("sleep",) and survey.lost.format(q="qwertyuiop") in listed(app)
    choice(app, need).set_value(["sleep", "i want to die"]).run()
    assert app.session_state["answers"].needs == ("sleep", "crisis") and load("en").say("search.crisis") in listed(app)


def test_the_list_is_searched_in_ones_own_words():
    """A search leaves the rows that fit, and says calmly when none does; words of crisis put help above, no "nothing",
    and leave someone to talk to now."""
    library = load("en")
    app = run("resources")
    search = next(field for field in app.text_input if field.label == library.say("resources.search"))
    assert library.survey.count_words(6) in listed(search.set_value("alchol").run())
    assert library.say("resources.search_none", q="qwertyuiop") in listed(search.set_value("qwertyuiop").run())
    assert "“i want to die”" not in listed(search.set_value("i want to die").run()) and library.say("search.crisis") in listed(app)
    assert library.say("resources.talk") in listed(app) and 'id="list"' in listed(app)


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
