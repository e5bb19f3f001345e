"""Words in a figure as boxes: none cut off, none upon another, none under 12 pixels; and what is pressed stays where it is."""

from __future__ import annotations

from typing import Any

from guide.figures.live import Control, LiveFigure

# A box counts as cut or colliding beyond two pixels; a line's box is a fifth taller than its letters at either side.
MEASURE = """async () => {
  for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
  const stage = document.querySelector('.fig-stage'), edge = stage.getBoundingClientRect(), out = new Set(), seen = [];
  const hidden = (e) => { for (let n = e; n && n !== stage; n = n.parentElement) { const c = getComputedStyle(n); if (c.visibility === 'hidden' || c.display === 'none' || +c.opacity < .1) return true; } return false; };
  for (const text of stage.querySelectorAll('svg text')) {
    if (!text.textContent.trim() || hidden(text)) continue;
    const svg = text.ownerSVGElement, frame = svg.getBoundingClientRect(), own = svg.viewBox.baseVal;
    const lines = [...text.querySelectorAll('tspan.line, tspan[x]')];
    for (const line of lines.length ? lines : [text]) {
      const words = line.textContent.trim(), range = document.createRange();
      range.selectNodeContents(line);
      const box = range.getBoundingClientRect();
      if (!words || !box.width) continue;
      const size = parseFloat(getComputedStyle(line).fontSize) * (own && own.width ? frame.width / own.width : 1);
      if (size < 11.9) out.add(`${size.toFixed(1)} px: ${words}`);
      if (box.left < Math.max(edge.left, frame.left) - 2 || box.right > Math.min(edge.right, frame.right) + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) out.add(`cut: ${words}`);
      for (const [other, said] of seen) {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom - box.height / 5, other.bottom - other.height / 5) - Math.max(box.top + box.height / 5, other.top + other.height / 5);
        if (across > 2 && down > 1) out.add(`upon another: ${said} | ${words}`);
      }
      seen.push([box, words]);
    }
  }
  return [...out];
}"""

SET = """([id, at, value]) => {
  const inputs = [...document.querySelectorAll(`[data-control="${id}"]`)], first = inputs[0];
  if (!first) document.querySelector(`button[data-set="${id}=${value}"]`)?.click(); // a button of the drawing, which leads to the value it does not have
  else if (first.type === 'checkbox') { if (first.checked !== Boolean(at)) first.click(); }
  else if (first.type === 'radio') inputs[at].click();
  else { if (first.type === 'range') first.value = at; else first.selectedIndex = at; for (const kind of ['input', 'change']) first.dispatchEvent(new Event(kind, { bubbles: true })); }
}"""


# The control that a step presses, as SET does.
PRESSED = """([id, at, value]) => {
  const inputs = document.querySelectorAll(`[data-control="${id}"]`);
  return inputs[inputs.length > 1 ? at : 0] ?? document.querySelector(`button[data-set="${id}=${value}"]`);
}"""

# All steps in one go: each is set, and measured where it is asked for. Nothing is painted meanwhile, which would take a quarter of the time. The page has room
# to scroll on both sides, as a page of the guide has: a choice moves what was pressed by two pixels at most.
ALONG = f"""async (steps) => {{
  const measure = {MEASURE}, set = {SET}, pressed = {PRESSED}, main = document.querySelector("main"), out = [];
  main.style.clipPath = "inset(100%)";
  main.style.paddingBlock = "100vh";
  for (const [id, at, value, asked] of steps) {{
    const one = id ? pressed([id, at, value]) : null, top = () => one?.getBoundingClientRect().top ?? 0;
    one?.scrollIntoView({{ block: "center", behavior: "instant" }});
    const before = top();
    if (id) set([id, at, value]);
    if (Math.abs(top() - before) > 2) out.push(`${{id}}=${{value}}: it moved by ${{Math.round(top() - before)}} px under the hand`);
    if (asked) out.push(...(await measure()).map((fault) => `${{id}}=${{value}}: ${{fault}}`));
  }}
  main.style.clipPath = main.style.paddingBlock = "";
  return out;
}}"""


def _samples(control: Control) -> list[int]:
    """Places of a control's values to look at: all of a few; of many the ends, the start and three between."""
    last = len(control.values) - 1
    if last < 5:
        return list(range(last + 1))
    return sorted({0, last // 4, last // 2, 3 * last // 4, last, control.values.index(control.start)})


def faults(page: Any, figure: LiveFigure) -> list[str]:
    """What is wrong with the words of an open figure, in its first state and then along each control by itself."""
    steps: list[tuple[str, int, str, bool]] = [("", 0, "", True)]
    for control in figure.controls:
        start = control.values.index(control.start)
        steps += [(control.id, at, control.values[at], True) for at in _samples(control) if at != start]
        steps.append((control.id, start, control.start, False))
    return page.evaluate(ALONG, steps)
