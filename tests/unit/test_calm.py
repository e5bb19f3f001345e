"""The pages for a moment without room and for a mistake of ours: in the language that was asked for."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from guide.library import languages, load
from guide.web import layers
from guide.web.application import around
from guide.web.room import Full, Room


def middleware(kind):
    """How the application sets up this one."""
    return next(one for one in around()["middleware"] if one.cls is kind)


@pytest.mark.parametrize("code", languages())
def test_a_calm_page_speaks_the_language_that_was_asked_for(code, monkeypatch):
    """With `?lang=` of a language of the guide both pages are in it; with another, in the first. An answer to a form says that it is one."""

    async def fails(scope, receive, send):
        raise RuntimeError

    monkeypatch.setattr(Room, "for_a_page", lambda self: False)
    full, calm = middleware(Full), middleware(layers.Calm)
    for app, key in ((Full(fails, **full.kwargs), "errors.full_title"), (layers.Calm(fails, **calm.kwargs), "errors.broken_title")):
        client = TestClient(app, raise_server_exceptions=False)
        for asked, spoken in ((code, code), ("zz", "en")):
            text = client.get(f"/imbalance?lang={asked}").text
            assert f'<html lang="{spoken}"' in text and load(spoken).say(key) in text
            assert "<html" in text and "data-posted" not in text and "data-posted" in client.post(f"/imbalance?lang={asked}").text
