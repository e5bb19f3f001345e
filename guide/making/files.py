"""Files of a build: written whole, known by a hash of their bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """A file, whole or not at all: a running guide may be serving the one it replaces, and two processes that write it do not meet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.half")
    half.write_bytes(data)
    half.replace(path)


def mark(path: Path) -> str:
    """A hash of a file's bytes; "" where there is no such file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""
