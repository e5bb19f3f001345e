"""A language made up for the tests: every word of `content/en` marked and lengthened by 40 %, so that a word left behind in the code shows.

`word` becomes `⟦word··⟧`. Placeholders, keys, addresses, citations and the marks of Markdown stay as they are.
"""

from __future__ import annotations

import atexit
import csv
import functools
import math
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml

from guide.content.source import read_yaml
from guide.library import CONTENT

CODE = "xx"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What stays as it is inside a text: places to fill, addresses, citations, glossary keys, the heads of containers, code.
KEPT = re.compile(r"\{[^}]*\}|\[@[^\]]+\]|\]\([^)]*\)|\[\[[a-z0-9-]+\|?|https?://\S+|`[^`]*`")
# Fields that hold a key, a day or a name, not words.
KEYS = frozenset({"id", "covers", "pages", "locale", "og", "options"})
KEYS_OF = {"treatments.yaml": KEYS | {"link", "sources"}, "room-questions.yaml": KEYS | {"about"}}
MARKED = re.compile(r"⟦[^⟧]*⟧")


def mark(text: str) -> str:
    """A text with each of its words marked."""
    out, at = [], 0
    for kept in KEPT.finditer(text):
        out += [_marked(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*out, _marked(text[at:])])


def _marked(text: str) -> str:
    return WORD.sub(lambda match: f"⟦{match[0]}{'·' * math.ceil(len(match[0]) * 0.4)}⟧", text)


def entries(value: Any, keys: frozenset[str] = KEYS, key: str = "") -> Any:
    """The values of a YAML file with their words marked; what stands under one of `keys` stays."""
    if isinstance(value, dict):
        return {name: inner if name == "moved" and isinstance(inner, dict) else entries(inner, keys, str(name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [entries(inner, keys, key) for inner in value]
    return mark(value) if isinstance(value, str) and key not in keys else value


def page(text: str) -> str:
    """A page: its front matter's words and its Markdown's, container heads as they are but for a title."""
    _, front, body = text.split("---\n", 2)
    lines = []
    for line in body.splitlines():
        head = re.match(r"(:{3,})\s*(deeper|note)\s+(.*)", line)
        if head:
            lines.append(f"{head[1]} {head[2]} {mark(head[3])}")
        elif line.startswith("::: part counts"):
            lines.append(re.sub(r"(?<=[\"; ])[^\"=;:]+(?=[:;\"])", lambda words: words[0] if words[0].strip() == "part counts" else mark(words[0]), line))
        else:
            lines.append(line if line.startswith(":::") else mark(line))
    return f"---\n{_dump(entries(read_yaml(front)))}---\n" + "\n".join(lines) + "\n"


def _dump(value: Any) -> str:
    # Written in C: 0.03 s of processor for the whole language, not 0.27.
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


@functools.cache
def made() -> Path:
    """A content folder that holds English and the made-up language, made and so read once a process. Nobody changes it: a test that would takes a copy."""
    folder = tempfile.mkdtemp(prefix="guide-pseudo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = Path(folder) / "content"
    for name in ("en", "data"):  # the other languages there are would only take time
        shutil.copytree(CONTENT / name, root / name)
    for path in sorted((root / "en").rglob("*.*")):
        target = root / CODE / path.relative_to(root / "en")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        made = page(text) if path.suffix == ".md" else _dump(entries(read_yaml(text), KEYS_OF.get(path.name, KEYS)))
        # Japanese writes a date without a letter of the alphabet.
        target.write_text(made.replace("locale: en_001", "locale: ja"), encoding="utf-8")
    with (root / "data" / "resources.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    fields = ("summary", "phone_note", "phone_then", "text_note", "chat", "hours", "evidence_note", "region")
    said = {row["id"]: {name: row[name] if name == "hours" and row[name] == "24/7" else mark(row[name]) for name in fields if row[name]} for row in rows}
    (root / CODE / "resources.yaml").write_text(_dump(said), encoding="utf-8")
    return root
