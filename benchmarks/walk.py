"""A walk by the keyboard: each page by Tab alone, on a desk and on a phone, as a screen reader hears it. `python -m benchmarks.walk --url …`.

Each stop is written with the accessibility tree's node (role, name, description, state), its place on the screen and what covers it, if anything.
What a person would stumble over is marked with `!` and counted. The file is there to be read through; nothing is asserted.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from guide.content.pages import ORDER
from guide.making.pictures import browser

SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
# More stops than any page has: a walk that comes so far goes in a circle.
MOST = 600
# What the focused element is and where it stands; `over` is what lies on its middle, where that is something else.
PLACE = """(element) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const box = element.getBoundingClientRect(), y = box.y + box.height / 2, x = Math.min(box.right - 1, Math.max(box.x + 1, box.x + box.width / 2));
  const top = document.elementFromPoint(x, Math.min(innerHeight - 1, Math.max(1, y)));
  const label = element.labels?.[0];
  const near = element.closest("#bar, .skip, [data-testid=stSidebar], .onward, .questions, .check, .figure, [data-alive], [data-article], #root");
  done({
    box: [box.x, box.y + scrollY, box.width, box.height].map(Math.round),
    seen: box.bottom > 0 && box.y < innerHeight && box.right > 0 && box.x < innerWidth && box.width > 0 && box.height > 0,
    over: !top || element === top || element.contains(top) || top.contains(element) || label?.contains(top) || element.ownerSVGElement?.contains(top) ? "" : top.outerHTML.slice(0, 80),
    near: near ? near.id || near.className.split(" ")[0] || near.dataset.testid || "article" : "",
    leads: element.getAttribute("href") ?? element.dataset.action ?? element.dataset.control ?? "",
    mark: element.tagName.toLowerCase(),
  });
})))"""


class Stop(NamedTuple):
    """A stop of the walk: what the accessibility tree says of it, where it stands, and what a person would stumble over."""

    role: str
    name: str
    description: str
    state: str
    place: dict[str, Any]
    faults: tuple[str, ...]


def heard(session: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The focused element's node of the accessibility tree, and its place on the screen."""
    found = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    node = session.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"][0]
    place = session.send(
        "Runtime.callFunctionOn",
        {"objectId": found, "functionDeclaration": f"function () {{ return ({PLACE})(this); }}", "awaitPromise": True, "returnByValue": True},
    )
    return node, place["result"]["value"]


def stop(node: dict[str, Any], place: dict[str, Any], before: Stop | None) -> Stop:
    """What is heard and seen at a stop, and what is wrong with it."""
    said = {key: str(node.get(key, {}).get("value", "")).strip() for key in ("role", "name", "description")}
    state = {entry["name"]: entry["value"].get("value") for entry in node.get("properties", ())}
    told = [
        f"{name}={value}"
        for name, value in state.items()
        if name not in ("focusable", "focused", "editable", "settable", "multiline", "url", "readonly", "required", "labelledby", "invalid")
    ]
    faults = []
    if node.get("ignored") or not said["name"]:
        faults.append("unnamed")
    if said["role"] in ("generic", "none", "", "group"):
        faults.append(f"role {said['role'] or 'none'}")
    if not place["seen"]:
        faults.append("not on the screen")
    elif place["over"]:
        faults.append(f"covered by {place['over']}")
    if min(place["box"][2:]) < 24 and place["mark"] not in ("a", "input"):
        faults.append("small")
    if before:
        if place["box"][1] < before.place["box"][1] - 60 and place["near"] == before.place["near"]:
            faults.append("walks back up")
        if (said["role"], said["name"], place["leads"]) == (before.role, before.name, before.place["leads"]):
            faults.append("the same again")
    return Stop(said["role"], said["name"], said["description"], " ".join(told), place, tuple(faults))


def walk(page: Any) -> Iterator[Stop]:
    """Every stop from the top of the page until the walk leaves it."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    last = None
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body || document.activeElement.dataset.walked !== undefined"):
            return
        page.evaluate("document.activeElement.dataset.walked = ''")
        last = stop(*heard(session), last)
        yield last


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8501")
    parser.add_argument("--to", default="test-results/walk.txt", type=Path)
    parser.add_argument("--only", default="", help="one page's id")
    given = parser.parse_args()
    given.to.parent.mkdir(parents=True, exist_ok=True)
    counted = Counter[str]()
    with browser() as running, given.to.open("w", encoding="utf-8") as out:
        for size, viewport in SIZES.items():
            context = running.new_context(viewport=viewport)
            for name, _ in ORDER:
                if given.only not in ("", name):
                    continue
                page = context.new_page()
                page.goto(f"{given.url}/{'' if name == 'start' else name}")
                page.wait_for_selector("html.app", state="attached", timeout=90_000)
                page.wait_for_timeout(1000)
                stops = list(walk(page))
                first = next((at for at, one in enumerate(stops, 1) if one.place["near"] not in ("bar", "skip")), 0)
                print(f"\n== {name}, {size}: {len(stops)} stops, the text begins at stop {first}", file=out)
                for at, one in enumerate(stops, 1):
                    counted.update(fault.split(" by ")[0] for fault in one.faults)
                    line = f"{at:4} {one.role} “{one.name}”" + (f" ({one.description})" if one.description else "") + (f" [{one.state}]" if one.state else "")
                    print(f"{line} {one.place['near']} {one.place['box']} {one.place['leads'][:60]}", *(f"\n     ! {fault}" for fault in one.faults), file=out)
                out.flush()
                page.close()
            context.close()
        print("\n== in all", *(f"{fault}: {times}" for fault, times in counted.most_common()), sep="\n", file=out)
    print(f"{given.to}: {dict(counted)}")


if __name__ == "__main__":
    main()
