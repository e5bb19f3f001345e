"""How the figures look: pictures compared with approved ones in a tolerant way. (axe sees each figure on its page: test_pages.)

Approved pictures stand in tests/browser/approved, 160 pixels wide and grey: a moved line shows, a hinted letter does not.
Look at a change, then approve it: `python -m tests.browser.test_looks`.
"""

from __future__ import annotations

import io
import itertools
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from guide.figures import FIGURE_IDS, build
from guide.library import languages, load
from guide.making.pictures import browser as chromium_browser
from guide.making.pictures import exchange_figure, open_figure
from tests.browser.boxes import MEASURE, SET, faults

APPROVED = Path(__file__).with_name("approved")
LIBRARY = load("en")
WIDTHS = {"phone": 390, "desk": 1280}
PHONE_HEIGHT = 844 - 48  # a phone's screen below the bar
ONE_SCREEN = "e => e.querySelector('.fig-controls').getBoundingClientRect().bottom - e.querySelector('.fig-stage').getBoundingClientRect().top"
SMALL = 160
# Mean difference of grey values (0 to 255). Another rendering of the same figure measured 0.0 to 0.3 here; a swapped curve 3 and more.
TOLERANCE = 1.5


def small(page) -> Image.Image:
    """The figure as a small grey picture."""
    raw = page.locator("[data-figure]").screenshot()
    image = Image.open(io.BytesIO(raw)).convert("L")
    return image.resize((SMALL, max(1, round(image.height * SMALL / image.width))), Image.Resampling.BOX)


def still(page) -> None:
    """Hold everything still before a picture is taken."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('.flow, .pulse').forEach(e => e.style.animation = 'none')")
    # A plot is drawn again 80 ms after its stage changed its size; a drawing needs no time.
    page.wait_for_function(
        "() => { const c = document.querySelector('.fig-canvas'); return !c || Math.abs(c._fullLayout.width - c.parentElement.clientWidth) < 1; }"
    )
    if page.locator(".fig-canvas").count():
        page.wait_for_timeout(100)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of grey values; a height more than 4 % apart counts as wholly different."""
    if abs(one.height - other.height) > 0.04 * other.height:
        return 255.0
    return ImageStat.Stat(ImageChops.difference(one.resize(other.size), other)).mean[0]


# A frame that comes at once: what a figure draws in its next frame stands 4 ms later, and not 17 (of these tests' 80 s, 20 were waiting for frames).
AT_ONCE = "window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 0); window.cancelAnimationFrame = clearTimeout;"


@pytest.fixture(scope="module")
def page(browser):
    """One page for all figures, one after the other: what they share is read once."""
    context = browser.new_context()
    context.add_init_script(AT_ONCE)
    page = context.new_page()
    open_figure(page, build(FIGURE_IDS[0], LIBRARY), LIBRARY)
    yield page
    context.close()


def show(page, figure, library) -> None:
    """A figure on a phone as it begins, with words of the usual size."""
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 900})
    exchange_figure(page, figure, library)


@pytest.mark.parametrize("name", FIGURE_IDS)
def test_figure_looks_as_approved_and_its_words_have_room(page, name):
    """At 390 and 1280 px the figure looks as approved. On a phone its drawing, its sentence and its controls stand on one screen. With the largest text at 390 and at 320 px no word of it is cut off,
    stands upon another, or is smaller than 12 px, along each of its controls, and no choice moves what was pressed."""
    figure = build(name, LIBRARY)
    show(page, figure, LIBRARY)
    for width, pixels in WIDTHS.items():
        page.set_viewport_size({"width": pixels, "height": 900})
        still(page)
        seen = small(page)
        approved = Image.open(APPROVED / f"{name}-{width}.png")
        assert difference(seen, approved) <= TOLERANCE, f"{name} at {pixels} px looks different; look at it, then `python -m tests.browser.test_looks {name}`"
        if width == "phone":
            high = page.locator("[data-figure]").evaluate(ONE_SCREEN)
            assert high <= PHONE_HEIGHT, f"{name}: {high} px from the top of its drawing to the end of its controls"
    page.evaluate("document.documentElement.dataset.text = 'largest'")
    for pixels in (390, 320):
        page.set_viewport_size({"width": pixels, "height": 900})
        still(page)
        found = sorted(set(faults(page, figure)))
        assert not found, f"{name} at {pixels} px: " + "; ".join(found)


@pytest.mark.parametrize("name", FIGURE_IDS)
def test_figure_has_room_for_longer_words(page, name):
    """In each further language, too: on a phone its drawing, sentence and controls stand on one screen, and with the largest text at 320 px no word is cut
    off or stands upon another, along each of its controls."""
    for library in (load(code) for code in languages() if code != LIBRARY.language):
        figure = build(name, library)
        show(page, figure, library)
        still(page)
        high = page.locator("[data-figure]").evaluate(ONE_SCREEN)
        assert high <= PHONE_HEIGHT, f"{library.language}, {name}: {high} px from the top of its drawing to the end of its controls"
        page.evaluate("document.documentElement.dataset.text = 'largest'")
        page.set_viewport_size({"width": 320, "height": 900})
        still(page)
        found = sorted(set(faults(page, figure)))
        assert not found, f"{library.language}, {name}: " + "; ".join(found)


def approve(names: list[str]) -> None:
    """Write the approved pictures."""
    APPROVED.mkdir(exist_ok=True)
    with chromium_browser() as running:
        page = running.new_page()
        open_figure(page, build(FIGURE_IDS[0], LIBRARY), LIBRARY)
        for name in names:
            show(page, build(name, LIBRARY), LIBRARY)
            for width, pixels in WIDTHS.items():
                page.set_viewport_size({"width": pixels, "height": 900})
                still(page)
                small(page).save(APPROVED / f"{name}-{width}.png", optimize=True)


def test_the_hills_words_have_room_in_every_combination(page):
    """Dots, names and labels move with all three controls at once: along each by itself fifteen states were never seen in which words lay on one another."""
    for library in (load(code) for code in languages()):
        figure = build("inverted-u", library)
        show(page, figure, library)
        still(page)
        level, start, medicine = figure.controls
        for low, who in itertools.product((0, 4, 6, 8), range(len(start.values))):
            for control, at in ((level, low), (start, who)):
                page.evaluate(SET, [control.id, at, control.values[at]])
            for at, value in enumerate(medicine.values):
                page.evaluate(SET, [medicine.id, at, value])
                assert not page.evaluate(MEASURE), (library.language, level.values[low], start.values[who], value)


if __name__ == "__main__":
    approve(sys.argv[1:] or list(FIGURE_IDS))
