"""My page for the appointment in a browser: ticked anywhere, put in order and made into a PDF by keyboard alone."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess

import pytest

from tests.browser.conftest import PHONE, follow

SECTION = "#root [data-appointment][data-met]"
ITEM = f"{SECTION} li[data-item]"


def tab_to(page, wanted: str, most: int = 60) -> None:
    """Press Tab until the focus stands on `wanted`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => !!document.activeElement?.matches(wanted)", wanted):
            return
    pytest.fail(f"{wanted} was not reached with {most} presses of Tab; focus stands on {page.evaluate('document.activeElement?.outerHTML.slice(0, 200)')}")


def kept(page) -> list[str]:
    """What the tab keeps, in order."""
    return json.loads(page.evaluate("sessionStorage.getItem('guide.kept')") or "[]")


def items(page) -> list[str]:
    """What the section shows, in order."""
    return page.eval_on_selector_all(ITEM, "rows => rows.map(row => row.dataset.item)")


def keep_from_list(page, kind: str, how_many: int) -> None:
    """Open one of the section's lists and tick its first boxes, by keyboard."""
    tab_to(page, f"details[data-kind={kind}] > summary")
    page.keyboard.press("Enter")
    for _ in range(how_many):
        tab_to(page, f"details[data-kind={kind}] input[data-keep]")
        page.keyboard.press("Space")


def test_from_a_ticked_question_to_the_pdf_by_keyboard(open_page, url, tmp_path):
    """A question ticked on its page, and what is ticked in the lists, become a PDF that holds exactly those, without a mouse.
    What the browser prints is the plain text with headings for what is underlined, help lines of the country included."""
    page = open_page("/what-is-ptsd#questions")
    page.wait_for_selector("#root #questions:focus")
    tab_to(page, "input[data-keep^='question:']", 3)
    page.keyboard.press("Space")
    question = kept(page)[0]

    # Treatments are kept where they stand, when the page of treatments has boxes for it.
    page.goto(f"{url}/treatments")  # what was ticked outlives a load
    page.wait_for_selector("html.app", state="attached", timeout=45_000)
    boxes = page.locator("#root input[data-keep^='treatment:']:visible")
    if boxes.count():
        boxes.first.focus()
        page.keyboard.press("Space")

    follow(page, f"{url}/guide#appointment")
    page.wait_for_selector(f"{SECTION} #appointment:focus")
    assert items(page) == kept(page) and question in items(page)
    for kind, how_many in (("treatment", 2), ("wish", 1), ("resource", 2)):
        if page.locator(f"{SECTION} details[data-kind={kind}]").count():
            keep_from_list(page, kind, how_many)
    chosen = kept(page)
    assert sorted(items(page)) == sorted(chosen) and len(chosen) >= 4

    names = page.eval_on_selector_all(f"{ITEM} > p:first-child", "all => all.map(p => p.firstChild.textContent)")
    page.locator(f"{SECTION} #appointment").focus()
    tab_to(page, "[data-appointment] button[type=submit]")
    with page.expect_download() as made:
        page.keyboard.press("Enter")
    assert made.value.suggested_filename == "appointment-page.pdf"
    path = tmp_path / "page.pdf"
    made.value.save_as(path)
    assert shutil.which("pdftotext"), "install poppler-utils (apt-get install poppler-utils)"
    text = " ".join(subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout.split())
    for name in names:
        assert name in text
    label = "all => all.map(box => box.closest('label').querySelector('[data-name]').textContent)"
    others = page.eval_on_selector_all(f"{SECTION} details:is([data-kind=question], [data-kind=resource]) input:not(:checked)", label)
    assert others and not [name for name in others if len(name) > 24 and name in text]
    assert page.url.startswith(f"{url}/guide") and page.locator(SECTION).count() == 1

    page.select_option(f"{SECTION} select[name=country]", "GB")
    page.evaluate(
        "() => { window.print = () => { window.sheet = document.querySelector('body > .print-sheet').cloneNode(true); window.paper = [...document.querySelector('body > .print-sheet').children].map(part => part.textContent).join('\\n'); }; }"
    )
    page.locator(f"{SECTION} [data-act=print]").click()
    with page.expect_download() as made:
        page.locator(f"{SECTION} button[formaction]").click()
    made.value.save_as(path)
    page.wait_for_function("() => window.paper")
    written = path.read_text(encoding="utf-8").splitlines()
    ruled = [line for line, rule in itertools.pairwise(written) if re.fullmatch("=+|-+", rule)]
    assert page.evaluate("[...window.sheet.querySelectorAll('h1, h2')].map(head => head.textContent)") == ruled and len(ruled) > 3
    page.evaluate("document.body.append(window.sheet)")
    page.emulate_media(media="print")
    for head, most in (("h1", 1.6), ("h2", 1.3)):  # of the words' size: a title of the pages' size would fill half a sheet
        size = "e => parseFloat(getComputedStyle(e).fontSize) / parseFloat(getComputedStyle(e.parentElement).fontSize)"
        assert page.locator(f".print-sheet > {head}").first.evaluate(size) < most
    lines = [line for line in written if not re.fullmatch("=+|-+", line)]
    assert page.evaluate("window.paper").splitlines() == lines and "116 123" in page.evaluate("window.paper")
    assert not page.watch.errors


def test_order_removal_and_clearing_keep_the_focus(tab):
    """Up, down, remove and "clear all" work by keyboard; the focus stays beside what changed, and a status says it. On a phone the
    list is no wider than the screen, its buttons large enough for a thumb."""
    page = tab("/glossary")
    page.evaluate("sessionStorage.removeItem('guide.kept')")
    page = tab("/guide#appointment")
    page.wait_for_selector(f"{SECTION} #appointment:focus")
    assert page.locator(f"{SECTION} [data-empty]").is_visible() and not page.locator(f"{SECTION} [data-tools]").is_visible()
    keep_from_list(page, "question", 3)
    first, second, third = kept(page)
    focused = "[document.activeElement.dataset.act, document.activeElement.dataset.name]"
    said = page.locator(f"{SECTION} [data-said]")

    page.locator(f"{ITEM} button[data-act=down]").first.focus()
    page.keyboard.press("Enter")
    assert items(page) == kept(page) == [second, first, third] and page.evaluate(focused) == ["down", first]
    assert "2" in said.inner_text()
    page.keyboard.press("Enter")
    assert items(page) == [second, third, first] and page.evaluate(focused) == ["up", first]

    page.locator(f"{ITEM} button[data-act=remove]").first.focus()
    page.keyboard.press("Enter")
    assert items(page) == kept(page) == [third, first] and page.evaluate(focused) == ["remove", third]
    assert not page.locator(f"{SECTION} input[data-keep='{second}']").is_checked()

    page.locator(f"{SECTION} [data-act=clear]").focus()
    page.keyboard.press("Enter")
    assert kept(page) == [] and page.locator(f"{SECTION} [data-empty]").is_visible()
    page.keyboard.press("Enter")
    assert items(page) == [third, first], "the focus stands on the button that brings all back"

    page.set_viewport_size(PHONE)
    width, window = page.evaluate("[document.querySelector('[data-testid=stMain]').scrollWidth, innerWidth]")
    assert width <= window
    for box in page.eval_on_selector_all(f"{ITEM} button", "all => all.map(b => b.getBoundingClientRect().toJSON())"):
        assert box["height"] >= 44 and box["width"] >= 44
    page.locator(f"{SECTION} [data-act=clear]").click()
    assert kept(page) == []


def test_without_a_script_the_boxes_make_the_page(open_page):
    """With JavaScript off the served form still makes the PDF from the boxes ticked in it."""
    page = open_page("/guide", live=False, java_script_enabled=False)
    page.locator("#served details[data-kind=question] > summary").click()
    page.locator("#served details[data-kind=question] input").first.check()
    with page.expect_download() as made:
        page.locator("#served [data-appointment] button[type=submit]").first.click()
    assert made.value.suggested_filename == "appointment-page.pdf"


def test_the_address_by_itself_leads_back(open_page):
    """Opening the PDF's address shows a calm page with a way to where it is made."""
    page = open_page("/appointment.pdf", live=False)
    assert page.locator("main a[href='/guide#appointment']").is_visible()
    assert page.locator("#bar .help-now").is_visible()
