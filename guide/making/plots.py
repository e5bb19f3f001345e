"""Plotly as the browser gets it: the slim build, in a form that a browser reads once and beside the main thread."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "plotly.js-basic-dist-min"
VERSION = "4.1.1"
# What stands around Plotly's own function in its files: a choice between ways to hand it over, of which a page needs one.
BEFORE, AFTER = '"use strict";var Plotly=', "\nreturn Plotly;\n}));"
# Chromium compiles every function of a script that begins with this while it comes over the line, in a thread of its own. Plotly calls most of them in
# its first plot: on a slow phone that one is alive 0.5 s sooner. For a file that is fetched; inside a document all would be compiled before it is shown.
AHEAD = b"//# allFunctionsCalledOnLoad\n"


def package_folder(name: str) -> Path:
    """Where an installed package stands, without importing it. Raises ModuleNotFoundError."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed; run `make run` once to set everything up")
    return Path(found.origin).parent


def unwrapped(text: str) -> str:
    """Plotly's file without the function around it. A browser skips such a function while it reads, and reads all of it a second time when it is called:
    0.86 s of a slow phone's main thread. A file of another form stays as it is."""
    head, before, rest = text.partition(BEFORE)
    body, after, end = rest.rpartition(AFTER)
    if not before or not after or end.strip():
        return text
    return f"{head[: head.find('*/') + 2]}\n{before}{body}\n"


def script(folder: Path) -> bytes:
    """Plotly for the browser: the slim build from npm where npm can fetch it (kept in `folder`), else the file inside plotly.py.

    1.2 MB (0.33 MB in Brotli) against 4.7 MB (1.1 MB).
    """
    kept = folder / f"{PACKAGE}-{VERSION}.js"
    if not kept.exists() and (npm := shutil.which("npm")):
        with tempfile.TemporaryDirectory() as fetched:
            try:
                command = [npm, "pack", "--silent", f"{PACKAGE}@{VERSION}"]
                subprocess.run(command, cwd=fetched, check=True, timeout=90, capture_output=True)
                with tarfile.open(next(Path(fetched).glob("*.tgz"))) as archive:
                    member = archive.extractfile("package/plotly-basic.min.js")
                    if member:
                        half = kept.with_name(kept.name + ".half")
                        half.write_bytes(member.read())
                        half.replace(kept)
            except (subprocess.SubprocessError, OSError, KeyError, StopIteration) as error:
                print(f"npm could not fetch {PACKAGE} ({error}); using the larger Plotly that came with Python.")
    file = kept if kept.exists() else package_folder("plotly") / "package_data" / "plotly.min.js"
    return unwrapped(file.read_text(encoding="utf-8")).encode()
