"""Pictures that answer: a picked medicine sets the picture and shows its steps; a take-away's button sets the nearest picture."""

from __future__ import annotations

import re

from guide.figures import build, synapse
from guide.library import load
from guide.medicines import model
from guide.view import medicines as m
from tests.browser.conftest import DESK, PHONE, without_the_app

LIBRARY = load("en")
STEPS = LIBRARY.steps
FIGURE = build(m.FIGURE, LIBRARY)


def says(page, state: tuple[str, ...]) -> None:
    """The figure of the page comes to say what it says in this state."""
    page.wait_for_function(
        "([s, w]) => document.querySelector(s)?.textContent.replace(/\\s+/g, ' ').trim() === w",
        arg=[f'[data-figure="{m.FIGURE}"] output', re.sub(r"\s+", " ", FIGURE.frames[state].sentence).strip()],
        timeout=30_000,
    )


def test_a_picked_medicine_sets_the_picture_and_shows_its_steps(tab):
    """Each medicine puts the figure in its state, shows its own steps and no other's, and sends nothing to the server; none shows none and says where steps
    will stand. There is one choice: the figure's own menu is not seen beside it. Arrow keys pick a medicine; the link beside the choice leads to that medicine's steps. Shown is a solid line, inferred a dashed one, contested a dotted one, not known none."""
    page = tab("/medicines")
    how = page.locator("[data-how]")
    how.locator("summary").first.click()
    how.locator("legend").first.scroll_into_view_if_needed()
    assert how.locator("[data-steps]").count() == len(model.MEDICINES)
    assert not how.locator("[data-steps]:visible").count()
    how.locator(".how-legend").wait_for(state="attached")
    drawn = {
        kind: how.locator(f".how-{kind}").first.evaluate("e => [getComputedStyle(e).borderLeftStyle, getComputedStyle(e).borderLeftColor]")
        for kind in model.EVIDENCE
    }
    assert [drawn[kind][0] for kind in ("shown", "inferred", "contested")] == ["solid", "dashed", "dotted"]
    assert drawn["not-known"][1] == "rgba(0, 0, 0, 0)"

    how.locator("[data-figure]").scroll_into_view_if_needed()
    page.wait_for_selector(f'[data-figure="{m.FIGURE}"][data-state=live]')
    assert how.locator("[data-how-none]").is_visible() and not how.locator("select:visible").count()
    page.wait_for_timeout(500)
    sent = len(page.watch.frames_sent)
    for medicine in model.MEDICINES:
        how.locator(f'input[value="{medicine}"][data-sets]').check()
        says(page, synapse.STATES[medicine])
        assert not how.locator("[data-how-none]").is_visible()
        assert how.locator("[data-steps]:visible").evaluate_all("all => all.map(e => e.dataset.steps)") == [medicine]
    assert len(page.watch.frames_sent) == sent, "a pick spoke to the server"

    how.locator(f"input[value={m.NONE}][data-sets]").check()
    says(page, synapse.STATES[m.NONE])
    assert how.locator("[data-how-none]").is_visible() and not how.locator("[data-steps]:visible").count() and not how.locator("[data-how-said]").is_visible()

    how.locator("select").evaluate("menu => { menu.selectedIndex = 2; menu.dispatchEvent(new Event('input', { bubbles: true })); }")
    how.locator("[data-steps=snri]").wait_for()
    assert how.locator("input[value=snri][data-sets]").is_checked(), "the choice does not follow the picture"

    how.locator("input[value=ssri][data-sets]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert how.locator("[data-steps=snri]").is_visible()
    link = how.locator("[data-how-said] a")
    assert link.get_attribute("href") == "#how-snri"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement?.id === 'how-snri'")
    assert not page.watch.errors


def test_a_pick_wakes_a_picture_that_is_far_away(open_page):
    """On a phone the picture is below the choice and still asleep: the last of two quick picks is the one it shows."""
    page = open_page("/medicines", live=False, viewport=PHONE, before=without_the_app)
    how = page.locator("[data-how]")
    how.locator("summary").first.click()
    how.locator("input[value=snri][data-sets]").check()
    how.locator("input[value=prazosin][data-sets]").check()
    says(page, synapse.STATES["prazosin"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_without_a_script_all_steps_can_be_read(open_page):
    """With JavaScript off, every medicine's steps are visible and nothing invites a pick that would do nothing."""
    page = open_page("/medicines", live=False, java_script_enabled=False)
    how = page.locator("[data-how]")
    how.locator("summary").first.click()
    assert how.locator("[data-steps]:visible").count() == len(model.MEDICINES)
    assert not how.locator("input[data-sets]:visible").count()


def test_a_takeaway_button_sets_the_picture_in_view(tab):
    """Each of the five buttons brings the picture into view in its state, on a phone and on a desk; nothing is sent to the server."""
    page = tab("/takeaways", viewport=PHONE, reduced_motion="reduce")
    buttons = page.locator(".takeaway-presets button[data-preset]")
    assert buttons.count() == len(STEPS.takeaways)
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        buttons.first.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        sent = len(page.watch.frames_sent)
        for n, takeaway in enumerate(STEPS.takeaways):
            buttons.nth(n).click()
            says(page, tuple(takeaway.row.values.values()))
            box = page.locator("[data-figure=synapse]").bounding_box()
            assert box["y"] < viewport["height"] and box["y"] + box["height"] > 0
        assert len(page.watch.frames_sent) == sent
    assert not page.watch.errors
