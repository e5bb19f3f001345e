"""The HTML parts of a page that stand alike in the served page, the app, the slide and the printed guide.

Everything here is a pure function of the library: words in, markup out. `figure` arguments are functions that give a figure's
markup by id.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from guide.content import readability
from guide.content.pages import GUIDE, ORDER, READING, Page
from guide.library import Library
from guide.resources import Answers, Ranking, Resource, help_lines, rank
from guide.view import medicines as medicine_parts

_E = html.escape
Figure = Callable[[str], str]


# -- the bar -----------------------------------------------------------------------------------------------------------


def phone_link(number: str, shown: str) -> str:
    """A number to tap."""
    return f'<a href="tel:{"".join(c for c in number if c.isdigit() or c == "+")}">{_E(shown)}</a>'


def sms_link(number: str, word: str, shown: str) -> str:
    """A text line to tap; the word to send is filled in."""
    digits = "".join(c for c in number if c.isdigit() or c == "+")
    body = f"?&body={_E(word)}" if word else ""
    return f'<a href="sms:{digits}{body}">{_E(shown)}</a>'


def contacts(library: Library, resource: Resource) -> list[str]:
    """The ways to reach a resource, as links."""
    say = library.say
    found = []
    for call in resource.calls:
        then = f" ({_E(resource.phone_then)})" if resource.phone_then and call is resource.calls[0] else ""
        note = f" ({_E(call.note)})" if call.note else ""
        found.append(phone_link(call.number, say("help.call", number=call.number)) + then + note)
    for line in resource.texts:
        words = say("help.text_word", word=line.word, number=line.number) if line.word else say("help.text", number=line.number)
        found.append(sms_link(line.number, line.word, words) + (f" ({_E(line.note)})" if line.note else ""))
    if resource.chat:
        found.append(_E(say("help.chat", chat=resource.chat)))
    if resource.url:
        found.append(f'<a href="{_E(resource.url)}" rel="noopener noreferrer">{_E(say("help.site"))}</a>')
    return found


def confirmed(library: Library, resource: Resource) -> str:
    """Where and when a resource was last confirmed."""
    say = library.say
    if not resource.confirmed_on:
        return _E(say("help.not_confirmed"))
    where = resource.confirmed_host
    return _E(say("help.confirmed", where=where, when=resource.confirmed_on.strftime("%-d %B %Y")))


def help_now(library: Library) -> str:
    """Help now: danger first, then every country's general, round-the-clock lines, one directory for everywhere else."""
    say = library.say
    countries = []
    for country, lines in sorted(help_lines(library.resources).items(), key=lambda item: library.survey.country_name(item[0])):
        rows = "".join(
            f"<li><strong>{_E(line.name)}</strong> {' · '.join(contacts(library, line))}<br><small>{confirmed(library, line)}</small></li>" for line in lines
        )
        countries.append(f'<details data-country="{country}"><summary>{_E(library.survey.country_name(country))}</summary><ul>{rows}</ul></details>')
    elsewhere = "".join(f'<a href="{_E(r.url)}" rel="noopener noreferrer">{_E(r.name)}</a> ' for r in library.resources if r.id == library.survey.elsewhere)
    zones = json.dumps(dict(library.timezones), separators=(",", ":"))
    return (
        f'<details class="bar-item help-now" data-help-now data-zones="{_E(zones)}"><summary>{_E(say("bar.help"))}</summary><div class="bar-panel">'
        f'<p class="help-danger">{_E(say("help.danger"))}</p><p>{_E(say("help.intro"))}</p>'
        f'<div data-guess hidden data-words="{_E(say("help.guess"))}"><p></p></div>'
        f"<div data-countries>{''.join(countries)}</div>"
        f"<p>{_E(say('help.elsewhere_text'))} {elsewhere}</p>"
        f"<h2>{_E(say('leave.how_title'))}</h2><p>{_E(say('leave.what'))} {_E(say('leave.how'))}</p></div></details>"
    )


def contents_list(library: Library, *, likely: str = "", current: str = "") -> str:
    """Every page, the twelve reading pages numbered, in three groups."""
    say = library.say
    groups = {"reading": GUIDE, "act": ("resources", "guide", "present"), "about": ("figures", "glossary", "updates", "about")}
    out = []
    for group, names in groups.items():
        items = []
        for name in names:
            page = library.pages[name]
            here = ' aria-current="page"' if name == current else ""
            number = f'<span class="number">{page.number}</span> ' if page.number else ""
            items.append(f'<li><a href="{page.path}"{here}>{number}{_E(page.front.short)}</a></li>')
        out.append(f'<h2>{_E(say(f"contents.groups.{group}"))}</h2><ul class="contents">{"".join(items)}</ul>')
    return "".join(out)


def bar(library: Library) -> str:
    """The bar above everything, outside what Streamlit draws: it stays when the app cannot start."""
    say = library.say

    def radios(name: str, values: Sequence[str]) -> str:
        made = "".join(
            f'<label><input type="radio" name="bar-{name}" data-setting="{name}" value="{value}"> <span>{_E(say(f"bar.{name}_{value}"))}</span></label>'
            for value in values
        )
        return f"<fieldset><legend>{_E(say(f'bar.{name}'))}</legend>{made}</fieldset>"

    kinds = json.dumps(library.say.get("contents.kinds"))
    search = (
        f'<form role="search" class="search" data-search hidden data-none="{_E(say("contents.search_none"))}" data-found="{_E(say("contents.search_found"))}" '
        f'data-kinds="{_E(kinds)}"><label for="search-box">{_E(say("contents.search"))}</label>'
        f'<input id="search-box" type="search" autocomplete="off"><p role="status" data-count></p><ul data-results></ul></form>'
    )
    return (
        f'<div id="bar" class="bar" role="region" aria-label="{_E(say("bar.label"))}">'
        f'<a class="bar-home" href="/">{_E(say("site.title"))}</a>'
        f'<nav aria-label="{_E(say("contents.title"))}"><details class="bar-item bar-contents"><summary>{_E(say("bar.contents"))}</summary>'
        f'<div class="bar-panel">{search}{contents_list(library)}</div></details></nav>'
        f'<details class="bar-item bar-settings"><summary aria-label="{_E(say("bar.settings"))}: {_E(say("bar.settings_label"))}">{_E(say("bar.settings"))}</summary>'
        f'<div class="bar-panel">{radios("text", ("normal", "large", "largest"))}{radios("theme", ("system", "light", "dark"))}'
        f'<p><a class="button" href="/#breathe">{_E(say("bar.breathe"))}</a></p></div></details>'
        f"{help_now(library)}"
        f'<a class="bar-leave" data-action="leave" href="https://www.weather.gov/" rel="noreferrer" title="{_E(say("bar.leave_hint"))}" '
        f'data-words="{_E(json.dumps([say("bar.leaving"), say("bar.shift_two"), say("bar.shift_one"), say("bar.shift_expired")]))}">{_E(say("bar.leave"))}</a>'
        '<p class="visually-hidden" role="status" data-leave-status></p>'
        "</div>"
    )


# -- a page's top and bottom -------------------------------------------------------------------------------------------


def where(library: Library, page: Page) -> str:
    """Where I am and how long it takes."""
    say = library.say
    bits = []
    if page.number:
        bits.append(say("page.where", number=page.number, of=len(READING)))
    if page.id in GUIDE:
        bits.append(say("page.minutes_one") if page.minutes == 1 else say("page.minutes", n=page.minutes))
    return f'<p class="where">{_E(" · ".join(bits))}</p>' if bits else ""


def top(library: Library, page: Page, *, with_title: bool) -> str:
    """What stands above the text. The app draws the title itself (`with_title=False`): its heading takes the page over."""
    say = library.say
    title = f"{where(library, page)}<h1>{_E(page.front.title)}</h1>" if with_title else ""
    before = page.front.before_you_read
    note = f'<div class="note" role="note"><p class="note-title">{_E(say("page.before"))}</p><p>{_E(before)}</p></div>' if before else ""
    return f'{title}<p class="lead">{_E(page.front.summary)}</p>{note}'


def check(library: Library, page: Page) -> str:
    """The question to check oneself: each answer opens its own feedback, script or none."""
    if not page.front.check:
        return ""
    say = library.say
    yes = f"<strong>{_E(say('page.right'))}</strong> "
    options = "".join(
        f'<details class="answer"><summary>{_E(o.text)}</summary><p>{yes if o.right else ""}{_E(o.feedback)}</p></details>' for o in page.front.check.options
    )
    return f'<section class="check"><h2 id="check">{_E(say("page.check"))}</h2><p>{_E(page.front.check.question)}</p>{options}</section>'


def questions(library: Library, page: Page) -> str:
    """Two questions to ask a clinician, each with a box to keep it."""
    if not page.front.questions:
        return ""
    say = library.say
    items = "".join(
        f'<li><label class="keep"><input type="checkbox" data-keep="question:{q.id}"> <span>{_E(q.text)}</span></label></li>' for q in page.front.questions
    )
    return (
        f'<section class="questions"><h2 id="questions">{_E(say("page.questions"))}</h2><p class="needs-script">{_E(say("page.questions_intro"))}</p>'
        f'<ul class="plain">{items}</ul></section>'
    )


def reference_item(library: Library, key: str) -> str:
    """One work of a list of references, with its DOI or PMID."""
    work = library.references[key]
    label = work.identifier or work.link
    link = f'<a href="{_E(work.link)}" rel="noopener noreferrer">{_E(label)}</a>' if work.link else _E(label)
    return f'<li id="ref-{key}">{_E(work.full)} {link}</li>'


def references(library: Library, keys: Sequence[str]) -> str:
    """The works of a page, folded away."""
    if not keys:
        return ""
    items = "".join(reference_item(library, key) for key in keys)
    return f'<details class="references" id="references"><summary>{_E(library.say("page.references", n=len(keys)))}</summary><ol>{items}</ol></details>'


def onward(library: Library, page: Page) -> str:
    """Back and on, in the order of the contents page."""
    say = library.say
    names = [name for name, _ in ORDER]
    at = names.index(page.id)
    links = []
    if at > 0:
        before = library.pages[names[at - 1]]
        links.append(f'<a class="button back" rel="prev" href="{before.path}">{_E(say("page.back", title=before.front.short))}</a>')
    if at + 1 < len(names):
        after = library.pages[names[at + 1]]
        links.append(f'<a class="button on" rel="next" href="{after.path}">{_E(say("page.next", title=after.front.short))}</a>')
    return f'<nav class="onward" aria-label="{_E(say("page.next", title=""))}">{"".join(links)}</nav>'


def bottom(library: Library, page: Page) -> str:
    """What stands below the text: the check, the questions, the sources, when it was checked, back and on."""
    say = library.say
    checked = say("page.checked", date=page.front.checked_on.strftime("%-d %B %Y"))
    return (
        check(library, page)
        + questions(library, page)
        + references(library, page.citations)
        + f'<p class="checked">{_E(checked)}. {_E(say("site.not_advice"))} {_E(say("page.report"))} <a href="/about#report-a-mistake">{_E(say("page.report_link"))}</a></p>'
        + onward(library, page)
    )


# -- what some pages hold beside their text ----------------------------------------------------------------------------


def resource_item(library: Library, resource: Resource, reasons: Sequence[str] = ()) -> str:
    """One resource of the list, with the reasons it stands here."""
    survey = library.survey
    why = f'<p class="reasons">{_E("; ".join(reasons))}</p>' if reasons else ""
    marks = [survey.label("format", resource.format), survey.label("cost", resource.cost)]
    if resource.is_offer:
        marks.append(survey.mark_offer)
    marks += [survey.country_name(c) for c in resource.countries]
    if resource.hours:
        marks.append(resource.hours)
    note = f"<p>{_E(resource.evidence_note)}</p>" if resource.evidence_note else ""
    offer = " is-offer" if resource.is_offer else ""
    return (
        f'<li class="resource{offer}" data-resource="{resource.id}" id="resource-{resource.id}"><h3>{_E(resource.name)}</h3>'
        f'{why}<p>{_E(resource.summary)}</p><p class="contacts">{" · ".join(contacts(library, resource))}</p>'
        f'<p class="marks">{" · ".join(_E(m) for m in marks if m)}</p>{note}'
        f'<p class="confirmed">{confirmed(library, resource)}</p>'
        f'<label class="keep needs-script"><input type="checkbox" data-keep="resource:{resource.id}"> <span>{_E(library.say("page.keep"))}</span></label></li>'
    )


def glossary(library: Library) -> str:
    """Every term with its plain words."""
    items = []
    for key, term in sorted(library.glossary.items(), key=lambda item: item[1].term.lower()):
        say = f' <span class="say">{_E(library.say("glossary.say", say=term.say))}</span>' if term.say else ""
        items.append(f'<dt id="term-{key}">{_E(term.term)}{say}</dt><dd>{_E(term.plain)}</dd>')
    return f'<dl class="glossary">{"".join(items)}</dl>'


def updates(library: Library) -> str:
    """What changed, newest first."""
    items = []
    for update in sorted(library.updates, key=lambda u: u.date, reverse=True):
        pages = ", ".join(f'<a href="{library.pages[n].path}">{_E(library.pages[n].front.short)}</a>' for n in update.pages)
        date = f'<time datetime="{update.date}">{update.date.strftime("%-d %B %Y")}</time>'
        items.append(f"<li><h2>{_E(update.title)}</h2><p>{date}</p><p>{_E(update.text)} {pages}</p></li>")
    return f'<ol class="updates plain">{"".join(items)}</ol>'


def gallery(library: Library, questions: Mapping[str, str]) -> str:
    """Every figure by its question, with the page it stands on. `questions` is figure id to question."""
    items = []
    for name, question in questions.items():
        page = next((p for p in library.pages.values() if p.number and name in p.figures), library.pages["start"])
        items.append(f'<li><a href="{page.path}#{name}"><strong>{_E(question)}</strong><br><span>{_E(page.front.short)}</span></a></li>')
    return f'<ul class="gallery plain">{"".join(items)}</ul>'


def section(library: Library, page: Page, figure: Figure, *, level: int = 2) -> str:
    """A page of the guide as one section of a longer document: headings one rank lower, sources at its end."""
    inner = "".join(p.html or figure(p.figure) for p in page.passages(library.speech()))
    for depth in (4, 3, 2):
        inner = inner.replace(f'<h{depth} id="', f'<h{depth + 1} id="{page.id}-').replace(f"</h{depth}>", f"</h{depth + 1}>")
    before = page.front.before_you_read
    note = f'<div class="note" role="note"><p class="note-title">{_E(library.say("page.before"))}</p><p>{_E(before)}</p></div>' if before else ""
    number = f"{page.number}. " if page.number else ""
    return (
        f'<section class="guide-section" id="section-{page.id}"><h{level}>{number}{_E(page.front.title)}</h{level}>'
        f'<p class="lead">{_E(page.front.summary)}</p>{note}{inner}</section>'
    )


def whole_guide(library: Library, figure: Figure) -> str:
    """The whole guide on one page, to read or print."""
    say = library.say
    tools = (
        f'<p class="tools needs-script"><button type="button" data-action="print">{_E(say("guide.print"))}</button> '
        f'<button type="button" data-action="copy-page" data-done="{_E(say("guide.copied"))}">{_E(say("guide.copy"))}</button> <span role="status" data-said></span></p>'
    )
    keys = tuple(dict.fromkeys(key for name in GUIDE for key in library.pages[name].citations))
    works = "".join(reference_item(library, key) for key in keys)
    return (
        tools
        + "".join(section(library, library.pages[name], figure) for name in GUIDE)
        + f'<section><h2>{_E(say("references.title"))}</h2><ol class="works">{works}</ol></section>'
    )


def slides(library: Library, figure: Figure) -> str:
    """The guide's sections one at a time in large type, by arrow keys; without a script they stand one below the other."""
    say = library.say
    made = "".join(f'<div class="slide" data-slide>{section(library, library.pages[name], figure)}</div>' for name in GUIDE)
    return (
        f'<div class="slides" data-slides data-of="{_E(say("present.of"))}"><p class="slide-tools needs-script">'
        f'<button type="button" data-action="slide-back">{_E(say("present.back"))}</button> <span role="status" data-slide-at></span> '
        f'<button type="button" data-action="slide-next">{_E(say("present.next"))}</button> '
        f'<button type="button" data-action="full-page">{_E(say("figure.full"))}</button> <span>{_E(say("present.hint"))}</span></p>{made}</div>'
    )


def plainness(library: Library) -> str:
    """School grade and length of each page, measured."""
    rows = []
    for name in GUIDE:
        page = library.pages[name]
        m = readability.measure(s.text for s in page.stretches if not s.deeper and not s.heading)
        minutes = library.say("page.minutes", n=page.minutes)
        rows.append(f"<li>{_E(library.say('about.readability_row', title=page.front.short, grade=m.grade, words=m.words, minutes=minutes))}</li>")
    return f'<h2 id="plain-words">{_E(library.say("about.readability"))}</h2><ul>{"".join(rows)}</ul>'


def contact_line(library: Library, contact: str) -> str:
    """How to report a mistake."""
    if not contact:
        return f'<p id="contact">{_E(library.say("about.no_contact"))}</p>'
    href = contact if contact.startswith("https://") else f"mailto:{contact}"
    link = f'<a href="{_E(href)}">{_E(contact)}</a>'
    return f'<p id="contact">{_E(library.say("about.contact", contact="@@")).replace("@@", link)}</p>'


STORAGE: tuple[tuple[str, str, str], ...] = (
    ("guide.answers", "sessionStorage", "storage.answers"),
    ("guide.kept", "sessionStorage", "storage.kept"),
    ("guide.theme", "sessionStorage", "storage.theme"),
    ("guide.text", "sessionStorage", "storage.text"),
    ("stActiveTheme-<page>-v2", "localStorage", "storage.streamlit_theme"),
    ("stSidebarSectionsState-", "localStorage", "storage.streamlit_sidebar"),
    ("_streamlit_xsrf", "cookie", "storage.xsrf"),
)


def storage(library: Library) -> str:
    """Every cookie and storage key, and why; a browser test compares this list with what a browser holds."""
    say = library.say
    head = "".join(f'<th scope="col">{_E(say(f"about.storage_{name}"))}</th>' for name in ("name", "kind", "why"))
    rows = "".join(f'<tr><th scope="row"><code>{_E(name)}</code></th><td>{kind}</td><td>{_E(say(why))}</td></tr>' for name, kind, why in STORAGE)
    return f'<h2 id="storage">{_E(say("about.storage"))}</h2><table data-storage><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def survey_button(library: Library) -> str:
    """Opens the survey of the sidebar, which is closed on a phone."""
    return f'<p class="needs-script"><button type="button" data-action="survey">{_E(library.say("survey.open"))}</button></p>'


def extra(library: Library, page: Page, figure: Figure, contact: str, questions_of: Mapping[str, str] | None = None) -> str:
    """What a page holds beside its text. `questions_of` gives each figure's question, for the page of all figures."""
    match page.id:
        case "start":
            return survey_button(library) + contents_list(library, current="start")
        case "medicines":
            return medicine_parts.how_it_acts(library, figure)
        case "takeaways":
            return medicine_parts.takeaway_presets(library)
        case "resources":
            return survey_button(library) + ranking(library, rank(library.resources, Answers()))
        case "guide":
            return whole_guide(library, figure)
        case "present":
            return slides(library, figure)
        case "updates":
            return updates(library)
        case "glossary":
            return glossary(library)
        case "figures":
            return gallery(library, questions_of or {name: library.figure_words[name]("question") for name in library.figure_words})
        case "about":
            return contact_line(library, contact) + storage(library) + plainness(library)
    return ""


# -- the ranked list ---------------------------------------------------------------------------------------------------


def help_card(library: Library, ranking: Ranking) -> str:
    """One compact card: at most two general lines of the country, and "all lines"."""
    say, card = library.say, ranking.card

    def row(line: Resource) -> str:
        return f'<li data-resource="{line.id}"><strong>{_E(line.name)}</strong> {" · ".join(contacts(library, line))} <small>{_E(line.hours)}</small></li>'

    first = "".join(row(line) for line in card.lines)
    more = "".join(row(line) for line in card.more)
    head = say("resources.help_in", country=library.survey.country_name(card.country)) if card.country else say("resources.help")
    special = "".join(resource_item(library, match.resource, [library.survey.reasons(match.reasons)]) for match in ranking.lines)
    specials = f'<h2 id="lines-for-you">{_E(say("resources.special"))}</h2><ul class="resources">{special}</ul>' if special else ""
    return (
        f'<section class="help-card" aria-labelledby="help-card"><h2 id="help-card">{_E(head)}</h2>{f"<ul>{first}</ul>" if first else ""}'
        f"<details><summary>{_E(say('resources.all_lines'))}</summary><ul>{more}</ul></details></section>{specials}"
    )


def as_csv(library: Library, ranking: Ranking) -> str:
    """The list as CSV, in the order shown: for the download that the browser makes."""
    rows = [
        {
            "name": m.resource.name,
            "summary": m.resource.summary,
            "phone": " or ".join(m.resource.phones),
            "website": m.resource.url,
            "cost": library.survey.label("cost", m.resource.cost),
            "why": library.survey.reasons(m.reasons),
            "last confirmed": str(m.resource.confirmed_on or ""),
        }
        for m in ranking.matches
    ]
    return pd.DataFrame(rows).to_csv(index=False)


def as_text(library: Library, ranking: Ranking) -> str:
    """The list as plain text."""
    out = []
    for line in (*ranking.card.lines, *(m.resource for m in ranking.lines), *(m.resource for m in ranking.matches)):
        out.append("\n".join(part for part in (line.name, line.summary, " or ".join(line.phones), line.url) if part))
    return "\n\n".join(out)


def ranking(library: Library, ranked: Ranking) -> str:
    """Everything the answers lead to: help card, count, what gave way, the list with reasons, print and downloads."""
    say, survey = library.say, library.survey
    relaxed = "".join(f"<p>{_E(line)}</p>" for line in survey.relaxed(ranked.relaxed))
    gave_way = f'<div class="note" role="note">{relaxed}</div>' if relaxed else ""
    items = "".join(resource_item(library, m.resource, [r for r in (survey.reasons(m.reasons),) if r]) for m in ranked.matches)
    buttons = (
        f'<p class="tools needs-script"><button type="button" data-action="print">{_E(say("resources.print"))}</button> '
        f'<button type="button" data-action="download" data-from="#list-csv" data-kind="text/csv" data-name="ptsd-resources.csv">{_E(say("resources.csv"))}</button> '
        f'<button type="button" data-action="download" data-from="#list-text" data-kind="text/plain" data-name="ptsd-resources.txt">{_E(say("resources.text"))}</button></p>'
    )
    return (
        f'{help_card(library, ranked)}<h2 id="list">{_E(say("resources.list"))}</h2><p role="status" data-count>{_E(survey.count_words(ranked.count))}</p>'
        f'{gave_way}{buttons}<ul class="resources">{items}</ul>'
        f'<pre hidden id="list-csv">{_E(as_csv(library, ranked))}</pre><pre hidden id="list-text">{_E(as_text(library, ranked))}</pre>'
    )
