"""Start the guide once and measure it beside a plain page of Streamlit: one reader, Lighthouse, 200 visitors at once, then whether it holds."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.holds import serving
from tests.__main__ import free_port, start_server

ROOT = Path(__file__).resolve().parent.parent


def run(module: str, *given: str) -> None:
    """A part of the benchmark, by itself. Raises CalledProcessError when it fails."""
    subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *given], cwd=ROOT, check=True)


def main() -> None:
    """The command."""
    (ROOT / "test-results").mkdir(exist_ok=True)
    port = free_port()
    server = start_server(port, ROOT / "test-results" / "bench.log")
    plain = ("streamlit", "run", "benchmarks/plain_figure.py", "--server.port", "PORT", "--server.address", "127.0.0.1")
    try:
        with tempfile.TemporaryDirectory() as place, serving(Path(place), *plain) as beside:
            both = ("--url", f"http://127.0.0.1:{port}", "--plain", f"http://127.0.0.1:{beside.port}")
            run("reader", *both)
            run("lighthouse", *both)
        run("visitors", "--port", str(port))
    finally:
        server.terminate()
        server.wait(20)
    run("holds", *sys.argv[1:])


if __name__ == "__main__":
    main()
