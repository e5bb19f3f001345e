"""The open tables: whole, with works on every row, without an amount of a medicine, and read back as they were written."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import get_args

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from guide.content import strength
from guide.content.pages import GUIDE
from guide.library import languages, load
from guide.links import Links
from guide.making import site
from guide.view import open_data
from guide.view.evidence import claims
from guide.web import data, evidence
from guide.web.documents import Documents
from guide.web.shell import Shell

LIBRARY = load("en")
AMOUNT = re.compile(r"\d\s*(?:mg|µg|μg|mcg|milligram|microgram)|_mg\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The addresses alone."""
    return TestClient(Starlette(routes=data.routes({"en": Shell(LIBRARY, {})}, Documents())))


@pytest.mark.parametrize("name", open_data.TABLES)
def test_a_table_is_whole_in_both_forms(client, name):
    """CSV and JSON hold the same rows; every column is in the schema; no row tells an amount of a medicine; every row names a work that is in the table of works."""
    read = client.get(Links().data(name, "json"))
    table = read.json()
    rows = list(csv.DictReader(io.StringIO(client.get(Links().data(name, "csv")).text)))
    assert len(rows) == len(table["rows"]) > 40
    assert table["license"].startswith("https://creativecommons.org/") and re.fullmatch(r"\d{4}-\d\d-\d\d", table["version"])
    assert set(rows[0]) == set(table["columns"]) == set(client.get(Links().data("schema", "json")).json()[name])
    assert not AMOUNT.search(read.text)
    for row in table["rows"]:
        assert name == "references" or name == "facts" or row["works"], row
        assert all(key in LIBRARY.references for key in row.get("works", ()))
    again = client.get(Links().data(name, "json"), headers={"if-none-match": read.headers["etag"]})
    assert again.status_code == 304


def test_a_fact_that_tells_an_amount_says_that_it_is_left_out():
    """Its words are gone, its works and its grade stay; other facts keep every word."""
    rows = {row["id"]: row for row in open_data.facts(LIBRARY)}
    left = [row for row in rows.values() if row["left_out"]]
    assert left and all(not row["statement"] and row["numbers"] is None for row in left)
    assert rows["ptsd-definition"]["statement"] == LIBRARY.facts["ptsd-definition"].statement
    assert len(left) < len(rows) / 3


def test_a_spreadsheet_takes_no_cell_for_a_formula():
    """No cell begins with a sign that a spreadsheet would compute."""
    for name in open_data.TABLES:
        for row in csv.reader(io.StringIO(open_data.as_csv(LIBRARY, name))):
            assert not [cell for cell in row if cell[:1] in ("=", "+", "@")], row


@pytest.mark.parametrize("code", languages())
def test_a_kind_of_work_and_a_grade_have_words(code):
    """Every kind and grade that a fact may name is said in words on the pages of evidence, and in the schema of the open tables."""
    said, told = load(code).say, open_data.schema(load(code))["facts"]
    for column, words, codes in (("evidence", "kinds", strength.Kind), ("certainty", "grades", strength.Certainty)):
        assert set(said.get(f"evidence.{words}")) == set(get_args(codes)) - {""}
        assert all(f"{key}: {name}" in told[column] for key, name in said.get(f"evidence.{words}").items())


def test_about_leads_to_every_table():
    """The part on the page about the guide names each table and both its files."""
    from guide.view.given import Given
    from guide.view.parts import draw

    html = draw(LIBRARY, LIBRARY.pages["about"], Given(figure_src=str), "open-data")
    for name in open_data.TABLES:
        assert all(f'href="{Links().data(name, kind)}"' in html for kind in ("csv", "json"))
    assert json.loads(open_data.as_json(LIBRARY, "facts"))["version"] in html


@pytest.mark.parametrize("name", GUIDE)
def test_a_claim_has_a_place_and_its_evidence(served, name):
    """Each claim stands on its page under its own id and leads to its evidence, where its facts and their works are told, without an amount of a medicine."""
    page, found = LIBRARY.pages[name], claims(LIBRARY, LIBRARY.pages[name])
    behind = evidence.page(Shell(LIBRARY, site.manifest_now()), name)
    assert found and len({claim.place for claim in found}) == len(found)
    for claim in found:
        assert served[page.path].count(f'id="{claim.place}"') == behind.count(f'id="{claim.place}"') == 1
        assert claim.lines and claim.facts and claim.works
        assert f'href="{Links().evidence(name, claim.place)}"' in served[page.path]
        assert f'href="{Links().page(name, claim.place)}"' in behind
    assert not AMOUNT.search(behind.partition("<article")[2].partition("</article")[0])
