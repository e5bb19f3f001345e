"""Loading: text at every moment, and what remains when the app cannot run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.__main__ import ROOT, free_port
from tests.browser.conftest import PHONE


def test_the_page_is_never_without_text(open_page):
    """Sampled each frame on a phone four times slower, from the first paint to the live page, some text is always on screen."""

    def sample(page):
        session = page.slow = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.add_init_script("""
          window.empty = []; window.frames_seen = 0;
          const look = () => {
            if (document.body && performance.getEntriesByName('first-contentful-paint').length) {
              window.frames_seen++;
              const hits = [[195, 300], [195, 400], [195, 500], [60, 220], [60, 350]].map(([x, y]) => document.elementFromPoint(x, y));
              const text = hits.some(e => e && e.closest('#served, [data-testid=stMain]') && e.closest('#served, [data-testid=stMain]').innerText.trim().length > 200);
              if (!text) window.empty.push(Math.round(performance.now()));
            }
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        """)

    page = open_page("/norepinephrine", viewport=PHONE, before=sample)
    page.slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_timeout(1500)
    assert page.evaluate("window.frames_seen") > 20
    assert page.evaluate("window.empty") == []


def test_content_with_a_broken_row_stops_the_start_and_names_the_line(tmp_path):
    """A broken row of resources.csv stops the start; its file, line and field are named."""
    import shutil

    copy = tmp_path / "guide"
    ignore = shutil.ignore_patterns(".git", ".venv", "test-results", "__pycache__", "node_modules", "build")
    shutil.copytree(ROOT, copy, ignore=ignore)
    path = copy / "content" / "data" / "resources.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[4] = lines[4].replace("https://", "htp:/", 1)
    path.write_text("".join(lines), encoding="utf-8")
    env = os.environ | {"GUIDE_BUILD": str(tmp_path / "build")}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port()), "--server.address", "127.0.0.1"],
        cwd=copy, env=env, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "data/resources.csv:5: url" in said, said[-2000:]
    assert "Traceback" not in said
    assert time.monotonic() - started < 60
    assert Path(copy).exists()


def test_a_page_keeps_the_letters_of_its_first_paint(open_page):
    """Where the fonts come after the first paint, the page's words keep their letters and their width when the fonts and the app are there, and the
    first paint stays the largest."""

    def slow(page):
        page.route("**/*.woff2", lambda route: (time.sleep(1), route.continue_()))
        page.add_init_script(
            "window.largest = []; new PerformanceObserver(l => largest.push(...l.getEntries())).observe({ type: 'largest-contentful-paint', buffered: true })"
        )

    wide = "[...document.querySelectorAll('h1, .lead')].map(e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().width; })"
    page = open_page("/", live=False, fresh=True, before=slow)
    page.wait_for_selector('html[data-system="sans serif"]', state="attached")
    first = page.evaluate(wide)
    page.wait_for_selector("html.app", state="attached")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(wide) == first
    assert len({entry["size"] for entry in page.evaluate("largest.map(e => ({ size: e.size }))")}) == 1
