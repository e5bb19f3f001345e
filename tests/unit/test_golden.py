"""The comparison of what is served before and after a change, and marks of a template that was never filled in."""

from __future__ import annotations

import html
import re

from guide import golden


def test_white_space_and_the_order_of_attributes_make_no_difference():
    """Documents that a reader cannot tell apart are folded to the same lines; a changed word, or a space between words, is a difference."""
    one = '<div class="a" id="b">\n  <p>A word,  <b>and</b> more.</p></div>'
    same = '<div id="b" class="a"><p>A word, <b>and</b>\nmore.</p>\n</div>'
    assert golden.fold(one) == golden.fold(same)
    assert golden.fold(one) != golden.fold(one.replace("more", "less"))
    assert golden.fold("<p>A <b>word</b></p>") != golden.fold("<p>A<b>word</b></p>")


def test_no_place_was_left_unfilled(served):
    """No served document shows a `{place}` of a sentence or a template's own marks, in its text or in an attribute."""
    assert len(served) > 80
    for address, text in served.items():
        shown = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
        for mark in ("{_E(", "{say(", "{{", "{%"):
            assert mark not in html.unescape(shown), f"{address}: {mark}"
        # Words for the browser script travel in data attributes with their {name} places; a text has none left.
        told = html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", "", shown, flags=re.DOTALL))
        assert not re.findall(r"\{[a-z_]+\}", told), address
