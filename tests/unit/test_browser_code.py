"""The browser's code: bundles made from the modules that stand here, types, its own tests, and the file both sides share."""

from __future__ import annotations

import json
import subprocess
import warnings

import pytest
from jsonschema import Draft202012Validator

from guide.figures import FIGURE_IDS, build
from guide.library import ROOT, load
from guide.making import browser

SCHEMA = json.loads((ROOT / "guide" / "figures" / "payload.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def node() -> None:
    """Node and the tools of package.json. Where they cannot be had the test says so aloud and stops there."""
    missing = browser.install()
    if missing:
        warnings.warn(f"The browser code's types and tests did not run: {missing}", stacklevel=2)
        pytest.skip(missing)


@pytest.mark.parametrize("name", browser.ENTRIES)
def test_the_bundle_is_made_from_these_modules(name):
    """Each committed bundle carries the fingerprint of the modules beside it. `python -m guide bundle` makes them again."""
    assert browser.made_from(name) == browser.fingerprint(), "the modules changed: run `python -m guide bundle`"
    assert "</script" not in browser.bundle(name)


@pytest.mark.parametrize("name", browser.ENTRIES)
def test_bundling_again_gives_the_same_file(node, tmp_path, monkeypatch, name):
    """What stands in the repository is what esbuild makes of the modules, to the letter."""
    kept = browser.BUNDLES / f"{name}.js"
    monkeypatch.setattr(browser, "BUNDLES", tmp_path)
    monkeypatch.setattr("sys.argv", ["bundle"])
    assert browser.main() == 0
    assert (tmp_path / f"{name}.js").read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("script", ["types", "test"])
def test_types_and_pure_parts_hold(node, script):
    """`tsc --checkJs` in its strict mode finds nothing, and the pure parts pass their own tests."""
    done = subprocess.run(["npm", "run", "--silent", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_the_schemas_own_examples_fit_it():
    """The examples that the browser's tests read are files of the shape that Python writes."""
    Draft202012Validator.check_schema(SCHEMA)
    for example in SCHEMA["examples"]:
        Draft202012Validator(SCHEMA).validate(example)


@pytest.mark.parametrize("name", FIGURE_IDS)
def test_a_figures_file_has_the_shape_the_browser_reads(name):
    """Every figure's file fits the schema, has a frame for each combination of its controls, and names only places that exist."""
    file = build(name, load("en")).payload()
    Draft202012Validator(SCHEMA).validate(file)
    combinations = 1
    for control in file["controls"]:
        assert control["start"] < len(control["values"])
        combinations *= len(control["values"])
    assert len(file["frames"]) == combinations
    places = [frame["s"] for frame in file["frames"]] + [place for frame in file["frames"] for place in frame["r"]]
    places += [place for frame in file["frames"] for trace in frame.get("t", []) for place in trace.values()]
    places += [frame["l"] for frame in file["frames"] if "l" in frame] + [place for frame in file["frames"] for place in frame.get("p", ())]
    assert max(places) < len(file["pool"])
    assert {len(frame.get("p", ())) for frame in file["frames"]} == {len(file["parts"])}
