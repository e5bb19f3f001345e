"""Pages as bytes: which coding, which tag, and that each is made once."""

from __future__ import annotations

import asyncio
import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from guide.web.documents import CODINGS, Crowded, Document, Documents, coding, is_known
from tests.loops import run

TEXT = "<!doctype html><p>words</p>" * 50


def ask(**headers: str) -> Request:
    """A request with these header lines (`_` for `-`)."""
    lines = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": lines, "query_string": b""})


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", ""), ("br", "br"), ("gzip", "gzip"), ("gzip, deflate, br", "br"), ("BR", "br"), ("br;q=0", ""), ("br;q=0, gzip", "gzip"), ("br; q=0.2, gzip;q=0.9", "gzip"),
        ("*", "br"), ("*;q=0", ""), ("br;q=0, *", "gzip"), ("gzip;q=0.5, *;q=0.1", "gzip"), ("identity", ""), ("brx, xgzip", ""), ("br;q=nan", ""), ("br;q=2", ""),
        ("br;q=-1", ""), ("br;q=", ""), ("br;level=3", "br"), (",,;,", ""),
    ],
)  # fmt: skip
def test_the_coding_is_what_the_header_says(header, expected):
    """Names are whole words in any letters, weights count, `*` stands for the rest, nonsense is not taken (RFC 9110)."""
    assert coding(header) == expected


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_any_header_has_an_answer(header):
    """Whatever stands in Accept-Encoding and If-None-Match, there is a page or 304."""
    document = Document(TEXT)
    assert coding(header) in ("", *CODINGS)
    assert document.answer(ask(accept_encoding=header, if_none_match=header)).status_code in (200, 304)


@pytest.mark.parametrize(("name", "undo"), [("", bytes), ("br", brotli.decompress), ("gzip", gzip.decompress)])
@pytest.mark.parametrize("once", [False, True])
def test_each_coding_holds_the_page_and_has_its_own_tag(name, undo, once):
    """Undone, each coding is the page; its tag answers 304 alone, in a list, weakly, and not for another coding."""
    document = Document(TEXT, once=once)
    found = document.answer(ask(accept_encoding=name))
    assert undo(found.body) == TEXT.encode()
    assert found.headers.get("content-encoding", "") == name
    tag = found.headers["etag"]
    for header in (tag, f"W/{tag}", f'"other", {tag}', "*", f'"a",W/{tag},"b"'):
        assert document.answer(ask(accept_encoding=name, if_none_match=header)).status_code == 304, header
    for other in {"", "br", "gzip"} - {name}:
        assert document.answer(ask(accept_encoding=other, if_none_match=tag)).status_code == 200
    assert not is_known("", tag) and not is_known(tag[:-1], tag)


def test_a_document_is_made_once_however_many_ask():
    """Twenty who ask at once get one making; lasting ones stay; of the others only the last stay; a failure is not kept."""
    made = []

    def make(name):
        made.append(name)
        if name == "broken" and made.count(name) == 1:
            raise ValueError
        return Document(name)

    async def main():
        documents = Documents(most=2)
        await asyncio.gather(*(documents.of("a", lambda: make("a"), lasting=True) for _ in range(20)))
        assert made == ["a"]
        for name in "xyzxa":
            await documents.of(name, lambda name=name: make(name), lasting=False)
        assert "".join(made) == "axyzx"
        with pytest.raises(ValueError):
            await documents.of("broken", lambda: make("broken"), lasting=True)
        assert await documents.of("broken", lambda: make("broken"), lasting=True)

    run(main())


def test_a_crowd_of_new_combinations_is_refused_and_pages_are_not():
    """When enough combinations wait to be made the next is refused; a page of the guide is still made."""

    async def main():
        documents = Documents(waiting=3)
        coming = [asyncio.ensure_future(documents.of(number, lambda: Document("x"), lasting=False)) for number in range(5)]
        page = asyncio.ensure_future(documents.of("page", lambda: Document("page"), lasting=True))
        found = await asyncio.gather(*coming, return_exceptions=True)
        assert [isinstance(one, Crowded) for one in found] == [False] * 3 + [True] * 2
        assert await page

    run(main())


def test_one_who_goes_away_takes_the_page_from_nobody():
    """A visitor who breaks off while a page is made leaves it to the others who wait for it."""

    async def main():
        documents = Documents()
        first = asyncio.ensure_future(documents.of("a", lambda: Document("a"), lasting=False))
        second = asyncio.ensure_future(documents.of("a", lambda: Document("b"), lasting=False))
        await asyncio.sleep(0)
        first.cancel()
        assert (await second).bodies[""] == b"a"

    run(main())


def test_what_is_not_to_be_kept_is_forgotten():
    """A document that somebody put together is made again for the next who asks, and stays nowhere."""
    documents, made = Documents(), []

    def make():
        made.append(1)
        return Document(TEXT)

    async def twice():
        for _ in range(2):
            await documents.of("own", make, lasting=False, kept=False)

    run(twice())
    assert len(made) == 2 and not documents.combined and not documents.lasting and not documents.coming
