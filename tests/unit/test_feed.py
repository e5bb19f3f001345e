"""The feed of what changed, as a reader of feeds takes it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import feedparser
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from guide.library import load
from guide.links import Links
from guide.web.application import around


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The guide without a browser."""
    made = around()
    return TestClient(Starlette(routes=made["routes"], middleware=made["middleware"]), base_url="http://guide.test")


def test_a_reader_of_feeds_takes_it(client):
    """The feed is well formed; each entry has a title, a day, its words, an absolute link that answers, and a name of its own."""
    answer = client.get(Links().feed)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.content)
    assert not read.bozo and read.version == "atom10" and read.feed.id and read.feed.author
    updates = sorted(load("en").updates, key=lambda update: update.date, reverse=True)
    assert [entry.title for entry in read.entries] == [update.title for update in updates]
    assert [dt.date(*entry.updated_parsed[:3]) for entry in read.entries] == [update.date for update in updates]
    assert len({entry.id for entry in read.entries}) == len(updates)
    for entry, update in zip(read.entries, updates, strict=True):
        assert entry.summary.split() == update.text.split()
        assert client.get(entry.link).status_code == 200


def test_every_page_names_the_feed(client):
    """A page's head and the page of updates lead to the feed."""
    assert 'type="application/atom+xml"' in client.get("/").text
    assert f'<a href="{Links().feed}"' in client.get("/updates").text


def test_an_entrys_name_stays_when_others_come():
    """A new entry, on a later day or on the same one, changes no name that was given before."""
    from guide.web.feed import feed
    from guide.web.shell import Shell

    library = load("en")

    def names(updates) -> list[str]:
        shell = Shell(dataclasses.replace(library, updates=updates), {})
        return [entry.id for entry in feedparser.parse(feed(shell, "https://guide.example")).entries]

    before = names(library.updates)
    first = library.updates[0]
    later, same = first.model_copy(update={"date": first.date + dt.timedelta(days=1)}), first.model_copy(update={"title": "Another of that day"})
    assert names((later, *library.updates))[1:] == before
    assert names((same, *library.updates))[1:] == before
