"""The browser's script, bundled from the modules of `assets/js` into `assets/bundle/`.

The bundles stand in the repository, so that running the guide needs Python alone. Making them again needs Node:
`python -m guide bundle`. A bundle's first line carries the fingerprint of the sources it was made from.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from guide.library import ROOT

SOURCES = ROOT / "assets" / "js"
BUNDLES = ROOT / "assets" / "bundle"
# A bundle and the module it begins at: `guide` is the page's script, `early` stands inside the page and runs before anything is drawn, `scan` makes
# codes and is fetched when one is wanted, `show` is a talk on the wall, `join` a phone that follows it, `offline` is in the file to keep,
# `worker` keeps a copy on a device.
ENTRIES = {
    "guide": "main.js",
    "early": "early.js",
    "scan": "scan.js",
    "show": "show/main.js",
    "join": "join/main.js",
    "offline": "offline.js",
    "worker": "worker.js",
}
OPTIONS = ("--bundle", "--format=iife", "--minify", "--target=es2022", "--charset=utf8")


def fingerprint() -> str:
    """A hash of all that a bundle is made from: the modules, the versions of what they import and of esbuild, its options."""
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(f"{package['devDependencies']['esbuild']} {package['dependencies']} {OPTIONS} {ENTRIES}".encode())
    for path in sorted(SOURCES.rglob("*.js")):
        digest.update(path.relative_to(SOURCES).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def bundle(name: str) -> str:
    """The script of a bundle, without its first line. Raises FileNotFoundError when it was never made."""
    return (BUNDLES / f"{name}.js").read_text(encoding="utf-8").split("\n", 1)[1].strip()


def made_from(name: str) -> str:
    """The fingerprint a bundle carries; "" when it carries none or is not there."""
    path = BUNDLES / f"{name}.js"
    found = re.match(r"/\* from (\w+) \*/\n", path.read_text(encoding="utf-8")) if path.exists() else None
    return found[1] if found else ""


def install() -> str:
    """Fetch the tools of package.json where they are not here yet; the reason when that is not possible, else ""."""
    if not (shutil.which("node") and (npm := shutil.which("npm"))):
        return "Node and npm are not on this machine."
    with (ROOT / "package.json").open(encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # tests that run side by side take turns
        package = json.load(file)
        wanted = package["dependencies"] | package["devDependencies"]
        if all(_installed(name) == version for name, version in wanted.items()):
            return ""
        done = subprocess.run([npm, "install", "--silent", "--no-package-lock"], cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"npm could not fetch the tools of package.json: {done.stderr.strip()[-300:]}"


def _installed(name: str) -> str:
    path: Path = ROOT / "node_modules" / name / "package.json"
    return str(json.loads(path.read_text(encoding="utf-8"))["version"]) if path.exists() else ""


def main() -> int:
    """The command: write the bundles again. Exit status 1 when Node or its tools are missing."""
    argparse.ArgumentParser(prog="bundle", description=(__doc__ or "").split("\n", 1)[0]).parse_args()
    missing = install()
    if missing:
        print(f"The bundles were not made: {missing} Install Node 20 or later, then run this again.", file=sys.stderr)
        return 1
    mark = fingerprint()
    BUNDLES.mkdir(exist_ok=True)
    for name, entry in ENTRIES.items():
        command = [str(ROOT / "node_modules" / ".bin" / "esbuild"), str(SOURCES / entry), *OPTIONS]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        (BUNDLES / f"{name}.js").write_text(f"/* from {mark} */\n{done.stdout}", encoding="utf-8")
        print(f"assets/bundle/{name}.js: {len(done.stdout) / 1024:.1f} KB")
    return 0
