"""Whose page an address is: a service's own, or a government's."""

from __future__ import annotations

import functools
from urllib.parse import urlsplit

_GOVERNMENT_SECOND_LEVEL = frozenset({"gob", "gouv", "gov", "govt", "gub", "mil"})
_SECOND_LEVEL = _GOVERNMENT_SECOND_LEVEL | {"ac", "co", "com", "edu", "gc", "ltd", "mod", "net", "nhs", "or", "org", "police", "sch"}
# Besides ministries: health services of the UK's nations, the Irish government's news service, the Swiss authorities' portal and a canton.
_GOVERNMENT_SITES = (
    "canada.ca",
    "gc.ca",
    "europa.eu",
    "mod.uk",
    "nhs.uk",
    "nhs.wales",
    "nhs.scot",
    "gov.scot",
    "gov.wales",
    "hscni.net",
    "service-public.fr",
    "merrionstreet.ie",
    "bs.ch",
    "ch.ch",
)

# Sites of a body, or of a station of it, and the site of the service it runs, which has an address of its own: a page of the one speaks for the other.
_RUN_BY = {
    "paho.org": "who.int",  # WHO's regional office for the Americas
    "babcp.com": "cbtregisteruk.com",
    "camh.net": "camh.ca",
    "apags.org": "apa.org",
    "stronghearts.me": "strongheartshelpline.org",
    "girku-sos.no": "kirkens-sos.no",  # the same service's site for Sámi speakers
    "katholisch.at": "telefonseelsorge.at",  # the church that carries it, with another
    "ts-bayreuth.de": "telefonseelsorge.de",  # one of the stations that answer its numbers
    "nask.pl": "116sos.pl",
    "bu.edu": "vetchange.org",  # the university that made it, with VA
}


# Encyclopedias and copies of them: what only they know was not confirmed by anyone.
_ENCYCLOPEDIAS = frozenset({"wikipedia.org", "wikimili.com", "profilpelajar.com", "wikisum.wiki"})


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


@functools.cache  # of the few hundred addresses in the content, each looked at hundreds of times a ranking
def registrable(url: str) -> str:
    """The part of an address's host that one owner registers: `www.samaritans.org` is `samaritans.org`."""
    labels = _host(url).split(".")
    long = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if long else labels[-2:])


@functools.cache
def is_government(url: str) -> bool:
    """The address lies on a government's (or its health service's) domain."""
    host = _host(url)
    labels = host.split(".")
    return (
        labels[-1] in ("gov", "mil")
        or (len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _GOVERNMENT_SECOND_LEVEL)
        or any(host == site or host.endswith(f".{site}") for site in _GOVERNMENT_SITES)
    )


def own_or_government(seen_at: str, url: str) -> bool:
    """A row was seen on its own service's site, on one of the body that runs it, or on a government's."""
    site = registrable(seen_at)
    return is_government(seen_at) or registrable(url) in (site, _RUN_BY.get(site))


def independent(one: str, other: str) -> bool:
    """Two pages are on sites of different owners."""
    return bool(one and other) and registrable(one) != registrable(other)


def is_encyclopedia(url: str) -> bool:
    """The page is an encyclopedia's, or a copy of one."""
    return registrable(url) in _ENCYCLOPEDIAS
