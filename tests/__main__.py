"""Run every test on one server: pytest beside it with one worker more than there are cores, so that slow parts run side by side."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests import firefox, rooms

ROOT = Path(__file__).resolve().parent.parent
# The faults first, which wait more than they work: so they stay with one worker, or nearly, on one set of guides, beside what works without waiting. Then the browser's
# tests, the slow ones: a worker that is done takes them from the end of another's.
FOLDERS = ("tests/faults", "tests/browser", "tests/app", "tests/unit", "tests/content")
# What Python compiled is kept for the next of the fifty processes (workers, guides), whatever the shell says: each read 5 s of sources anew without it.
KEPT = {"PYTHONDONTWRITEBYTECODE": ""}


def need_tools() -> None:
    """Find Chromium, poppler, zbar and a Valkey or Redis; on Debian as root install them; otherwise say what is missing and stop.

    Two more are installed where they can be: Chromium's shell, which is quicker, and Firefox, in which one file is tried too.
    """
    from guide.making.pictures import chromium

    missing = []
    try:
        chromium()
    except FileNotFoundError:
        missing.append("chromium")
    if not (shutil.which("pdfinfo") and shutil.which("pdftotext")):
        missing.append("poppler-utils")
    if not shutil.which("zbarimg"):
        missing.append("zbar-tools")
    if not rooms.program():
        missing.append("redis-server")
    here = shutil.which("apt-get") and os.geteuid() == 0
    if missing and not here:
        sys.exit(f"The tests need {' and '.join(missing)}. Debian: apt-get install {' '.join(missing)}. Chromium elsewhere: set GUIDE_CHROMIUM to its path.")
    if missing:
        print(f"Installing {' and '.join(missing)} for the tests ...", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", *missing], check=True, stdout=subprocess.DEVNULL)
        chromium()
    # The same browser without windows: the tests take a fifth less with it, and run without it.
    better = [] if shutil.which("chromium-headless-shell") or os.environ.get("GUIDE_CHROMIUM") else ["chromium-headless-shell"]
    better += [] if firefox.program() else ["firefox-esr"]
    if better and here and not missing:
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
    for name in better if here else ():
        subprocess.run(["apt-get", "install", "-y", "-qq", name], check=False, capture_output=True)
    if not firefox.program():
        print("Firefox is not here and cannot be installed: the file to keep is tried in Chromium alone.", flush=True)


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(port: int, log: Path, **settings: str) -> subprocess.Popen:
    """The guide on `port`, ready to answer, with further environment settings. Raises SystemExit with the log when it does not start."""
    process = begin_server(port, log, **settings)
    if not answers(port, process):
        process.kill()
        sys.exit(f"The guide did not start:\n{log.read_text()}")
    return process


def begin_server(port: int, log: Path, **settings: str) -> subprocess.Popen:
    """Start the guide on `port` and do not wait for it."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    with log.open("w") as out:
        return subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=os.environ | settings)


def answers(port: int, process: subprocess.Popen | None = None) -> bool:
    """Wait until the guide on `port` answers; whether it does within two minutes and does not end before."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            if process and process.poll() is not None:
                break
            time.sleep(0.5)
    return False


def main() -> int:
    """The command."""
    need_tools()
    os.environ.update(KEPT)
    results = ROOT / "test-results"
    results.mkdir(exist_ok=True)
    started = time.monotonic()
    # The site's files are made, and the guide starts, while the workers gather the tests: whoever needs one of them waits for it (`alone` in guide/making/site.py,
    # `url` in tests/browser/conftest.py).
    build = subprocess.Popen([sys.executable, "-m", "guide", "build"], cwd=ROOT)
    port = free_port()
    server = begin_server(port, results / "server.log")
    env = os.environ | {"GUIDE_TEST_URL": f"http://127.0.0.1:{port}", "GUIDE_TEST_LOG": str(results / "server.log")}
    # One more than the cores, for a browser test waits too (three workers on two idle cores: 219 s; four: 235, a build among them).
    workers = str(min(4, (os.cpu_count() or 1) + 1))
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-n", workers, "--dist", "worksteal", "--durations=10", *FOLDERS, *sys.argv[1:]]
    begun = [build, server]
    try:
        begun.append(tests := subprocess.Popen(command, cwd=ROOT, env=env))
        if build.wait():  # it has said why
            tests.terminate()
        code = tests.wait() or build.returncode
    finally:
        for one in begun:
            one.terminate()
        for one in begun:
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.wait(20)
    print(f"All tests took {time.monotonic() - started:.0f} s.")
    return code


if __name__ == "__main__":
    sys.exit(main())
