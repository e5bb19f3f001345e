"""The guide as a program whose ways out of this machine are closed: each try is written down and fails.

`python -m tests.faults.guarded streamlit|uvicorn PORT JOURNAL`
"""

from __future__ import annotations

import gc
import ipaddress
import signal
import sys
import weakref
from pathlib import Path
from typing import Any

gc.disable()  # until the guide stands, which then freezes what it made: a start takes 2.0 s of processor, not 2.3

from guide.web import handout, listening, routes  # noqa: E402


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


def tell_sessions(journal: Path) -> None:
    """Whenever this process gets SIGUSR1, write beside the journal how many sessions stand or hold a value: nobody has to visit it for that."""

    from streamlit.runtime.app_session import AppSession

    made: weakref.WeakSet[AppSession] = weakref.WeakSet()
    init = AppSession.__init__

    def counted(self: AppSession, *given: Any, **named: Any) -> None:
        made.add(self)
        init(self, *given, **named)

    def tell(*_: Any) -> None:
        held = sum(one._state.name != "SHUTDOWN_REQUESTED" or len(one.session_state) + one._client_state.ByteSize() > 0 for one in made)
        (journal.parent / "sessions").write_text(str(held))

    AppSession.__init__ = counted
    signal.signal(signal.SIGUSR1, tell)


def main() -> None:
    """The command."""
    kind, port, journal = sys.argv[1:]
    close_the_ways_out(Path(journal))
    tell_sessions(Path(journal))
    # A tenth of the patience: what is tried is that there is an end to it.
    listening.HEAD_LIMIT, handout.LONGEST = 1.0, 1.0
    # Pages are made when they are asked for: making all of them ahead takes 6 s of processor, and the browser tests' guide does it. What is called in its place is
    # called once the guide stands.
    routes.warm = lambda shells, documents: gc.enable()
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
