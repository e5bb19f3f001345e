"""Streamlit's fonts, cut to what the guide shows of them."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from guide.making.files import put


def _cut(file: Path, unicodes: Iterable[int], features: list[str], *, fixed: bool = True, **axes: float) -> bytes:
    """A font of Streamlit's with fewer letters; its axes `fixed` (at `axes`; the rest at their defaults) or left as they are."""
    font = TTFont(file, recalcTimestamp=False)  # else each build has bytes of its own, and two machines name the same font differently
    cut = subset.Subsetter(subset.Options(layout_features=features, notdef_outline=True))
    cut.populate(unicodes=unicodes)
    cut.subset(font)
    # After the cut: of the serif's letters and pairs a tenth are left then (4 s of processor instead of 15; outlines, widths and kerning are the same).
    if fixed and "fvar" in font:
        font = instancer.instantiateVariableFont(font, {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | axes)
    out = io.BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def serif(streamlit: Path) -> bytes:
    """The serif of the headings: Source Serif (OFL) at weight 600 with the Latin letters alone, 20 KB instead of 430. `streamlit` holds its file."""
    letters = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2032, 0x2033, 0x20AC, 0x2190, 0x2192]
    return _cut(next((streamlit / "static" / "media").glob("SourceSerifVariable-Roman*.woff2")), letters, ["kern", "liga"], wght=600)


# The letters of most languages in Latin script, signs and arrows. A letter that is not here comes from a font of the device. They are chosen by hand and
# not taken from the content: the file's address is Streamlit's, and what a browser keeps under it must stay right.
LATIN = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2040), *range(0x2070, 0x208F), *map(ord, "€™←↑→↓↔−≈≠≤≥∞√∑■□▲▶▸▼▾◀◂◆○●✓✔✗"),
    *map(ord, "ΔΩαβγδκλμσχωТияк"),  # of the science, and of a name in the list of help ("Ти як?")
)  # fmt: skip


# What letters do by themselves: kerning, ligatures, marks.
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]


def sans(streamlit: Path) -> bytes:
    """The text font with every weight and the Latin letters: Source Sans weighs 33 KB instead of 170, which a phone's slow line needs for
    the first plot. What letters do by themselves stays (kerning, ligatures, marks); small capitals and other shapes that no style asks for go."""
    return _cut(next((streamlit / "static" / "media").glob("SourceSansVF-Upright*.woff2")), LATIN, FEATURES, fixed=False)


# What the process below gives back when a file cannot be written: this and the number of the error.
FAILED = 100


def letters(content: Path) -> list[int]:
    """The letters of the papers, in order: those of most languages in Latin script and all that the content writes."""
    texts = (file.read_text(encoding="utf-8", errors="ignore") for file in content.rglob("*") if file.suffix in (".md", ".yaml", ".csv"))
    return sorted({*LATIN, *(ord(letter) for text in texts for letter in set(text) if letter.isprintable())})


def icons(streamlit: Path) -> bytes:
    """Streamlit loads its icon font (375 KB) as it starts, for three arrows that the styles draw as text: letters without the pictures do (3 KB)."""
    file = next((streamlit / "static" / "media").glob("MaterialSymbols*.woff2"))
    return _cut(file, [*range(0x30, 0x3A), 0x5F, *range(0x61, 0x7B)], [])


# What `make` writes.
FILES = ("serif.woff2", "sans.woff2", "icons.woff2", "Regular.ttf", "SemiBold.ttf", "Italic.ttf")


def make(streamlit: Path, folder: Path, family: str, content: Path) -> None:
    """Write the fonts of the pages and those of the papers into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    put(folder / "serif.woff2", serif(streamlit))
    put(folder / "sans.woff2", sans(streamlit))
    put(folder / "icons.woff2", icons(streamlit))
    paper(streamlit, folder, family, content)


def paper(streamlit: Path, folder: Path, family: str, content: Path) -> None:
    """Write Source Sans (OFL) as files that Typst reads, under the name `family`: regular, semibold and italic with the letters of the papers (0.14 MB in all).

    The other letters, and shapes that no paper asks for (small capitals and the like), go before the weight is fixed: 4.5 s of processor for the three instead of 13.5.
    """
    unicodes = letters(content)
    for name, style, weight in (("Regular", "Upright", 400), ("SemiBold", "Upright", 600), ("Italic", "Italic", 400)):
        font = TTFont(next((streamlit / "static" / "media").glob(f"SourceSansVF-{style}*.woff2")), recalcTimestamp=False)
        cut = subset.Subsetter(subset.Options(layout_features=FEATURES, notdef_outline=True, name_IDs=["*"]))
        cut.populate(unicodes=unicodes)
        cut.subset(font)
        font = instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=False)
        for record in list(font["name"].names):
            if record.nameID > 6:
                font["name"].removeNames(nameID=record.nameID)
        for number, text in (
            (1, family),
            (2, name),
            (4, f"{family} {name}"),
            (6, f"{family}-{name}".replace(" ", "")),
            (16, family),
            (17, name),
        ):
            font["name"].setName(text, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass = weight
        font.flavor = None
        out = io.BytesIO()
        font.save(out)
        put(folder / f"{name}.ttf", out.getvalue())


if __name__ == "__main__":
    # In a process of its own, beside the rest of a build (`guide.making.cutting`), and a short one: without the collector of garbage it takes 7.0 s of processor, not 8.9.
    gc.disable()
    try:
        make(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    except OSError as error:
        sys.exit(FAILED + (error.errno or 0))
