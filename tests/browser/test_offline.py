"""The whole guide as one file, opened from a disk with the network off: it asks for nothing, every figure lives, help is there."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import pytest

from guide.making import site
from tests import firefox
from tests.browser.axe import violations
from tests.browser.figures import LIBRARY
from tests.browser.test_show import SIZES, TALKS, key, settled, walk, whole


@pytest.fixture
def from_disk(open_page, tmp_path) -> Callable:
    """Opens the file in a language from the disk, with the network off."""

    def go(language: str = "en", **options):
        path = tmp_path / "guide.html"
        path.write_bytes((site.SITE / site.manifest_now()["papers"][language]["html"].lstrip("/")).read_bytes())
        page = open_page("/favicon.svg", live=False, fresh=True, asked=True, color_scheme="light", **options)
        page.context.set_offline(True)
        page.goto(path.as_uri())
        page.watch.errors.clear()
        page.watch.requests.clear()
        page.wait_for_selector("[data-figure][data-state=live]")
        return page

    return go


def asked(page) -> list[str]:
    """What was asked of anything but the disk."""
    return [address for address in page.watch.requests if not address.startswith(("file:", "data:", "blob:"))]


def test_the_file_to_keep_lives_without_a_network(from_disk):
    """With the network off: no request, no error, every figure answers, Help now opens, its links lead within it, axe is content."""
    page = from_disk()
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
    assert asked(page) == []


def test_a_talk_is_shown_from_the_file(from_disk):
    """Chosen in the file, a ready-made talk walks to its end by Page Down alone: every slide fits, a figure's step changes its state, a reload keeps the
    slide, notes stand in a second window, phones are not promised, and its end leads back to a guide whose places are found by the # as before."""
    page = from_disk("es", viewport=SIZES[0])
    page.locator("#present > summary").click()
    page.locator("a[href='#talk-public']").click()
    whole(page)
    seen, wrong = walk(page, set())
    assert not wrong, wrong
    assert key(page) == "help" and seen[0] == "#talk-public/1" and len(seen) > len(TALKS["public"].keys)
    assert page.locator(".slide [data-figure]:not([data-state=live]), [data-borrow], [data-do=phones], #bar").count() == 0
    number, said = TALKS["public"].keys.index("stress-and-anxiety/smoke-alarm") + 1, []
    for step in (3, 4):
        page.evaluate("hash => { location.hash = hash; }", f"#talk-public/{number}.{step}")
        settled(page)
        said.append(page.locator(".slide.now output").text_content())
    assert said[0] != said[1]
    page.reload()
    whole(page)
    assert page.evaluate("[location.hash, document.querySelector('.slide.now').id]") == [f"#talk-public/{number}.4", f"slide-{number}"]
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    assert opened.value.locator(".desk-time").inner_text().startswith(f"{number} ")
    opened.value.close()
    page.mouse.move(200, 200)
    page.locator(".show-tools a").click()
    page.wait_for_selector("#bar")  # a slide's figure lives too, so one that lives does not say that the guide is back
    page.wait_for_selector("[data-figure][data-state=live]")
    assert not page.locator("[data-slide]").count()
    page.evaluate("() => { window.same = true; location.hash = '#works'; }")
    assert page.evaluate("() => new Promise(done => setTimeout(() => done(window.same && document.querySelector(':target').id === 'works'), 100))")
    assert not page.watch.errors
    assert asked(page) == []


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
