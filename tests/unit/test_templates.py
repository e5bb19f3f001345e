"""Markup stands in templates, filled in with autoescape on; nothing passes unescaped that nobody looked at."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

import jinja2
import pytest
from markdown_it import MarkdownIt

from guide.content import markdown
from guide.content.words import Words
from guide.figures.drawing import DRAWINGS
from guide.library import ROOT, load
from guide.view import prose
from guide.view.parts import PARTS
from guide.view.render import TEMPLATES, environment, fill, render

GUIDE = ROOT / "guide"
# Where Python hands markup over as it is: who made it.
MADE = {
    "guide/view/figure.py": 2,  # drawings and pictures: well-formed files of ours
    "guide/view/still.py": 3,  # drawings and pictures: in a state, small, as a file
    "guide/view/review.py": 2,  # the review form's own styles and script
    "guide/view/prose.py": 3,  # the Markdown renderer, which escapes every text; empty starts
    "guide/view/render.py": 2,  # templates, with autoescape
    "guide/making/offline.py": 3,  # the styles, scripts and states of the file to keep, closed to what stands in them; empty starts
    "guide/making/cards.py": 1,  # the tokens as styles
    "guide/web/shell.py": 1,  # the script that stands in the page's head
}
# Strings with a tag in them: the patterns by which Streamlit's own page is read, bold words in a plot (Plotly's own markup), and the app's components.
TAGS = {
    "guide/web/shell.py",
    "guide/view/figure.py",
    "guide/view/prose.py",
    "guide/view/still.py",
    "guide/figures/evidence_balance.py",
    "guide/figures/balance.py",
    "guide/figures/intervals.py",
    "guide/figures/prazosin_story.py",
    "guide/ui/tab.py",
    "guide/ui/page.py",
    "guide/golden.py",
    "guide/making/pictures.py",
    "guide/making/offline.py",
}


def test_nothing_is_marked_safe_in_a_template():
    """No template uses `|safe`, and none switches escaping off."""
    for path in (*TEMPLATES.rglob("*.html"), *DRAWINGS.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "") and "autoescape" not in text, path


def test_markup_is_made_in_the_places_that_are_named():
    """Python calls `Markup(` only where this test says who made the markup, and as often."""
    found: dict[str, int] = {}
    for path in GUIDE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Markup":
                name = path.relative_to(ROOT).as_posix()
                found[name] = found.get(name, 0) + 1
    assert found == MADE


def test_no_markup_is_put_together_in_python():
    """No string of the package holds a tag, but in the files named above."""
    for path in GUIDE.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if name in TAGS:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation]
        for node in strings:
            found = re.search(
                r"</?(?!pages>|page>|command>|build>)[a-z][a-z0-9]*[ >/]", node.value
            )  # <pages> is a label of Typst's, <page>, <command> and <build> stand for a name
            assert not found, f"{name}:{node.lineno}: {node.value[:80]}"


def test_a_name_nobody_gave_is_an_error():
    """A template that asks for something it was not given raises, instead of showing nothing."""
    with pytest.raises(jinja2.UndefinedError):
        environment(load("en")).from_string("{{ nobody }}").render()
    with pytest.raises(KeyError, match="nobody"):
        environment(load("en")).from_string('{{ say("nobody.wrote_this") }}').render()


def test_words_are_never_markup():
    """A tag in a word comes out as text, in a sentence filled with markup too."""
    library = load("en")
    bad = dataclasses.replace(library, say=Words("x", {**library.say.entries, "errors": {**library.say.entries["errors"], "broken": "<b>& more"}}))
    assert "&lt;b&gt;&amp; more" in render(bad, "broken")
    assert fill("<i> {x}", x="<b>") == "&lt;i&gt; &lt;b&gt;"


@pytest.mark.parametrize("text", ["![a picture](x.png)", "    code", "```\ncode\n```", "::: deeper A title\n\n::: figure smoke-alarm\n:::\n\n:::"])
def test_markdown_without_a_look_is_an_error(text):
    """A picture, code, or a figure inside another passage is named; nothing a writer wrote is dropped in silence."""
    library = load("en")
    page = dataclasses.replace(library.pages["about"], tokens=markdown.parse(text))
    with pytest.raises(prose.UnknownToken):
        prose.passages(library, page)


def test_raw_html_stays_text():
    """A tag in a page's Markdown is shown as it was written."""
    library = load("en")
    page = dataclasses.replace(library.pages["about"], tokens=markdown.parse("A <b>word</b>."))
    assert prose.passages(library, page)[0].html == "<p>A &lt;b&gt;word&lt;/b&gt;.</p>"


def test_words_for_a_script_stand_apart_and_count_as_words():
    """What asks for what only a script can do is marked where it stands; to search, papers and measures of the text it is a sentence like others."""
    library, tokens = load("en"), markdown.parse("A hill. [!Drag it.] Look.")
    page = dataclasses.replace(library.pages["about"], tokens=tokens)
    assert prose.passages(library, page)[0].html == '<p>A hill. <span class="needs-script">Drag it.</span> Look.</p>'
    assert [stretch.text for stretch in markdown.prose(tokens, str)] == ["A hill. Drag it. Look."]


def test_every_plain_token_is_one_of_markdowns_own():
    """The renderer's list names tokens that the parser can make, and no other."""
    sample = "# h\n\np *e* **s** [l](/about)\n\n- a\n\n1. b\n\n> q\n\n|a|\n|-|\n|b|\n\n---\n"
    made = {child.type for token in MarkdownIt("commonmark").enable("table").parse(sample) for child in (token, *(token.children or ()))}
    assert made >= prose.PLAIN


def test_every_part_is_called_for_and_every_template_is_used():
    """Each part stands on a page, each has its template, and no template of a part is left over."""
    called = {head.title for page in load("en").pages.values() for head in page.marks.heads if head.kind == "part"}
    assert called == set(PARTS)
    assert {path.stem for path in (TEMPLATES / "parts").glob("*.html")} == set(PARTS)
    named = {
        Path(name).stem
        for path in (*TEMPLATES.rglob("*.html"), *GUIDE.rglob("*.py"))
        for name in re.findall(r'"([\w/-]+(?:\.html)?)"', path.read_text(encoding="utf-8"))
    }
    for path in TEMPLATES.rglob("*.html"):
        assert path.stem in named, f"no one uses {path.relative_to(TEMPLATES)}"
