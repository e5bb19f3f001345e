"""The one reader of `content/`: YAML, CSV and Markdown files with the line of each entry, and every mistake gathered.

Whoever reads a part of the content is handed one `Source`, builds records from its `Tree`s and tables, and tells it what is wrong.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml import YAMLError

from guide.content.problems import Problem

Model = TypeVar("Model", bound=BaseModel)
At = Sequence[object]

# An amount of a medicine: it may stand nowhere.
AMOUNT = re.compile(r"\d+(?:[.,]\d+)?[\s\u00a0]?(?:mg|µg|μg|mcg|milligram|microgram)\b", re.IGNORECASE)


# libyaml's loader reads the facts (190 KB) in 0.2 s where the Python one takes 1.6 s (measured on 2 cores).
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which only `true` and `false` are truth values: `no`, `on` and `off` are words here (countries, switches)."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(text: str) -> Any:
    """A YAML text of the guide as plain Python values. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)


@dataclass(frozen=True)
class Tree:
    """A YAML text: its values, and the line of each. `data` is None where it could not be read."""

    file: str
    data: Any = None
    node: yaml.Node | None = None
    offset: int = 0

    def line(self, at: At = ()) -> int:
        """The line (from 1) of the deepest part of `at` that exists."""
        node = self.node
        line = node.start_mark.line + 1 if node else 1
        for part in at:
            if isinstance(node, yaml.MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == str(part)), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + 1
        return line + self.offset

    def get(self, *at: str) -> Any:
        """The entry under nested keys, or None."""
        node = self.data
        for part in at:
            node = node.get(part) if isinstance(node, Mapping) else None
        return node


@dataclass(frozen=True)
class Line:
    """A row of a table: its cells by column, and the line on which it begins."""

    cells: Mapping[str, str]
    number: int


class Source:
    """Reads the files of one content folder and gathers the problems it meets.

    Attributes:
        root: the content folder; files are named from it.
        today: the day that dates are compared with.
        problems: what is wrong so far.
    """

    def __init__(self, root: Path, today: dt.date | None = None):
        self.root = root
        self.today = today or dt.date.today()
        self.problems: list[Problem] = []
        self._trees: dict[str, Tree] = {}

    def wrong(self, file: str, line: int, name: str, message: str, *, warning: bool = False) -> None:
        """Note a mistake by file, line and field."""
        self.problems.append(Problem(file, line, name, message, warning))

    def wrong_at(self, where: Tree | str, at: At, name: str, message: str) -> None:
        """Note a mistake at an entry of a YAML text, or of a file that was read."""
        tree = self._trees.get(where, Tree(where)) if isinstance(where, str) else where
        self.wrong(tree.file, tree.line(at), name, message)

    def readable(self, *files: str) -> bool:
        """Whether none of these files failed as a whole: checks that look things up in them are passed over otherwise."""
        return not any(problem.root and problem.file in files for problem in self.problems)

    # -- files ---------------------------------------------------------------------------------------------------------

    def text(self, file: str) -> str | None:
        """A file's text, or None with the mistake noted."""
        try:
            return (self.root / file).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.wrong(file, 1, "file", "this file is missing; restore it, or remove what refers to it")
        except UnicodeDecodeError:
            self.wrong(file, 1, "file", "this file is not UTF-8 text; save it as UTF-8")
        except OSError as error:
            self.wrong(file, 1, "file", f"this file cannot be read: {error.strerror}")
        return None

    def yaml(self, file: str, kind: type | None = None) -> Tree:
        """A YAML file. `kind` (dict or list) is what it must hold; another kind is a mistake and counts as unreadable. Each file is read once."""
        if file not in self._trees:
            text = self.text(file)
            self._trees[file] = Tree(file) if text is None else self.yaml_text(text, file, kind)
        return self._trees[file]

    def yaml_text(self, text: str, file: str, kind: type | None = None, offset: int = 0) -> Tree:
        """A YAML text that stands in `file`, `offset` lines below its head."""
        try:
            node, data, twice, again = _composed(text)
        except yaml.YAMLError as error:
            self._unreadable(error, text, file, offset)
            return Tree(file, offset=offset)
        for key in twice:
            self.wrong(file, key.start_mark.line + 1 + offset, str(key.value), "this key stands twice; the first one would be lost")
        if again:
            self.wrong(file, again[0].start_mark.line + 1 + offset, "yaml", "something here is used again elsewhere by & and *; write it out in each place")
            return Tree(file, offset=offset)
        if kind is not None and not isinstance(data, kind):
            self.wrong(file, 1 + offset, "file", f"this must hold {'a list' if kind is list else 'keys and values'}")
            data = None
        return Tree(file, data, node, offset)

    def _unreadable(self, error: YAMLError, text: str, file: str, offset: int) -> None:
        mark = getattr(error, "problem_mark", None)
        lines = text.splitlines()
        # A text that is cut off is wrong just behind its last line.
        line = min(mark.line if mark else 0, max(len(lines) - 1, 0))
        what = str(getattr(error, "problem", None) or error)
        shown = lines[line] if line < len(lines) else ""
        if "\t" in shown[: len(shown) - len(shown.lstrip())] or "'\\t'" in what:
            what = "a tab stands here; YAML is indented with spaces"
        self.wrong(file, line + 1 + offset, "yaml", f"not readable as YAML: {what}")

    def table(self, file: str, columns: Sequence[str]) -> Iterator[Line]:
        """The rows of a CSV file with exactly these columns. A head that does not fit is told once, and no row is given."""
        text = self.text(file)
        if text is None:
            return
        reader = csv.reader(io.StringIO(text, newline=""))
        head = next(reader, [])
        if len(head) == 1 and head[0].count(";") >= len(columns) - 1:
            self.wrong(
                file, 1, "file", "the columns are separated by semicolons; save the table as CSV with commas (in a spreadsheet: choose “,” as separator)"
            )
            return
        for column in columns:
            if column not in head:
                self.wrong(file, 1, column, "this column is missing")
        for column in dict.fromkeys(head):
            if column not in columns or head.count(column) > 1:
                self.wrong(file, 1, column, "this column is unknown or stands twice")
        if sorted(head) != sorted(columns):
            return
        line = reader.line_num + 1
        while True:
            at = line
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.wrong(file, at, "row", f"not readable as CSV from here on ({error}); is a quote missing?")
                return
            line = reader.line_num + 1
            if not any(cells):
                continue
            if len(cells) != len(head):
                self.wrong(file, at, "row", f"this row has {len(cells)} cells, the head has {len(head)}")
                continue
            yield Line(dict(zip(head, cells, strict=True)), at)

    # -- records -------------------------------------------------------------------------------------------------------

    def build(self, model: type[Model], tree: Tree, at: At = (), data: Any = None) -> Model | None:
        """A record from an entry, or None with its mistakes noted. `data` is the entry itself where the caller has it at hand."""
        if data is None:
            data = tree.data
            for part in at:
                data = data[part]
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for mistake in error.errors():
                path = [*at, *mistake["loc"]]
                name = ".".join(str(part) for part in path if not isinstance(part, int)) or "row"
                self.wrong_at(tree, path, name, mistake["msg"].removeprefix("Value error, "))
            return None

    def rows(self, file: str, model: type[Model], key: str | None = "id") -> list[tuple[int, Model]]:
        """The records of a YAML list, each with its place in the file. A name that stands twice is a mistake."""
        return self.rows_of(self.yaml(file, list), model, key)

    def rows_of(self, tree: Tree, model: type[Model], key: str | None = "id") -> list[tuple[int, Model]]:
        """The records of a list that was read already."""
        found: list[tuple[int, Model]] = []
        seen: set[Any] = set()
        for place, row in enumerate(tree.data or ()):
            record = self.build(model, tree, [place], row)
            if record is None:
                continue
            name = getattr(record, key) if key else place
            if name in seen:
                self.wrong_at(tree, [place], key or "row", f"{name!r} stands twice; give each its own")
                continue
            seen.add(name)
            found.append((place, record))
        return found

    # -- rules that hold everywhere ------------------------------------------------------------------------------------

    def no_amounts(self, file: str) -> None:
        """Note every amount of a medicine in a file that can be read."""
        text = (self.root / file).read_text(encoding="utf-8-sig") if self._trees.get(file, Tree(file)).data is not None else ""
        for number, line in enumerate(text.splitlines(), 1):
            if AMOUNT.search(line):
                self.wrong(file, number, "amount", "no amount of a medicine may stand here; say form, how often, how long")

    def not_future(self, day: dt.date, file: str, line: int, name: str) -> None:
        """Warn of a date that lies ahead: a machine with a slow clock must still start (`make check` and the tests make it an error)."""
        if day > self.today:
            self.wrong(file, line, name, f"{day} lies in the future of this machine's clock ({self.today}); give the day it was checked", warning=True)


@functools.cache
def _composed(text: str) -> tuple[yaml.Node | None, Any, list[yaml.Node], list[yaml.Node]]:
    """A YAML text as its nodes and its values, with what `_twice` finds in it. Nobody changes them, so they are kept by their text until `forget`: the languages
    share most of the text (the second one is read in 0.3 s in place of 0.7), and so do the tests' copies of the content. Raises yaml.YAMLError."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    finally:
        loader.dispose()
    return node, data, *_twice(node)


def forget() -> None:
    """Let go of the texts that were read, once every language is."""
    _composed.cache_clear()


def _twice(root: yaml.Node | None) -> tuple[list[yaml.Node], list[yaml.Node]]:
    """The keys of a composed document that stand a second time in their mapping, and the nodes that an alias uses again."""
    keys: list[yaml.Node] = []
    again: list[yaml.Node] = []
    met: set[int] = set()
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        if id(node) in met:
            again.append(node)
            continue
        met.add(id(node))
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if isinstance(key.value, str):
                    if key.value in seen:
                        keys.append(key)
                    seen.add(key.value)
                waiting.append(value)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
    return keys, again
