"""The fonts of a build: made once, made again where one is missing or other than it was, and what is said when they cannot be made."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from guide.making import cutting, fonts, site


def asked(monkeypatch, folder, code: str) -> list[list[str]]:
    """What is begun in place of the cutting: a Python program; gives what was begun."""
    begun: list[list[str]] = []

    def command(*_: object) -> list[str]:
        begun.append([sys.executable, "-c", f"import os, pathlib, signal; folder = pathlib.Path({str(folder)!r}); {code}"])
        return begun[-1]

    monkeypatch.setattr(cutting, "_command", command)
    return begun


ALL = f"[(folder / name).write_text(name) for name in {fonts.FILES!r}]"


def made(folder) -> None:
    """A build's fonts, waited for."""
    with cutting.beside(site.STREAMLIT, folder, "Guide", site.CONTENT) as wait:
        wait()


def test_fonts_are_kept_until_one_is_missing_or_changed(monkeypatch, tmp_path):
    """A second build takes them as they are; one that was taken away or emptied has all made again, and so has a run that ended half way."""
    begun = asked(monkeypatch, tmp_path, ALL)
    made(tmp_path)
    made(tmp_path)
    assert len(begun) == 1 and cutting.whole(tmp_path)
    (tmp_path / fonts.FILES[0]).unlink()
    assert not cutting.whole(tmp_path)
    made(tmp_path)
    (tmp_path / fonts.FILES[-1]).write_text("")
    made(tmp_path)
    assert len(begun) == 3 and cutting.whole(tmp_path)
    monkeypatch.setattr(cutting, "_wanted", lambda *_: "others")
    asked(monkeypatch, tmp_path, "(folder / 'Regular.ttf').write_text('half'); os._exit(1)")
    with pytest.raises(SystemExit):
        made(tmp_path)
    assert not cutting.whole(tmp_path), "half of the fonts would be taken for those of before"


@pytest.mark.parametrize(
    ("code", "raised", "said"),
    [
        (f"os._exit({fonts.FAILED + errno.ENOSPC})", OSError, "space"),
        ("os._exit(1)", SystemExit, "stands above"),
        ("os.kill(os.getpid(), signal.SIGKILL)", SystemExit, "memory"),
    ],
)
def test_what_fails_is_told(monkeypatch, tmp_path, code, raised, said):
    """A full disk is the system's error, which the build tells in words; a process that the system ended, and one that failed, each have their sentence."""
    asked(monkeypatch, tmp_path, code)
    with pytest.raises(raised, match=said):
        made(tmp_path)
    assert not cutting.whole(tmp_path)


def test_where_the_rest_fails_the_cutting_ends_too(monkeypatch, tmp_path):
    """A build that fails leaves no process behind that goes on writing."""
    asked(monkeypatch, tmp_path, "import time; time.sleep(60)")
    begun: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen
    monkeypatch.setattr(cutting.subprocess, "Popen", lambda *args, **options: begun.append(start(*args, **options)) or begun[-1])
    with pytest.raises(ValueError, match="the rest"), cutting.beside(site.STREAMLIT, tmp_path, "Guide", site.CONTENT):
        raise ValueError("the rest")
    assert begun[0].poll() is not None
