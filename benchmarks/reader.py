"""What one reader waits for, beside a plain page of Streamlit in the same run: first text, largest paint, what moved, a living figure, an arrow key's
answer, how long the page was blocked; on a desk and on a slow phone. Numbers are printed, never asserted. `python -m benchmarks.reader --url … --plain …`

The rows are medians of several loads, each with a cold cache, the two sites in turn, so that what else the machine does falls on both alike.
"""

from __future__ import annotations

import argparse
import os
import statistics
from typing import Any, NamedTuple

from guide.making.pictures import browser

# A slow phone's line: 1.6 Mbit/s down, 0.75 up, 150 ms to and fro.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
PAGES = ("/", "/why-increase", "/norepinephrine", "/resources")
# A figure that answers: the guide's, or the plain page's chart.
LIVING = "[data-figure][data-state=live], .js-plotly-plot .scatterlayer .trace"
# Notes from the first moment on: when a figure lives, what moved, the largest paint, how long the page could not answer.
NOTES = """
window.notes = { alive: 0, shift: 0, largest: 0, blocked: 0, bytes: 0 };
const see = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
see('layout-shift', e => { if (!e.hadRecentInput) notes.shift += e.value; });
see('largest-contentful-paint', e => { notes.largest = e.startTime; });
see('longtask', e => { notes.blocked += e.duration - 50; });
document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
  if (!notes.alive && document.querySelector('LIVING')) notes.alive = performance.now();
}).observe(document, { subtree: true, attributes: true, childList: true }));
""".replace("LIVING", LIVING)
# The answers of a figure's first slider: from the move to the frame after the redraw, in milliseconds. (A plain page's slider heeds no key from a script.)
KEYS = """async (presses) => {
  const slider = document.querySelector("[data-figure][data-state=live] input[type=range]"), times = [];
  for (let n = 0; slider && n < presses; n++) {
    const started = performance.now();
    slider.value = Number(slider.value) + (n % 8 < 4 ? 1 : -1);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(requestAnimationFrame);
    await new Promise(done => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
    times.push(performance.now() - started);
    await new Promise(r => setTimeout(r, 60));
  }
  return times;
}"""


class Device(NamedTuple):
    """Who reads: a screen, how many times slower the processor is, and whether the line is slow."""

    name: str
    viewport: dict[str, int]
    slower: int

    @property
    def line(self) -> bool:
        """A slow processor comes with a slow line."""
        return self.slower > 1


DEVICES = (Device("desk", {"width": 1280, "height": 800}, 1), Device("slow phone", {"width": 390, "height": 844}, 4))


def opened(running: Any, address: str, device: Device, presses: int) -> dict[str, float]:
    """One load in a context of its own. Seconds (`text`, `largest`, `alive`, `blocked`), the layout shift, megabytes on the wire, and `key` in ms."""
    context = running.new_context(viewport=device.viewport)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": device.slower})
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    if device.line:
        session.send("Network.emulateNetworkConditions", LINE)
    page.add_init_script(NOTES)
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html.app, html:not([data-page]) h1", state="attached", timeout=120_000)
    # A page without a figure has none to wait for; one with a figure has it alive before the app stands, a plain page some time after its title.
    if page.query_selector("#root [data-figure], html:not([data-page])"):
        page.wait_for_selector(LIVING, state="attached", timeout=120_000)
    page.wait_for_timeout(1500)
    found = page.evaluate("({...notes, text: performance.getEntriesByName('first-contentful-paint')[0].startTime})")
    keys = page.evaluate(KEYS, presses) if found["alive"] else []
    context.close()
    times = {name: found[name] / 1000 for name in ("text", "largest", "alive", "blocked")}
    return times | {"shift": found["shift"], "key": statistics.median(keys) if keys else 0.0, "weight": sum(sizes) / 1e6}


def row(name: str, found: list[dict[str, float]]) -> str:
    """A line of the table: medians of the loads."""
    said = {key: statistics.median(one[key] for one in found) for key in found[0]}
    alive = f"{said['alive']:.2f} s" if said["alive"] else ""
    key = f"{said['key']:.0f} ms" if said["key"] else ""
    return f"| {name} | {said['text']:.2f} s | {said['largest']:.2f} s | {said['shift']:.3f} | {alive} | {key} | {said['blocked']:.2f} s | {said['weight']:.2f} MB |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8501")
    parser.add_argument("--plain", default="", help="where plain_figure.py is served")
    parser.add_argument("--loads", type=int, default=3)
    parser.add_argument("--only", default="", help="one page, as /why-increase")
    given = parser.parse_args()
    asked = [(path, given.url + path) for path in PAGES if given.only in ("", path)] + ([("plain Streamlit", given.plain)] if given.plain else [])
    with browser() as running:
        for device in DEVICES:
            found: dict[str, list[dict[str, float]]] = {name: [] for name, _ in asked}
            for _ in range(given.loads):
                for name, address in asked:
                    found[name].append(opened(running, address, device, presses=16))
            load = os.getloadavg()[0]
            slow = f", {device.slower}x slower processor, 1.6 Mbit/s, 150 ms" if device.line else ""
            print(f"\n{device.name}{slow}; medians of {given.loads} loads with a cold cache; load average {load:.1f} on {os.cpu_count()} cores")
            print(
                "| page | first text | largest paint | shift | figure alive | a key's answer | blocked | weight |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
            )
            for name, loads in found.items():
                print(row(name, loads), flush=True)


if __name__ == "__main__":
    main()
