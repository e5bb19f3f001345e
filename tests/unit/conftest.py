"""A light library for the figures' tests: their words, tables and facts, without the pages."""

from __future__ import annotations

import types

import pytest
import yaml

from guide.library import CONTENT, Event, Fact, Parameter, Reference, Words


def _rows(name: str) -> list:
    return yaml.load((CONTENT / "data" / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


@pytest.fixture(scope="session")
def library() -> types.SimpleNamespace:
    """What a figure's `build` asks of the library, read straight from content/."""
    read = lambda path: yaml.safe_load(path.read_text(encoding="utf-8"))  # noqa: E731
    say = CONTENT / "en" / "interface.yaml"
    return types.SimpleNamespace(
        language="en",
        say=Words("en/interface.yaml", read(say) if say.exists() else {}),
        figure_words={p.stem: Words(f"en/figures/{p.name}", read(p)) for p in sorted((CONTENT / "en" / "figures").glob("*.yaml"))},
        tables={p.stem: tuple(read(p)) for p in sorted((CONTENT / "data" / "figures").glob("*.yaml"))},
        references={row["id"]: Reference.model_validate(row) for row in _rows("references.yaml")},
        facts={row["id"]: Fact.model_validate(row) for row in _rows("facts.yaml")},
        parameters={row["name"]: Parameter.model_validate(row) for row in _rows("parameters.yaml")},
        timeline=tuple(Event.model_validate(row) for row in _rows("timeline.yaml")),
    )
