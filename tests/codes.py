"""Codes to scan, read as a phone reads them: by zbar (Debian: zbar-tools), a reader that shares nothing with what draws them."""

from __future__ import annotations

import subprocess

from PIL import Image


def scanned(picture: Image.Image, folder) -> str:
    """What the one code of a picture says, byte for byte; "" when none was read. Raises FileNotFoundError without zbar."""
    path = folder / "code.png"
    picture.save(path)
    command = ["zbarimg", "--quiet", "--raw", "--set", "disable", "--set", "qrcode.enable", str(path)]
    return subprocess.run(command, capture_output=True, text=True).stdout.removesuffix("\n")
