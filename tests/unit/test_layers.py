"""The house's arrows: who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from guide.library import ROOT


def test_arrows_run_one_way():
    """import-linter finds every contract of pyproject.toml kept: layers, Streamlit only in ui and main, no Plotly in models."""
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(command)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-1000:]
    assert "3 kept, 0 broken" in done.stdout


def test_pages_say_what_stands_on_them_and_no_more():
    """A page script is under 20 lines and defines no function: logic lives in guide/."""
    for path in (ROOT / "pages").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 20, path.name
        assert "def " not in text, path.name


def test_no_registry_host_and_no_machine_path_is_named():
    """No committed file names a package registry's host or a folder of one machine, and the lock files hold no download address."""
    import re

    host = re.compile(r"//[a-z.]*(" + "|".join(("py" + "pi", "python" + "hosted", "npm" + "js")) + r")[.]", re.IGNORECASE)
    folder = re.compile(r"(?<![\w.\-/:])/(?:" + "|".join(("ro" + "ot", "tm" + "p", "ho" + "me", "Us" + "ers")) + r")/\w")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".png", ".woff2"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not host.search(text), name
        assert not folder.search(text), (name, folder.search(text))
    for lock in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8"), lock


def test_the_code_is_linted_and_formatted():
    """ruff finds nothing, and every file is formatted."""
    ruff = str(Path(sys.executable).with_name("ruff"))
    for command in ([ruff, "check", "-q", "."], [ruff, "format", "--check", "-q", "."]):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-2000:]


def test_types_hold():
    """mypy finds nothing in guide/ in its strict mode."""
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


def test_no_module_is_long():
    """No module of the guide or of its browser code is over 300 lines."""
    long = {}
    for path in (*(ROOT / "guide").rglob("*.py"), *(ROOT / "assets" / "js").rglob("*.js"), *(ROOT / "pages").glob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > 300:
            long[path.relative_to(ROOT).as_posix()] = lines
    assert not long
