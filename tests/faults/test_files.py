"""The site's files: what is missing is said to be, what is broken is made again, what open pages use stays."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import time

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from guide.making import fonts, plots, site
from guide.web import layers
from tests.__main__ import ROOT


@pytest.mark.parametrize(
    "path",
    [
        "/assets/nope.js", "/assets/", "/assets/../app.py", "/static/nope.js", "/static/js/nope.js", "/static/", "/static/index.html", "/_stcore/anything",
        "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/upload_file/a/b", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json",
        "/_stcore/bidi-components/a/b.js", "/_stcore/", "/media/a.png", "/component/a.b/index.html", "/component/",
    ],
)  # fmt: skip
def test_a_missing_file_is_404_and_no_page(guide, path):
    """What is not there answers 404 without a page in its place, to every method."""
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = guide.ask(path, "Content-Length: 0", method=method)
        assert answer.status in (404, 405) and b"<" not in answer.body, (method, answer)


@pytest.mark.parametrize(
    "path", ["/index.html", "/nowhere", "/what-is-ptsd/x", "/app/static/x", "/oauth2callback", "/auth/login", "/healthz", "/script-health-check"]
)
def test_streamlits_bare_page_is_never_served(guide, path):
    """An address nobody gave out gets the guide's own helpful page with 404."""
    answer = guide.ask(path)
    assert answer.status == 404
    assert b"data-help-now" in answer.body and b'id="root"' not in answer.body


def test_what_the_browser_needs_is_there(guide):
    """Every file that the start page and the app's bundle name is served, with the encoding that was asked for."""
    page = guide.ask("/")
    assert page.status == 200
    for path in ("/_stcore/health", "/_stcore/host-config", *site.manifest_now()["search"].values(), site.manifest_now()["js"], *site.left_to_streamlit()[:3]):
        assert guide.ask(path).status == 200, path
    assert guide.ask(site.manifest_now()["js"], "Accept-Encoding: br").headers["content-encoding"] == "br"


def test_a_file_that_later_builds_took_away_is_missing(tmp_path):
    """A file that stood at the server's start and is gone answers as any missing file does, never 200 without a body."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "old.js").write_text("1")
    client = TestClient(layers.static_files(layers.Known(PlainTextResponse(""), (), (), lambda path, query: ""), root=tmp_path))
    assert client.get("/assets/old.js").text == "1"
    (tmp_path / "assets" / "old.js").unlink()
    assert client.get("/assets/old.js").status_code == 404


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A build of one's own with few files, whose making is counted."""
    monkeypatch.setattr(site, "BUILD", tmp_path)
    monkeypatch.setattr(site, "SITE", tmp_path / "site")
    monkeypatch.setattr(site, "MANIFEST", tmp_path / "manifest.json")
    monkeypatch.setattr(site, "_copied", lambda: [])
    monkeypatch.setattr(site, "_stamp", lambda: state["stamp"])
    state = {"stamp": "one", "made": 0}

    def make():
        state["made"] += 1
        return {"js": site._hashed("guide.js", state["stamp"].encode() * 100), "figures": {"en": {"a": site._hashed("a.json", b"{}")}}}

    monkeypatch.setattr(site, "make", make)
    return state


def test_a_garbled_or_missing_file_is_made_again(folder):
    """At start every file is compared with what was made: one changed, cut or gone, or an unreadable manifest, and the site is built again."""
    first = site.ensure()
    assert site.ensure() == first and folder["made"] == 1
    script = site.SITE / first["js"].lstrip("/")

    def wrong():
        yield lambda: script.write_bytes(script.read_bytes()[:50])
        yield lambda: script.with_name(script.name + ".br").write_bytes(b"garbage")
        yield script.unlink
        yield lambda: shutil.rmtree(site.SITE)
        yield lambda: site.MANIFEST.write_text(site.MANIFEST.read_text()[:40])
        yield lambda: site.MANIFEST.write_text("[]")

    for number, do in enumerate(wrong(), 2):
        do()
        assert site.ensure() == first and folder["made"] == number
        assert script.read_bytes() == b"one" * 100
        assert site.ensure() == first and folder["made"] == number


def test_the_files_of_the_build_before_stay_and_older_ones_go(folder):
    """A page that is open while the site is built again still finds its files; two builds later they are gone; a repair keeps both."""
    paths = []
    for stamp in ("one", "two", "three"):
        folder["stamp"] = stamp
        paths.append(site.SITE / site.ensure()["js"].lstrip("/"))
    assert [path.exists() for path in paths] == [False, True, True]
    paths[-1].unlink()
    site.ensure()
    assert [path.exists() for path in paths] == [False, True, True]
    assert not list(site.SITE.rglob("*.half"))


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "Set GUIDE_BUILD"), (errno.EACCES, "Set GUIDE_BUILD")])
def test_a_folder_that_cannot_be_written_stops_with_one_sentence(folder, monkeypatch, number, words):
    """A full disk and a read-only folder each end the build with a sentence that says what to do; a good build needs no writing at all."""
    site.ensure()

    def put(path, data):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(site, "put", put)
    site.ensure()
    folder["stamp"] = "two"
    with pytest.raises(SystemExit, match=words) as stopped:
        site.ensure()
    assert "\n" not in str(stopped.value)


def test_fonts_have_the_same_bytes_at_any_hour(monkeypatch):
    """Cutting a font twice, at different times, gives the same bytes: so that several machines name it alike."""
    file = next((site.STREAMLIT / "static" / "media").glob("KaTeX_Main-Regular*.woff2"))
    first = fonts._cut(file, range(0x20, 0x7F), [])
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert fonts._cut(file, range(0x20, 0x7F), []) == first


def test_plotly_is_read_once():
    """Plotly's file, the slim one as the one inside plotly.py, loses the function around it and keeps its licence; a file of another form stays as it is."""
    site.manifest_now()
    slim = [*site.BUILD.glob(f"{plots.PACKAGE}-*.js")]
    assert slim
    for file in (*slim, plots.package_folder("plotly") / "package_data" / "plotly.min.js"):
        text = plots.unwrapped(file.read_text(encoding="utf-8"))
        assert re.match(r'/\*\*\n\* plotly\.js[^/]*\*/\n"use strict";var Plotly=\(\(\)=>\{', text), text[:300]
        assert text.endswith("window.Plotly = Plotly;\n") and "MIT license" in text[:200]
    assert plots.unwrapped("var Plotly={};") == "var Plotly={};"


def test_a_taken_port_is_said_in_one_sentence(guide, tmp_path):
    """A second guide on the same port ends by itself and says which port is taken."""
    command = [sys.executable, "-m", "tests.faults.guarded", "streamlit", str(guide.port), str(tmp_path / "journal")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=90)
    assert done.returncode != 0
    assert f"Port {guide.port} is not available" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_base_path_is_refused_in_one_sentence(tmp_path):
    """`server.baseUrlPath` stops the start and says what to do instead."""
    command = [sys.executable, "-m", "tests.faults.guarded", "streamlit", "0", str(tmp_path / "journal")]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"STREAMLIT_SERVER_BASE_URL_PATH": "ptsd"}, capture_output=True, text=True, timeout=90)
    assert done.returncode != 0
    assert "Give it a name of its own" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_cookies_are_for_tls_alone_where_visitors_come_by_tls(other):
    """Where a proxy says TLS the cookie is Secure; without TLS it is not, else no browser would keep it."""
    for lines, secure in (((), False), (("X-Forwarded-Proto: https",), True)):
        cookie = other.ask("/_stcore/health", *lines).headers["set-cookie"]
        assert cookie.startswith("_streamlit_xsrf=") and cookie.endswith("; Secure") == secure


@pytest.mark.parametrize(("secure", "scheme", "expected"), [(False, "http", "a=b"), (True, "http", "a=b; Secure"), (False, "https", "a=b; Secure")])
def test_each_cookie_is_secure_where_the_site_or_the_request_is(secure, scheme, expected):
    """GUIDE_ORIGIN of https alone, or a request by TLS, makes every cookie Secure, once."""

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"set-cookie", b"a=b"), (b"Set-Cookie", b"c=d; Secure")]})
        await send({"type": "http.response.body", "body": b""})

    client = TestClient(layers.Headers(app, policy="default-src 'none'", secure=secure), base_url=f"{scheme}://guide.test")
    assert client.get("/").headers.get_list("set-cookie") == [expected, "c=d; Secure"]


def test_a_rebuild_under_an_open_page_breaks_nothing(guide):
    """While a guide runs, the site is built anew for other content: the running one still serves its page's files, whole."""
    build = guide.folder / "build"
    manifest = json.loads((build / "manifest.json").read_text())
    before = {path: guide.ask(path, "Accept-Encoding: br").body for path in (manifest["js"], manifest["css"], manifest["search"]["en"])}
    (build / "manifest.json").write_text(json.dumps(manifest | {"stamp": "of another commit"}))
    with pytest.MonkeyPatch.context() as patch:
        for name, path in {"BUILD": build, "SITE": build / "site", "MANIFEST": build / "manifest.json"}.items():
            patch.setattr(site, name, path)
        patch.setattr(site, "make", lambda: {"js": site._hashed("guide.js", b"other"), "search": {}, "figures": {}})
        site.ensure()
    assert {path: guide.ask(path, "Accept-Encoding: br").body for path in before} == before
    assert guide.ask("/").status == 200
