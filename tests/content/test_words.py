"""The words of the guide: sources, plainness, numbers, what is never said, what is covered."""

from __future__ import annotations

import re

import pytest

from guide.content import markdown, readability
from guide.content.pages import GUIDE, Page
from guide.library import Library, load
from guide.view.before import before
from guide.view.page import Given, article
from guide.view.parts import ANSWERED, BESIDE
from tests.numbers import numbers_in

LIBRARY: Library = load("en", strict_dates=True)
PAGES = list(LIBRARY.pages.values())
READERS = [LIBRARY.pages[name] for name in GUIDE]

# Words that no page may hold: they blame, promise, dose or frighten.
BANNED = re.compile(
    r"\b(sufferers?|victims?|abnormal\w*|damaged|just|cure[sd]?|curing|proven|miracle|commit(?:ted)? suicide|\d+(?:\.\d+)?\s?(?:mg|µg|mcg|milligrams?))\b",
    re.IGNORECASE,
)
# Said of a treatment outside a claim, these would be claims without a source.
EFFECTS = re.compile(
    r"\b(lowers?|lowered|lowering|raises?|raised|raising|causes?|caused|causing|reduces?|cures?)\b|\b(?<!can )(?<!could )(helps|helped|helping)\b",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")


def ids(page: Page) -> str:
    return page.id


def claims(page: Page) -> dict[int, tuple[markdown.Head, str]]:
    """Each claim (or pair of views) of a page with its words, by line."""
    found: dict[int, tuple[markdown.Head, str]] = {}
    for stretch in page.stretches:
        if stretch.claim:
            head, text = found.get(stretch.claim.line, (stretch.claim, ""))
            found[stretch.claim.line] = (head, f"{text} {stretch.text}")
    return found


def cited_in(page: Page, head: markdown.Head) -> set[str]:
    """The works cited inside one claim."""
    inside, found = False, set()
    for token in page.tokens:
        if token.meta.get("head") is head:
            inside, level = True, token.level
        elif inside and token.type.startswith("container_") and token.nesting == -1 and token.level == level:
            break
        elif inside:
            found |= {key for child in token.children or () if child.type == "cite" for key in child.meta["keys"]}
    return found


@pytest.mark.parametrize("page", READERS, ids=ids)
def test_every_claim_cites_a_work_of_its_facts(page):
    """A claim names its strength, its facts, and cites at least one work on which one of those facts rests, and no other."""
    for head, text in claims(page).values():
        allowed = {key for fact in head.facts for key in LIBRARY.facts[fact].references}
        cited = cited_in(page, head)
        assert cited, f"{page.file}: no work is cited: {text[:90]}"
        assert cited <= allowed, f"{page.file}: {cited - allowed} rest under none of {head.facts}: {text[:90]}"


@pytest.mark.parametrize("page", READERS, ids=ids)
def test_numbers_of_a_claim_stand_in_its_facts(page):
    """Every number in a claim stands in its facts' rows, or the claim says how it was computed."""
    for head, text in claims(page).values():
        if head.values.get("computed"):
            continue
        known = set().union(*(numbers_in(LIBRARY.facts[fact].text) for fact in head.facts), {"100"} if "out of 100" in text else set())
        bare = re.findall(r"\d+(?:[.,]\d+)*", text)
        for number in bare:
            assert number.replace(",", "") in known, f"{page.file}: {number} stands in none of {head.facts}: {text[:120]}"


@pytest.mark.parametrize("page", READERS, ids=ids)
def test_outside_a_claim_nothing_is_claimed(page):
    """A plain sentence outside a claim holds no digit and no effect of a treatment."""
    for stretch in page.stretches:
        if stretch.claim or stretch.heading:
            continue
        assert not DIGIT.search(stretch.text), f"{page.file}: a digit outside a claim: {stretch.text}"
        assert not EFFECTS.search(stretch.text), f"{page.file}: an effect outside a claim: {stretch.text}"


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_words_never_used(page):
    """No banned word and no amount of a medicine stands on any page."""
    front = page.front
    extra = [front.title, front.summary, front.description, *(q.text for q in front.questions)]
    if front.check:
        extra += [front.check.question, *(o.text for o in front.check.options), *(o.feedback for o in front.check.options)]
    for text in [*(s.text for s in page.stretches), *extra]:
        found = BANNED.search(text)
        assert not found, f"{page.file}: {found[0]!r} in: {text}"


@pytest.mark.parametrize("page", READERS, ids=ids)
def test_plain_text_is_plain(page):
    """Plain text reads at grade 8 or below; sentences average 15 words and none passes 25; deeper text stays at grade 12."""
    plain = readability.measure(s.text for s in page.stretches if not s.deeper and not s.heading)
    assert plain.grade <= 8, plain
    # SMOG counts words of three syllables; the names of this field (norepinephrine, medicine, amygdala) cost it two grades.
    assert plain.smog <= 10.5, plain
    assert plain.average <= 15, plain
    for stretch in page.stretches:
        if stretch.deeper or stretch.heading:
            continue
        for sentence in readability.sentences(stretch.text):
            assert len(readability.words(sentence)) <= 25, f"{page.file}: {sentence}"
    deeper = readability.measure(s.text for s in page.stretches if s.deeper and not s.heading)
    assert deeper.grade <= 12.9, deeper


def test_the_guide_takes_25_to_40_minutes():
    """A person who reads the plain text alone takes 25 to 40 minutes in all."""
    words = sum(len(s.text.split()) for page in READERS for s in page.stretches if not s.deeper)
    assert 25 <= words / readability.WORDS_PER_MINUTE <= 40


def test_every_seed_point_is_covered():
    """Every point that the guide sets out to cover (data/seed-points.yaml) stands on a page."""
    covered = {point for page in PAGES for point in page.front.covers}
    assert {point.id for point in LIBRARY.seed_points} <= covered


@pytest.mark.parametrize("page", READERS, ids=ids)
def test_terms_are_explained_where_they_first_stand(page):
    """A page links each glossary term at most once, and links at least one."""
    keys = [key for key, _ in page.marks.terms]
    assert keys, page.file
    twice = {key for key in keys if keys.count(key) > 1}
    assert not twice, f"{page.file}: {twice} linked twice"


def test_where_the_seed_and_the_evidence_part_both_are_said():
    """Where a popular idea and the evidence part, the page has a passage that says both views."""
    for name in ("response-to-trauma", "why-increase", "medicines", "talking-therapies", "personal", "looking-forward"):
        page = LIBRARY.pages[name]
        views = [text for head, text in claims(page).values() if head.kind == "views"]
        assert views, page.file
        for text in views:
            assert "You may read" in text and "Research so far says" in text, f"{page.file}: {text[:80]}"


@pytest.mark.parametrize("page", READERS, ids=ids)
def test_every_page_has_what_a_guide_page_holds(page):
    """A page has two questions, a check with kind feedback, sources, a day of checking and, when numbered, a deeper passage."""
    assert len(page.front.questions) == 2
    assert page.front.check and all(option.feedback for option in page.front.check.options)
    # The page itself says "Yes." before what stands beside the right answer.
    right = LIBRARY.say("page.right")
    assert not any(option.feedback.startswith(right) for option in page.front.check.options), f"{page.file}: {right} twice"
    assert page.citations
    if page.number:
        assert any(head.kind == "deeper" for head in page.marks.heads), page.file


def test_a_word_of_warning_leads_where_it_offers_to_skip_to():
    """Each heading that a word of warning names in quotes is a heading of its page, and a link to it."""
    warned = [page for page in PAGES if page.front.before_you_read]
    named = [part for page in warned for part in before(page) if f"“{part.text}”" in page.front.before_you_read]
    assert len(named) >= 3 and all(part.anchor for part in named), named


def test_no_work_is_cited_without_doi_or_address():
    """Each cited work can be found: it has a DOI, a PMID or its own address."""
    for page in PAGES:
        for key in page.citations:
            work = LIBRARY.references[key]
            assert work.DOI or work.PMID or work.URL, key


def test_titles_and_descriptions_fit_where_they_are_shown():
    """A title fits two lines of a phone, a short title the contents and a button, a description what search engines and previews show."""
    for page in PAGES:
        front = page.front
        assert len(front.title) <= 70 and len(front.short) <= 28 and len(front.description) <= 170, page.file
    assert all(len(takeaway.words.button) <= 32 for takeaway in LIBRARY.steps.takeaways)


def test_someone_beside_is_told_what_to_do_and_where_it_was_read():
    """On the start page, under "Tonight is hard", someone beside a person finds words for now and for later, with the works they were read in."""
    text = str(article(LIBRARY, LIBRARY.pages["start"], Given(figure_src=str)))
    beside = text[text.index('class="beside"') :].split("</details>")[0]
    for key in ("beside_now", "beside_later", "beside_you"):
        assert LIBRARY.say(f"tonight.{key}") in beside
    for work in BESIDE:
        assert LIBRARY.references[work].link in beside


def test_the_example_of_the_three_questions_has_the_pages_own_works():
    """What the table of why-increase says of venlafaxine was read in works that stand behind the page's claims on it."""
    claims = [head for head in LIBRARY.pages["why-increase"].marks.heads if head.kind == "claim"]
    known = {work for head in claims for fact in head.facts for work in LIBRARY.facts[fact].references}
    assert set(ANSWERED) <= known & set(LIBRARY.pages["why-increase"].citations)
