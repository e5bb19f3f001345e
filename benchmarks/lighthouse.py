"""Lighthouse's performance on a phone, of the guide beside a plain page of Streamlit: `python -m benchmarks.lighthouse --url … --plain …`.

Lighthouse comes from npm into a temporary folder and is no part of the project; where npm cannot bring it, or it cannot run, that is said.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from guide.making.pictures import CHROMIUM_FLAGS, chromium

PAGES = ("/", "/why-increase")
SAID = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def installed(folder: Path) -> Path | None:
    """Lighthouse's command, brought into the folder; None where npm is not there or cannot bring it."""
    if not shutil.which("npm"):
        return None
    command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "lighthouse"]
    done = subprocess.run(command, capture_output=True, timeout=600)
    found = folder / "node_modules" / ".bin" / "lighthouse"
    return found if done.returncode == 0 and found.exists() else None


def measured(lighthouse: Path, address: str, report: Path) -> str:
    """What Lighthouse says of an address, in a line: the performance of 100, its parts, and how fast it found this machine to be."""
    flags = " ".join(("--headless=new", *CHROMIUM_FLAGS))
    command = [str(lighthouse), address, "--quiet", "--only-categories=performance", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}"]
    try:
        subprocess.run(command, env=os.environ | {"CHROME_PATH": chromium()}, capture_output=True, timeout=300)
        found = json.loads(report.read_text(encoding="utf-8"))
        parts = ", ".join(f"{name} {found['audits'][name]['displayValue']}" for name in SAID)
        return f"performance {100 * found['categories']['performance']['score']:.0f}; {parts}; benchmark index {found['environment']['benchmarkIndex']:.0f}"
    except (subprocess.TimeoutExpired, OSError, ValueError, KeyError, TypeError) as error:
        return f"Lighthouse gave no answer ({type(error).__name__})"
    finally:
        report.unlink(missing_ok=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8501")
    parser.add_argument("--plain", default="", help="where plain_figure.py is served")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lighthouse = installed(folder)
        if not lighthouse:
            print("Lighthouse was not measured: npm is not here, or could not bring it.")
            return
        for name, address in [*((path, given.url + path) for path in PAGES), *([("plain Streamlit", given.plain)] if given.plain else [])]:
            said = measured(lighthouse, address, folder / "report.json")
            print(f"Lighthouse, phone: {name}: {said}; load average {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
