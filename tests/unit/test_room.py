"""The rules of a room, and its addresses: who may move it, whose answer counts, what is told and when it ends."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from guide.content.questions import read_questions
from guide.content.source import Source
from guide.library import languages, load
from guide.making import site
from guide.view import slides
from guide.view.slides import asked, ready
from guide.web.join import Join
from guide.web.shell import Shell
from guide.workshop import room as rules
from guide.workshop.room import Place, Question, Refused, Room, read_code, sealed, tally
from guide.workshop.store import Away, Elsewhere, InProcess
from tests.loops import run

ASKED = Question("q", "opinion", 3)
PHONES = [f"{n:032x}" for n in range(700)]


def room() -> Room:
    """A room on its question."""
    made = Room("BCDFG", sealed("token"), "talk=public", {2: ASKED}, (1, 2, 5), 1000.0)
    made.move(Place(2, 0), 1000.0)
    return made


@given(st.lists(st.one_of(st.none(), st.integers(0, 2)), max_size=40))
def test_under_five_answers_nothing_is_counted_aloud(answers):
    """Counts are told from five answers on, and then add up to them; "rather not say" is counted nowhere."""
    told = tally(ASKED, dict(zip(PHONES, answers, strict=False)))
    said = [answer for answer in answers if answer is not None]
    assert told.few == (len(said) < 5)
    assert sum(told.counts) == (0 if told.few else len(said))


def test_a_figures_question_closes_before_the_picture_and_is_told_after_it():
    """Guesses are taken until the first state shows; what is right and the counts wait for the last step."""
    guessed = Room("BCDFG", sealed("token"), "talk=public", {1: Question("g", "knowledge", 3, 1, closes=2, tells=4)}, (5,), 0.0)
    for step, (takes, told) in enumerate([(True, False), (True, False), (False, False), (False, False), (False, True)]):
        guessed.move(Place(1, step), 0.0)
        assert (guessed.open, guessed.tells, guessed.told == {1}) == (takes, told, told)
    guessed.move(Place(1, 0), 0.0)
    assert not guessed.open


@pytest.mark.parametrize(("key", "option"), [("other", 0), ("q", 3), ("q", -1)])
def test_an_answer_to_something_else_is_refused(key, option):
    """Another question's name, or an option it has not."""
    with pytest.raises(Refused):
        room().check(key, option)


def test_a_room_ends_twelve_hours_after_its_last_sign_of_life_or_at_a_press():
    """A turn of the talk is a sign of life."""
    made = room()
    made.move(Place(3, 0), 1000.0 + rules.LIFE - 1)
    assert not made.over(1000.0 + 2 * rules.LIFE - 2) and made.over(1000.0 + 2 * rules.LIFE)
    with pytest.raises(Refused):
        made.move(Place(1, 0), 1000.0 + 2 * rules.LIFE)
    made.end()
    assert made.over(1000.0) and not made.open


@pytest.mark.parametrize("place", [Place(0, 0), Place(4, 0), Place(2, 2), Place(1, -1)])
def test_a_place_that_the_talk_has_not_is_refused(place):
    """Nothing moves then."""
    made = room()
    with pytest.raises(Refused):
        made.move(place, 1000.0)
    assert made.at == Place(2, 0) and made.version == 2


def test_codes_are_read_as_people_type_them():
    """Small letters, spaces and hyphens are read; anything else is none."""
    assert read_code("bcd-fg ") == "BCDFG"
    assert [read_code(text) for text in ("", "ABCDE", "BCDF", "BCDFGH", "<b>xx")] == [""] * 5


def test_with_several_workers_no_room_is_started():
    """This store is known to one worker alone: it says so instead of losing phones."""
    with pytest.raises(Elsewhere):
        run(InProcess(several=lambda: True).start("t", {}, (1,)))


@pytest.mark.parametrize("about", ["own-health", "knowledge", ""])
def test_a_question_about_anything_else_does_not_load(tmp_path, about):
    """`about` is opinion or next (knowledge is asked by the pages); another is a mistake with its line."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "room-questions.yaml").write_text(f"- {{id: x, about: '{about}', text: How are you?, answers: [a, b]}}\n", encoding="utf-8")
    source = Source(tmp_path, dt.date(2026, 1, 1))
    assert not read_questions(source, "en")
    assert [problem.field for problem in source.problems] == ["about"]


# -- the addresses -----------------------------------------------------------------------------------------------------


@pytest.fixture
def store() -> InProcess:
    return InProcess(several=lambda: False)


@pytest.fixture
def client(library, store) -> TestClient:
    """The layer around an application that answers nothing."""
    return TestClient(Join(Starlette(), {"en": Shell(library, site.manifest_now())}, store), follow_redirects=False)


@pytest.fixture
def opened(client) -> dict:
    """A room for the ready-made talk for families."""
    answer = client.post("/join", json={"talk": "talk=families"})
    assert answer.status_code == 200
    return answer.json()


def test_a_room_is_opened_and_moved_by_its_presenter_alone(client, opened):
    """The presenter's token moves it; none, another, and a page of another site do not."""
    room, token = f"/join/{opened['code']}", {"authorization": f"Bearer {opened['token']}"}
    place = {"slide": 3, "step": 0}
    assert client.post(f"{room}/move", json=place, headers=token).json()["slide"] == 3
    assert client.post(f"{room}/move", json=place).status_code == 403
    assert client.post(f"{room}/move", json=place, headers={"authorization": "Bearer x"}).status_code == 403
    assert client.post(f"{room}/move", json=place, headers=token | {"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post(f"{room}/move", json={"slide": 999, "step": 0}, headers=token).status_code == 409
    for bad in ({"slide": "3", "step": 0}, {"slide": True, "step": 0}, {}, []):
        assert client.post(f"{room}/move", json=bad, headers=token).status_code == 400
    assert client.post(f"{room}/move", content=b"x" * 5000, headers=token).status_code == 413


def test_a_phone_sees_what_the_room_has_seen_and_no_more(client, opened):
    """Its page and its slides are small; slides ahead are not given; nothing may be stored or found by search engines."""
    room, token = f"/join/{opened['code']}", {"authorization": f"Bearer {opened['token']}"}
    page = client.get(room)
    assert page.status_code == 200 and page.headers["cache-control"] == "no-store" and "noindex" in page.headers["x-robots-tag"]
    assert len(page.content) < 6_000 and opened["token"] not in page.text
    assert client.get(f"{room}/slide/1").status_code == 200
    assert client.get(f"{room}/slide/2").status_code == 404
    client.post(f"{room}/move", json={"slide": 6, "step": 4}, headers=token)
    assert "hundred-people" in client.get(f"{room}/slide/6").text
    now = client.get(f"{room}/now?phone={PHONES[0]}").json()
    assert now["stage"] == "sentence" and "20 of 100" in now["sentence"]
    # The figure on the phone stands as it does on the wall at a step, and begins there when it is touched; without a step as on its page.
    assert [now["sentence"] in client.get(f"{room}/slide/6{asked}").text for asked in ("?step=4", "?step=2", "?step=x", "")] == [True, False, False, False]
    assert 'data-begin="hundred-people~' in client.get(f"{room}/slide/6?step=4").text
    assert client.get(f"{room}/now?phone=nobody").status_code == 400


def test_a_slide_is_made_once_and_holds_up_no_stream(client, opened, monkeypatch):
    """What takes a tenth of a second runs in a thread beside the event loop; every further phone gets what was made."""
    made, make = [], slides.slide

    def slide(*values, **more):
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        made.append(values)
        return make(*values, **more)

    monkeypatch.setattr(slides, "slide", slide)
    answers = [client.get(f"/join/{opened['code']}/slide/1") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200} and len({answer.text for answer in answers}) == 1 and len(made) == 1


def test_answers_come_in_and_are_told_when_the_talk_shows_them(client, opened, library):
    """Five phones answer a page's own question: nothing is told while it is open, not even in the markup which is right; the
    counts when its answer is shown, and then it takes no answers any more."""
    show = ready(library, next(talk for talk in library.talks if talk.id == "families"))
    number, question = next((n, q) for n, q in asked(library, show).items() if q.about == "knowledge" and q.closes == 1)
    room, token = f"/join/{opened['code']}", {"authorization": f"Bearer {opened['token']}"}
    client.post(f"{room}/move", json={"slide": number, "step": 0}, headers=token)
    for phone in PHONES[:5]:
        client.get(f"{room}/now?phone={phone}")
        sent = client.post(f"{room}/answer", json={"phone": phone, "question": question.key, "option": question.right})
        assert sent.status_code == 204
    now = client.get(f"{room}/now?phone={PHONES[0]}").json()
    assert now["open"] and now["counts"] == [] and not now["few"]
    assert client.post(f"{room}/answer", json={"phone": PHONES[9], "question": question.key, "option": 0}).status_code == 409
    assert client.post(f"{room}/answer", json={"phone": PHONES[0], "question": question.key, "option": "0"}).status_code == 400
    assert "data-right" not in client.get(f"{room}/slide/{number}").text
    shown = client.post(f"{room}/move", json={"slide": number, "step": 1}, headers=token).json()
    assert "data-right" in client.get(f"{room}/slide/{number}").text and shown["told"] == [number]
    assert not client.post(f"{room}/move", json={"slide": number, "step": 0}, headers=token).json()["open"]
    assert shown["counts"][question.right] == 5 and not shown["open"]
    assert client.post(f"{room}/answer", json={"phone": PHONES[0], "question": question.key, "option": 0}).status_code == 409
    assert client.get(f"{room}/totals").status_code == 403
    assert client.get(f"{room}/totals", headers=token).json() == [{"slide": number, "counts": shown["counts"], "few": False}]
    again = client.get(f"{room}/door", headers=token).json()
    assert again == {name: opened[name] for name in ("address", "scan")}


def test_a_stream_says_where_the_talk_is_and_ends_with_it(client, opened, store):
    """The first event is the state; it is not to be buffered or stored; a room that is over ends its streams."""
    room, token = f"/join/{opened['code']}", {"authorization": f"Bearer {opened['token']}"}

    async def read() -> tuple[dict, str]:
        from httpx import ASGITransport, AsyncClient

        async with AsyncClient(transport=ASGITransport(client.app), base_url="http://test") as phone:
            ask = asyncio.create_task(phone.get(f"{room}/events?phone={PHONES[0]}"))
            await asyncio.sleep(0.05)
            await store.move(opened["code"], Place(2, 0))
            await asyncio.sleep(0.05)
            assert (await phone.post(f"{room}/end", headers=token)).status_code == 204
            answer = await ask
            return dict(answer.headers), answer.text

    headers, text = run(read())
    assert headers["content-type"].startswith("text/event-stream") and headers["x-accel-buffering"] == "no" and "no-store" in headers["cache-control"]
    assert [line.count('"slide": 1') for line in text.split("\n\n") if line][0] == 1
    assert '"slide": 2' in text and '"over": true' in text
    assert client.get(room).status_code == 404


def test_a_wrong_code_gets_a_calm_page_with_the_door(client, library):
    """The page says what to do and asks again; after too many wrong ones it asks for a minute's patience; other addresses are not touched."""
    answer = client.get("/join/XXXXX")
    assert answer.status_code == 404 and library.say("join.wrong").split(".")[0] in answer.text and 'name="code"' in answer.text
    assert client.get("/join?code=bcd-fg").headers["location"] == "/join/BCDFG"
    # A language that was asked for goes on; one that nobody speaks, or none, leaves the phone with the talk's own.
    assert client.get("/join?code=bcd-fg&lang=en").headers["location"] == "/join/BCDFG?lang=en"
    assert client.get("/join?code=bcd-fg&lang=zz").headers["location"] == "/join/BCDFG"
    assert 'name="lang" value="en"' in client.get("/join?lang=en").text and 'name="lang"' not in client.get("/join").text
    assert client.get("/join?code=?!").status_code == 200
    for _ in range(rules.WRONG_A_MINUTE):
        last = client.get("/join/XXXXX")
    assert last.status_code == 429 and library.say("join.busy").split(".")[0] in last.text
    assert client.put("/join").status_code == 405
    assert client.get("/joining").status_code == 404
    assert client.post("/join", json={"talk": "talk=nobody"}).status_code == 404


def test_a_phone_is_met_in_its_own_language_and_a_choice_goes_with_it(library):
    """The wall shows one address to all. The door and the talk speak the language that was asked for, else the phone's own, else the door the first and the
    talk its own; a choice made on the phone, the first language too, goes along with every link that leads to the guide and back."""
    shells = {code: Shell(load(code), site.manifest_now()) for code in languages()}
    client = TestClient(Join(Starlette(), shells, InProcess(several=lambda: False)), follow_redirects=False)
    code = client.post("/join", json={"talk": "talk=families&lang=es"}).json()["code"]

    def spoken(address: str, own: str = "") -> str:
        return client.get(address, headers={"accept-language": own}).text.split('<html lang="')[1][:2]

    assert [spoken(f"/join{where}", "es-MX,es;q=0.9,en;q=0.8") for where in ("", f"/{code}", "/XXXXX", "?lang=en")] == ["es", "es", "es", "en"]
    assert [spoken(f"/join/{code}{asked}", own) for asked, own in (("", "de"), ("", "fr, EN-us;q=0.5"), ("?lang=es", "en"))] == ["es", "en", "es"]
    assert spoken("/join", "de") == "en"
    for chosen in languages():
        text = client.get(f"/join/{code}?lang={chosen}", headers={"accept-language": "es"}).text
        assert f'href="/?lang={chosen}#still:{code}"' in text and f'href="/resources?lang={chosen}"' in text
        assert f'href="/join?lang={chosen}" data-still-back' in shells[chosen].page(shells[chosen].library.pages["start"])
        assert f'name="lang" value="{chosen}"' in client.get(f"/join/XXXXX?lang={chosen}").text


def test_while_the_store_is_away_a_room_waits_and_says_so(library):
    """No room is opened, and the wall hears why; who follows is asked to come again; the copy is not ready."""

    class Lost(InProcess):
        async def start(self, *_: object) -> tuple[Room, str]:
            raise Away

        find = look = start

        async def ready(self) -> bool:
            return False

    client = TestClient(Join(Starlette(), {"en": Shell(library, site.manifest_now())}, Lost()), follow_redirects=False)
    answer = client.post("/join", json={"talk": "talk=families"})
    assert answer.status_code == 503 and answer.json() == {"why": "store"}
    assert client.get(f"/join/BCDFG/now?phone={PHONES[0]}").status_code == 503 and client.get("/join/ready").status_code == 503
