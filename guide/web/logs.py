"""The log: no addresses' queries, and one line a minute for what repeats itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

# Seconds in which a message of one kind is written once.
QUIET = 60.0
# Kinds remembered; the oldest are forgotten first.
KINDS = 500


class NoQuery(logging.Filter):
    """Takes the query off addresses in uvicorn's access log: what a link says is nobody's business."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's path; every record is kept."""
        if isinstance(record.args, tuple) and len(record.args) >= 3:
            client, method, path, *rest = record.args
            record.args = (client, method, str(path).partition("?")[0], *rest)
        return True


class OnceAMinute(logging.Filter):
    """Lets a message of one kind through once a minute and then says how many were held back. Below a warning everything passes.

    A kind is where a message was logged and, for an error, its type and the line it came from. (A full machine wrote 21,000 stack traces.)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        super().__init__()
        self.clock = clock
        self.seen: dict[tuple[object, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this record is written."""
        if record.levelno < logging.WARNING:
            return True
        kind: tuple[object, ...] = (record.name, record.pathname, record.lineno)
        if record.exc_info and record.exc_info[1]:
            trace = record.exc_info[1].__traceback__
            while trace and trace.tb_next:
                trace = trace.tb_next
            kind += (record.exc_info[0], trace and (trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        now = self.clock()
        written, held = self.seen.get(kind, (float("-inf"), 0))
        if now - written < QUIET:
            self.seen[kind] = (written, held + 1)
            return False
        if held:
            record.msg, record.args = f"{record.getMessage()} (and {held} more of this kind)", None
        self.seen.pop(kind, None)
        self.seen[kind] = (now, 0)
        if len(self.seen) > KINDS:
            del self.seen[next(iter(self.seen))]
        return True


def keep_short() -> None:
    """Set the filters up, once a process, and let the guide's own notes be seen."""
    logging.getLogger("uvicorn.access").addFilter(NoQuery())
    once = OnceAMinute()
    for name in ("guide", "uvicorn.error", "asyncio", *(name for name in logging.root.manager.loggerDict if name.startswith("streamlit"))):
        logging.getLogger(name).addFilter(once)
    guide = logging.getLogger("guide")
    if not guide.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        guide.addHandler(handler)
        guide.setLevel(logging.INFO)
        guide.propagate = False
