"""A stock Firefox and Node, which drives it: for the file to keep alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from guide.making import browser

SCRIPT = Path(__file__).parent / "js" / "firefox.js"


def program() -> str:
    """Where Firefox is: the setting GUIDE_FIREFOX, or what Debian installs; "" where there is none."""
    names = (os.environ.get("GUIDE_FIREFOX", ""), "firefox-esr", "firefox")
    return next((found for name in names if name and (found := shutil.which(name))), "")


def missing() -> str:
    """Why Firefox cannot be driven here, in a sentence; "" when it can."""
    return "Firefox is not on this machine (Debian: apt-get install firefox-esr)." if not program() else browser.install()


def seen(file: Path) -> dict[str, Any]:
    """What a file shows in Firefox with the network off: `answers` (figure to whether its sentence changed), `help`, `errors`, `requests`."""
    done = subprocess.run(["node", str(SCRIPT), program(), file.as_uri()], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found
