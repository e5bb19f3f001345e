"""The whole guide as one file, opened from a disk with the network off: it asks for nothing, every figure lives, help is there."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from guide.making import site
from tests import firefox
from tests.browser.axe import violations
from tests.browser.figures import LIBRARY

LARGEST = 4_000_000  # bytes


def test_the_file_to_keep_lives_without_a_network(open_page, tmp_path):
    """One file of 4 MB at most, with the network off: no request, no error, every figure answers, Help now opens, its links lead within it, axe is content."""
    kept = site.manifest_now()["papers"]["en"]["html"]
    path = tmp_path / "guide.html"
    path.write_bytes((site.SITE / kept.lstrip("/")).read_bytes())
    assert path.stat().st_size <= LARGEST
    page = open_page("/favicon.svg", live=False, fresh=True, color_scheme="light")
    page.context.set_offline(True)
    page.goto(Path(path).as_uri())
    page.watch.errors.clear()
    page.watch.requests.clear()
    page.wait_for_selector("[data-figure][data-state=live]")
    names = page.eval_on_selector_all("[data-figure]", "all => [...new Set(all.map(one => one.dataset.figure))]")
    assert set(names) == {name for one in LIBRARY.pages.values() for name in one.figures if one.number or one.id in ("start", "takeaways")}
    # A long document draws a figure when it comes near: each is brought there.
    page.evaluate(
        "async () => { for (const one of document.querySelectorAll('[data-figure]')) { one.scrollIntoView(); await new Promise(requestAnimationFrame); } }"
    )
    page.wait_for_function("!document.querySelector('[data-figure]:not([data-state=live])')", timeout=60_000)
    said = """() => [...document.querySelectorAll('[data-figure]')].filter(one => one.dataset.figure !== 'breathe').map(one => {
      const field = one.querySelector('[data-control]'), before = one.querySelector('output').textContent;
      const value = field.type === 'range' ? (Number(field.value) === Number(field.min) ? field.max : field.min) : null;
      if (field.type === 'checkbox' || field.type === 'radio') one.querySelector(`[name="${field.name}"]:not(:checked)`).click();
      else { field.value = value ?? String((Number(field.value) + 1) % field.options.length); field.dispatchEvent(new Event('input', { bubbles: true })); }
      return [one.dataset.figure, before !== one.querySelector('output').textContent];
    })"""
    assert [name for name, changed in page.evaluate(said) if not changed] == []
    page.locator("[data-help-now] > summary").click()
    assert page.locator(".help-danger").is_visible() and page.locator("[data-country]").count() > 10
    page.keyboard.press("Escape")
    outside = page.eval_on_selector_all(
        "a[href]", "all => all.map(a => a.getAttribute('href')).filter(href => !/^(#|https:|tel:|sms:|mailto:|http:)/.test(href))"
    )
    assert not outside
    torn = page.eval_on_selector_all("a[href^='#']", "all => all.map(a => a.getAttribute('href')).filter(href => !document.getElementById(href.slice(1)))")
    assert not torn
    assert page.locator("[data-action=leave], [data-action=survey]").count() == 0
    page.evaluate("document.querySelectorAll('[data-figure], .guide-section:not(#section-start)').forEach(e => e.remove())")  # as in test_pages
    assert not violations(page)
    assert not page.watch.errors
    assert [address for address in page.watch.requests if not address.startswith(("file:", "data:", "blob:"))] == []


def test_the_file_to_keep_lives_in_firefox():
    """From the disk, with no way to the network: every figure's sentence answers a changed control, Help now opens, nothing is asked for, no error is told.
    Where Firefox or Node cannot be had the test says so aloud and stops there."""
    if missing := firefox.missing():
        warnings.warn(f"The file to keep was not tried in Firefox: {missing}", stacklevel=1)
        pytest.skip(missing)
    seen = firefox.seen(site.SITE / site.manifest_now()["papers"]["en"]["html"].lstrip("/"))
    assert set(seen["answers"]) == {name for one in LIBRARY.pages.values() for name in one.figures if one.number or one.id in ("start", "takeaways")}
    assert [name for name, changed in seen["answers"].items() if not changed] == []
    assert seen["help"] and seen["errors"] == []
    assert [address for address in seen["requests"] if not address.startswith(("file:", "data:", "blob:"))] == []
