"""The guide as a program whose ways out of this machine are closed: each try is written down and fails.

`python -m tests.faults.guarded streamlit|uvicorn PORT JOURNAL`
"""

from __future__ import annotations

import ipaddress
import sys
from pathlib import Path
from typing import Any


def is_here(host: Any) -> bool:
    """The host is this machine."""
    host = host.decode() if isinstance(host, bytes) else host
    if host in (None, "", "localhost"):
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return found.is_loopback or found.is_unspecified


def close_the_ways_out(journal: Path) -> None:
    """Every name that is looked up and every connection that is opened outside this machine is written to `journal` and refused."""

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = arguments[0]
        elif event in ("socket.connect", "socket.sendto"):
            host = arguments[1][0] if isinstance(arguments[1], tuple) else None
        else:
            return
        if not is_here(host):
            with journal.open("a") as out:
                out.write(f"{event} {host}\n")
            raise OSError(f"no way out to {host}")

    sys.addaudithook(look)


def main() -> None:
    """The command."""
    kind, port, journal = sys.argv[1:]
    close_the_ways_out(Path(journal))
    if kind == "streamlit":
        from streamlit.web.cli import main as run

        # Without an address of its own, as a deployment may start it: Streamlit then says more at start.
        sys.argv = ["streamlit", "run", "app.py", "--server.port", port]
    else:
        from uvicorn.main import main as run

        sys.argv = ["uvicorn", "app:app", "--port", port, "--no-access-log"]
    run()


if __name__ == "__main__":
    main()
