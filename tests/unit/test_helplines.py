"""Help now: which lines it shows, and the guess of a country from a time zone."""

from __future__ import annotations

import csv
import re

import pytest

from guide.library import CONTENT, load
from guide.resources import ANYWHERE, help_lines
from guide.resources.sites import is_government, own_or_government, registrable
from guide.view.contacts import confirmed
from guide.view.frame import countries

LIBRARY = load("en")
ROWS = LIBRARY.resources
LINES = help_lines(ROWS)


def test_help_now_holds_lines_for_anyone_seen_twice_or_first_hand() -> None:
    """Rule: every line of Help now is a crisis line for anyone, seen on its own or a government's page, or on two pages of different owners;
    one that does not answer day and night says its hours."""
    shown = {line.id: line for lines in LINES.values() for line in lines}
    for line in shown.values():
        assert line.is_crisis
        assert line.general
        assert "anyone" in line.audiences
        assert line.always_open == (line.hours == "24/7")
        assert line.hours
        pages = [page for page in (line.seen_where, line.also_seen_where) if page]
        assert any(own_or_government(page, line.url) for page in pages) or len({registrable(page) for page in pages}) == 2
        assert line.confirmed_on
        assert line.calls or line.texts or line.chat
    assert set(shown) == {row.id for row in ROWS if row.help_now}


def test_only_what_was_seen_first_hand_is_called_confirmed() -> None:
    """Rule: the word "confirmed" stands beside a line only with a page of the service's own or of a government; else it was "seen"."""
    for row in ROWS:
        if row.confirmed_on:
            said = confirmed(LIBRARY, row)
            assert said.startswith("Last confirmed") == own_or_government(row.confirmed_where, row.url), row.id
            assert said.startswith(("Last confirmed", "Seen at")), row.id


@pytest.mark.parametrize(
    "left_out",
    [
        "us-veterans-crisis-line",  # for one group
        "us-disaster-distress-helpline",  # after a disaster
        "us-trans-lifeline",  # for one group
        "us-safe-call-now",  # for one group
        "pr-linea-pas",  # seen in one newspaper only
        "uk-childline",  # for one group
        "us-samhsa-national-helpline",  # no crisis line
    ],
)
def test_what_help_now_leaves_out(left_out: str) -> None:
    """Rule: a line that fails one condition is not in Help now, and is still in the list."""
    assert left_out in {row.id for row in ROWS}
    assert left_out not in {line.id for lines in LINES.values() for line in lines}


def test_help_now_has_a_number_where_the_list_is_read_most() -> None:
    """Rule: the first line of these countries can be called, and is the country's own."""
    wanted = {
        "US": "988", "PR": "988", "CA": "988", "GB": "116 123", "IE": "116 123", "AU": "13 11 14", "NZ": "1737", "IN": "14416", "ZA": "0800 567 567",
        "FR": "3114", "DE": "0800 1110111", "AT": "142", "CH": "143", "NL": "113", "BE": "0800 32 123", "ES": "024", "PT": "1411", "PL": "116 123",
        "NO": "22 40 00 40", "UA": "7333", "IL": "1201", "MX": "800 911 2000", "BR": "188", "AR": "0800-999-0091", "CL": "*4141", "PE": "113",
        "SG": "1771", "HK": "18111", "PH": "1553",
    }  # fmt: skip
    assert {country: LINES[country][0].phones[0] for country in wanted} == wanted


def test_help_now_knows_thirty_countries_and_hides_none() -> None:
    """Rule: thirty countries or more have a line of their own beyond 112; every country that the survey offers has its block under Help now."""
    own = {country for country, lines in LINES.items() if any(len(line.countries) < 3 for line in lines)}
    assert len(own) >= 30
    offered = {code for code, _ in LIBRARY.survey.question("country").options} - {ANYWHERE}
    assert {country.code for country in countries(LIBRARY)} == offered


def test_an_emergency_number_stands_alone() -> None:
    """Rule: every country says its emergency number as one, to be tapped, and not among its lines a second time."""
    for country in countries(LIBRARY):
        assert country.emergency and all(way.to.startswith("tel:") for way in country.emergency), country.code
        urgent = {way.to for way in country.emergency}
        assert not any(urgent and {way.to for way in line.ways if way.to.startswith("tel:")} == urgent for line in country.lines), country.code


def test_116_123_stands_only_on_national_rows() -> None:
    """Rule: 116 123 stands only in rows of one country whose own service uses it; no shared row names it in any field."""
    with (CONTENT / "data" / "resources.csv").open(encoding="utf-8", newline="") as handle:
        holders = [row for row in csv.DictReader(handle) if re.search(r"116[\s-]?123", "\n".join(row.values()))]
    assert {(row["id"], row["country"]) for row in holders} == {("uk-samaritans", "GB"), ("ie-samaritans", "IE"), ("pl-116-123", "PL")}
    for country, lines in LINES.items():
        numbers = {number for line in lines for number in line.phones}
        assert ("116 123" in numbers) == (country in ("GB", "IE", "PL"))


def test_every_country_of_the_union_has_112() -> None:
    """Rule: the European emergency number stands in each of the 27 countries, after the country's own line."""
    with_112 = {country for country, lines in LINES.items() if any("112" in line.phones for line in lines)}
    assert len(with_112) == 27
    assert [line.id for line in LINES["IE"]] == ["ie-samaritans", "ie-pieta", "ie-text-about-it", "eu-112"]
    assert not {"GB", "US", "INT"} & with_112


def test_one_directory_for_everywhere_else() -> None:
    """Rule: the directory named for all other countries is a row for any country that was seen on its own page."""
    directory = next(row for row in ROWS if row.id == LIBRARY.survey.elsewhere)
    assert directory.format == "directory"
    assert directory.countries == ("INT",)
    assert directory.own_or_government


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Lisbon", "PT"), ("Atlantic/Azores", "PT"), ("Europe/Kyiv", "UA"), ("Europe/Kiev", "UA"), ("America/Puerto_Rico", "PR"),
        ("America/New_York", "US"), ("America/Chicago", "US"), ("America/Los_Angeles", "US"), ("America/Phoenix", "US"),
        ("America/Anchorage", "US"), ("Pacific/Honolulu", "US"), ("US/Eastern", "US"), ("America/Toronto", "CA"), ("America/Vancouver", "CA"),
        ("America/St_Johns", "CA"), ("America/Montreal", "CA"), ("Europe/London", "GB"), ("Europe/Dublin", "IE"), ("Australia/Sydney", "AU"),
        ("Australia/Perth", "AU"), ("Pacific/Auckland", "NZ"), ("Asia/Kolkata", "IN"), ("Asia/Calcutta", "IN"), ("Africa/Johannesburg", "ZA"),
        ("Europe/Madrid", "ES"), ("Atlantic/Canary", "ES"), ("Europe/Paris", "FR"), ("Europe/Berlin", "DE"), ("Europe/Amsterdam", "NL"),
        ("Europe/Stockholm", "SE"), ("America/Mexico_City", "MX"), ("America/Tijuana", "MX"), ("America/Sao_Paulo", "BR"), ("Asia/Beirut", "LB"),
        ("UTC", None), ("Etc/UTC", None), ("GMT", None), ("CET", None), ("Etc/GMT+5", None), ("", None), (None, None), ("Mars/Base", None),
        ("Asia/Tokyo", None), ("Europe/Moscow", None), ("Africa/Lagos", None), ("America/Bogota", "CO"), ("Europe/Oslo", "NO"),
    ],
)  # fmt: skip
def test_the_country_guess(zone: str | None, country: str | None) -> None:
    """Rule: a zone leads to its country if the list has help for it; UTC, nothing and everywhere else lead to no guess."""
    assert LIBRARY.timezones.get(zone or "") == country


def test_every_guess_leads_to_a_country_of_the_list() -> None:
    """Rule: no zone points to a country without rows, and every country of the list has a zone."""
    assert set(LIBRARY.timezones.values()) == set(dict(LIBRARY.survey.question("country").options)) - {"INT"}


@pytest.mark.parametrize(
    ("page", "government"),
    [
        ("https://www.samhsa.gov/x", True), ("https://health.wyo.gov/x", True), ("https://www.militaryonesource.mil/", True),
        ("https://www.health.govt.nz/x", True), ("https://www.ghc.nhs.uk/x", True), ("https://www.canada.ca/en", True),
        ("https://vugd.gov.lv/en", True), ("https://www.gob.mx/salud", True), ("https://www.dva.gov.au/x", True),
        ("https://traumaticstress.nhs.wales/x", True), ("https://www.samaritans.org/", False), ("https://government.example.org/", False),
        ("https://www.mcphs.edu/", False), ("https://notcanada.ca/", False), ("https://webarchive.library.unt.edu/x.gov", False),
    ],
)  # fmt: skip
def test_whose_page_is_a_governments(page: str, government: bool) -> None:
    """Rule: only a government's (or its health service's) own domain counts, not a name that looks like one."""
    assert is_government(page) == government


@pytest.mark.parametrize(
    ("page", "owner"),
    [
        ("https://www.samaritans.org/how", "samaritans.org"), ("https://blog.combatstress.org.uk/x", "combatstress.org.uk"),
        ("https://www.lifeline.org.au", "lifeline.org.au"), ("https://3114.fr/", "3114.fr"), ("http://veteranscrisisline.net/About", "veteranscrisisline.net"),
    ],
)  # fmt: skip
def test_the_part_of_a_host_one_owner_registers(page: str, owner: str) -> None:
    """Rule: the service's own site is told by the domain it registered, with or without www."""
    assert registrable(page) == owner
