"""A page that the browser translates by itself (it wraps every text in <font>) goes on working."""

from __future__ import annotations

WRAP = """() => {
  const walker = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest('svg, script, style')) texts.push(walker.currentNode);
  for (const node of texts) {
    const outer = document.createElement('font'), inner = document.createElement('font');
    inner.textContent = node.data.toUpperCase();
    outer.append(inner);
    node.replaceWith(outer);
  }
  return texts.length;
}"""


def test_a_translated_page_goes_on_working(open_page):
    """With every text node wrapped, a figure still answers, its table opens, and a page turns."""
    page = open_page("/stress-and-anxiety")
    page.wait_for_selector("[data-figure=smoke-alarm][data-state=live]")
    assert page.evaluate(WRAP) > 50
    figure = page.locator("[data-figure=smoke-alarm]")
    before = figure.locator("output").inner_text()
    figure.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('[data-figure=smoke-alarm] output').innerText !== before", arg=before)
    figure.locator(".fig-more > summary").click()
    figure.locator("button[data-action=table]").click()
    assert figure.locator("[data-rows] tr").count() > 1
    page.locator("[data-testid=stMain] a[rel=next]").click()
    page.wait_for_selector('[data-holder][data-src="/article/imbalance"] h1', state="attached")
    assert not page.watch.errors
