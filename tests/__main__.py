"""Run every test: those of one process and those in Chromium side by side, on one server.

Exit status 0 only when every group passed and every group ran at least one test.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GROUPS = {"still": ["tests/unit", "tests/content", "tests/app"], "browser": ["tests/browser", "tests/faults"]}


def need_chromium() -> None:
    """Find Chromium; on Debian as root install it; otherwise say what is missing and stop."""
    from guide.pictures import chromium

    try:
        chromium()
        return
    except FileNotFoundError as missing:
        if not (shutil.which("apt-get") and os.geteuid() == 0):
            sys.exit(str(missing))
    print("Installing Chromium for the browser tests ...", flush=True)
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium", "poppler-utils"], check=True, stdout=subprocess.DEVNULL)
    chromium()


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(port: int, log: Path) -> subprocess.Popen:
    """The guide on `port`, ready to answer. Raises SystemExit with the log when it does not start."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return process
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.5)
    process.kill()
    sys.exit(f"The guide did not start:\n{log.read_text()}")


def main() -> int:
    """The command."""
    need_chromium()
    results = ROOT / "test-results"
    results.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "guide.site"], cwd=ROOT, check=True)
    port = free_port()
    server = start_server(port, results / "server.log")
    env = os.environ | {"GUIDE_TEST_URL": f"http://127.0.0.1:{port}", "GUIDE_TEST_LOG": str(results / "server.log")}
    started = time.monotonic()
    try:
        running = {}
        for name, folders in GROUPS.items():
            present = [folder for folder in folders if (ROOT / folder).is_dir()]
            out = (results / f"{name}.txt").open("w+")
            command = [sys.executable, "-m", "pytest", "-q", "--durations=8", *present, *sys.argv[1:]]
            running[name] = (subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT), out)
        failed = []
        for name, (process, out) in running.items():
            code = process.wait()
            out.seek(0)
            print(f"\n== {name} tests ==\n{out.read()}", flush=True)
            if code:
                failed.append(name)
    finally:
        server.terminate()
        server.wait(20)
    print(f"All tests took {time.monotonic() - started:.0f} s." + (f" Failed: {', '.join(failed)}." if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
