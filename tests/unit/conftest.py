"""A light library for the figures' tests: their words, tables and facts, without the pages."""

from __future__ import annotations

import types

import pytest
import yaml

from guide.content.records import Event, Fact, Parameter, Reference
from guide.content.words import Words
from guide.library import CONTENT


def _rows(name: str) -> list:
    return yaml.load((CONTENT / "data" / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


class _Read(dict):
    """Reads a figure's file when it is first asked for, so that a mistake in one file fails one figure's tests."""

    def __init__(self, read):
        self.read = read

    def __missing__(self, name: str):
        self[name] = self.read(name)
        return self[name]


@pytest.fixture(scope="session")
def library() -> types.SimpleNamespace:
    """What a figure's `build` asks of the library, read straight from content/."""
    read = lambda path: yaml.safe_load(path.read_text(encoding="utf-8"))  # noqa: E731
    say = CONTENT / "en" / "interface.yaml"
    return types.SimpleNamespace(
        language="en",
        say=Words("en/interface.yaml", read(say) if say.exists() else {}),
        figure_words=_Read(lambda name: Words(f"en/figures/{name}.yaml", read(CONTENT / "en" / "figures" / f"{name}.yaml"))),
        tables=_Read(lambda name: tuple(read(CONTENT / "data" / "figures" / f"{name}.yaml"))),
        references={row["id"]: Reference.model_validate(row) for row in _rows("references.yaml")},
        facts={row["id"]: Fact.model_validate(row) for row in _rows("facts.yaml")},
        parameters={row["name"]: Parameter.model_validate(row) for row in _rows("parameters.yaml")},
        timeline=tuple(Event.model_validate(row) for row in _rows("timeline.yaml")),
    )
