"""Start the guide once and measure it: one reader, then 200 visitors at once, then whether it holds, beside a plain page of Streamlit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.__main__ import free_port, start_server

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """The command."""
    (ROOT / "test-results").mkdir(exist_ok=True)
    port = free_port()
    server = start_server(port, ROOT / "test-results" / "bench.log")
    try:
        subprocess.run([sys.executable, "-m", "benchmarks.reader", "--url", f"http://127.0.0.1:{port}"], cwd=ROOT, check=True)
        subprocess.run([sys.executable, "-m", "benchmarks.visitors", "--port", str(port)], cwd=ROOT, check=True)
    finally:
        server.terminate()
        server.wait(20)
    subprocess.run([sys.executable, "-m", "benchmarks.holds", *sys.argv[1:]], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
