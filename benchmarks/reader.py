"""What one reader waits for and downloads: first text, the app, weight of a page, a figure's answer to an arrow key."""

from __future__ import annotations

import argparse
import statistics
from typing import Any

from guide.making.pictures import browser

PROFILES = {"desk": ({"width": 1280, "height": 800}, 1), "phone (4x slower)": ({"width": 390, "height": 844}, 4)}


# A slow phone's line: 1.6 Mbit/s down, 0.75 up, 150 ms to and fro.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
# Notes from the first moment on: when a figure lives, when the app stands, what moved, the largest paint.
NOTES = """
window.notes = { alive: 0, app: 0, shift: 0, largest: 0 };
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) notes.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver(list => { for (const e of list.getEntries()) notes.largest = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
  if (!notes.alive && document.querySelector('[data-figure][data-state=live]')) notes.alive = performance.now();
  if (!notes.app && document.documentElement.classList.contains('app')) notes.app = performance.now();
}).observe(document, { subtree: true, attributes: true, childList: true }));
"""


def opening(running: Any, address: str, viewport: dict, factor: int, *, line: bool) -> dict[str, float]:
    """How a page opens, in a context of its own: seconds to the first text, the largest paint, a living figure and the app; the layout shift."""
    context = running.new_context(viewport=viewport)
    page = context.new_page()
    session = slow(page, factor)
    if line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
    page.add_init_script(NOTES)
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html.app", state="attached", timeout=90_000)
    page.wait_for_timeout(1500)
    found = page.evaluate("({...notes, text: performance.getEntriesByName('first-contentful-paint')[0].startTime})")
    context.close()
    return {name: value if name == "shift" else value / 1000 for name, value in found.items()}


def slow(page: Any, factor: int) -> Any:
    """Make the page's processor `factor` times slower."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": factor})
    return session


def first_text(page: Any, address: str) -> float:
    """Seconds to the first contentful paint."""
    page.goto(address, wait_until="load")
    return (
        page.evaluate(
            "new Promise(done => { const e = performance.getEntriesByName('first-contentful-paint')[0]; if (e) done(e.startTime);"
            " else new PerformanceObserver(l => done(l.getEntries()[0].startTime)).observe({type: 'paint', buffered: true}); })"
        )
        / 1000
    )


def weight(page: Any, address: str) -> int:
    """Bytes on the wire until the page's first figure lives."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    total = []
    session.on("Network.loadingFinished", lambda event: total.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_selector("[data-testid=stMain] [data-figure][data-state=live]", timeout=60_000)
    page.wait_for_timeout(500)
    return int(sum(total))


def keys(page: Any, presses: int = 30) -> list[float]:
    """Milliseconds from an arrow key to the frame after the redraw, on the first slider of the page."""
    return page.evaluate(
        """async (presses) => {
          const input = document.querySelector("[data-testid=stMain] [data-figure][data-state=live] input[type=range]");
          const times = [];
          for (let n = 0; n < presses; n++) {
            const up = n % 16 < 8;
            const started = performance.now();
            input.value = Number(input.value) + (up ? 1 : -1);
            input.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise(requestAnimationFrame);
            await new Promise(done => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
            times.push(performance.now() - started);
            await new Promise(r => setTimeout(r, 40));
          }
          return times;
        }""",
        presses,
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8501")
    given = parser.parse_args()
    with browser() as running:
        for name, (viewport, factor) in PROFILES.items():
            for path in ("/", "/why-increase", "/stress-and-anxiety", "/norepinephrine"):
                line = factor > 1
                found = [opening(running, given.url + path, viewport, factor, line=line) for _ in range(3)]
                said = {key: statistics.median(one[key] for one in found) for key in found[0]}
                print(
                    f"{name}{', slow line' if line else ''}: {path}: text {said['text']:.2f} s, largest paint {said['largest']:.2f} s, figure alive {said['alive']:.2f} s, "
                    f"app {said['app']:.2f} s, shift {said['shift']:.3f} (medians of 3)"
                )
            for path in ("/", "/what-is-ptsd", "/norepinephrine"):
                page = running.new_context(viewport=viewport).new_page()
                slow(page, factor)
                print(f"{name}: first text of {path}: {first_text(page, given.url + path):.2f} s")
                page.context.close()
            for path in ("/stress-and-anxiety", "/response-to-trauma", "/why-increase", "/norepinephrine"):
                page = running.new_context(viewport=viewport).new_page()
                size = weight(page, given.url + path)
                slow(page, factor)
                times = keys(page)
                print(
                    f"{name}: {path}: {size / 1e6:.2f} MB with its first figure; a key answered in {statistics.median(times):.0f} ms (median), {max(times):.0f} ms (slowest)"
                )
                page.context.close()


if __name__ == "__main__":
    main()
