"""The fonts, cut in a process of their own beside the rest of a build, and kept for the next one."""

from __future__ import annotations

import functools
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from guide.library import ROOT
from guide.making import fonts
from guide.making.files import mark, put

# Of what the fonts were cut, and a hash of each.
MARK = "cut"


def _hashes(folder: Path) -> list[str]:
    return [mark(folder / name) for name in fonts.FILES]


def _kept(folder: Path) -> list[str]:
    try:
        return (folder / MARK).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return []


def whole(folder: Path) -> bool:
    """Whether the fonts in a folder are as they were made."""
    return _kept(folder)[1:] == _hashes(folder)


def _wanted(family: str, content: Path) -> str:
    """Of what fonts are cut: Streamlit's version, the name, the letters, and the code that cuts them."""
    told = f"{version('streamlit')} {family} {fonts.letters(content)}".encode() + Path(fonts.__file__).read_bytes()
    return hashlib.sha256(told).hexdigest()


def _command(streamlit: Path, folder: Path, family: str, content: Path) -> list[str]:
    return [sys.executable, "-m", "guide.making.fonts", str(streamlit), str(folder), family, str(content)]


def _wait(process: subprocess.Popen[bytes], folder: Path, wanted: str) -> None:
    code = process.wait()
    if code < 0:
        raise SystemExit("The making of the fonts was stopped by the system, perhaps for want of memory. Close other programs and start again.")
    if code > fonts.FAILED:
        raise OSError(code - fonts.FAILED, os.strerror(code - fonts.FAILED))
    if code:
        raise SystemExit("The fonts could not be made; what failed stands above.")
    put(folder / MARK, "\n".join([wanted, *_hashes(folder)]).encode())


@contextmanager
def beside(streamlit: Path, folder: Path, family: str, content: Path) -> Iterator[Callable[[], None]]:
    """Begin to cut the fonts where they are not there as they are wanted, on another core; gives what waits for them. Where the rest fails, this ends too.

    Waiting raises OSError when a font cannot be written, SystemExit when one cannot be made.
    """
    wanted = _wanted(family, content)
    if _kept(folder)[:1] == [wanted] and whole(folder):
        yield lambda: None
        return
    # What is half done when the power goes is not taken for what was there before.
    (folder / MARK).unlink(missing_ok=True)
    process = subprocess.Popen(_command(streamlit, folder, family, content), env=os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        yield functools.partial(_wait, process, folder, wanted)
    except BaseException:
        process.kill()
        process.wait()
        raise
