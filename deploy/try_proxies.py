"""Try the examples of this folder: the guide behind nginx and behind Caddy, where they are on this machine.

`.venv/bin/python -m deploy.try_proxies` starts a guide for https://guide.example.org, puts each proxy before it and asks for a page and for the
app's socket, as a visitor of that address and as a page of another. Exit status 1 when an answer is wrong.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.__main__ import free_port, start_server

HERE = Path(__file__).resolve().parent
NAME = "guide.example.org"
HANDSHAKE = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")


def status(port: int, path: str, *lines: str) -> int:
    """The status of one answer; 0 when there is none."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as peer:
            peer.sendall("\r\n".join([f"GET {path} HTTP/1.1", f"Host: {NAME}", *lines, "", ""]).encode())
            return int(peer.recv(100).split()[1])
    except (OSError, IndexError):
        return 0


def nginx(folder: Path, guide: int, port: int, *more: int) -> list[str]:
    """The command of nginx with our example, on other ports, before one guide or `more`, its own files in `folder`."""
    text = (
        (HERE / "nginx.conf")
        .read_text()
        .replace("server 127.0.0.1:8501;", "".join(f"server 127.0.0.1:{one};" for one in (guide, *more)))
        .replace("listen 8080", f"listen 127.0.0.1:{port}")
    )
    paths = "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"pid {folder}/pid;\nerror_log stderr;\n" + text.replace("http {", "http {\n" + paths, 1))
    return ["nginx", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]


def caddy(folder: Path, guide: int, port: int) -> list[str]:
    """The command of Caddy with our example, without a certificate."""
    text = (HERE / "Caddyfile").read_text().replace("127.0.0.1:8501", f"127.0.0.1:{guide}").replace(f"\n{NAME} {{", f"\nhttp://{NAME}:{port} {{")
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text)
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def tried(command: list[str], port: int) -> bool:
    """What a visitor, and a page of another site, get through the proxy."""
    proxy = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(50):
            if status(port, "/_stcore/health"):
                break
            time.sleep(0.1)
        found = {
            "a page": (status(port, "/what-is-ptsd"), 200),
            "the app's socket": (status(port, "/_stcore/stream", f"Origin: https://{NAME}", *HANDSHAKE), 101),
            "a socket for another site": (status(port, "/_stcore/stream", "Origin: https://elsewhere.example", *HANDSHAKE), 403),
        }
    finally:
        proxy.terminate()
        proxy.wait(10)
    for what, (got, expected) in found.items():
        print(f"{command[0]}: {what}: {got}{'' if got == expected else f', expected {expected}'}")
    return all(got == expected for got, expected in found.values())


def main() -> int:
    """The command."""
    good = True
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        guide = free_port()
        server = start_server(guide, folder / "log", GUIDE_ORIGIN=f"https://{NAME}")
        try:
            for make in (nginx, caddy):
                if not shutil.which(make.__name__):
                    print(f"{make.__name__} is not on this machine: not tried.")
                    continue
                port = free_port()
                good &= tried(make(folder, guide, port), port)
        finally:
            server.terminate()
            server.wait(20)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
