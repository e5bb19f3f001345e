"""The ways to reach a place of the list, made once for the page, the bar and the paper."""

from __future__ import annotations

import re
from typing import NamedTuple

from guide.library import Library
from guide.links import FIRST_LANGUAGE
from guide.resources import Contact, Resource


class Way(NamedTuple):
    """A way to reach a place: words, the address behind them ("" for none), what is said beside them, and whether it leads to another site."""

    text: str
    to: str = ""
    beside: str = ""
    outside: bool = False


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit() or c in "+*")


def shown_address(url: str) -> str:
    """An address as paper shows it."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def _call(library: Library, call: Contact, then: str) -> Way:
    beside = "".join(f" ({text})" for text in (then, call.note) if text)
    return Way(library.say("help.call", number=call.number), f"tel:{_digits(call.number)}", beside)


def _text(library: Library, line: Contact) -> Way:
    say = library.say
    words = say("help.text_word", word=line.word, number=line.number) if line.word else say("help.text", number=line.number)
    # The word to send is filled in on the phone.
    body = f"?&body={line.word}" if line.word else ""
    return Way(words, f"sms:{_digits(line.number)}{body}", f" ({line.note})" if line.note else "")


def ways(library: Library, resource: Resource, *, paper: bool = False) -> tuple[Way, ...]:
    """The ways to reach a resource, calls first. On `paper` the site is shown by its address."""
    found = [_call(library, call, resource.phone_then if n == 0 else "") for n, call in enumerate(resource.calls)]
    # The word that brings an answer in the page's own language stands first.
    own = library.survey.label("language", library.language)
    found += [_text(library, line) for line in sorted(resource.texts, key=lambda line: line.note != own)]
    if resource.chat:
        found.append(Way(library.say("help.chat", chat=resource.chat)))
    if resource.url:
        found.append(Way(shown_address(resource.url) if paper else library.say("help.site"), resource.url, outside=True))
    return tuple(found)


def speaks(library: Library, resource: Resource) -> str:
    """In which languages a resource answers, where that is not taken for granted: it lacks the page's own, or has one beside the first."""
    label, spoken = library.survey.label, resource.languages
    if library.language in spoken:
        spoken = () if library.language == FIRST_LANGUAGE else (library.language,)
    names = [label("language", code) for code in spoken]
    joined = library.survey.joined(names)
    return library.say("resources.speaks", languages=joined) if joined else ""


def emergency(library: Library, country: str) -> tuple[Way, ...]:
    """The emergency numbers of a country, to be tapped; () when none was seen."""
    numbers = library.emergency.get(country)

    def said(note: str) -> str:
        return library.say(f"help.emergency_notes.{note}") if note else ""

    return tuple(_call(library, call._replace(note=said(call.note)), "") for call in numbers.calls) if numbers else ()


def confirmed(library: Library, resource: Resource) -> str:
    """Where and when a resource was last confirmed, or seen: what is not first-hand is not called confirmed."""
    if not resource.confirmed_on:
        return library.say("help.not_confirmed")
    return library.say("help.confirmed" if resource.first_hand else "help.seen", where=resource.confirmed_host, when=library.say.date(resource.confirmed_on))
