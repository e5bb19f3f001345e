"""The Spanish edition: how plain it is, what it never says, the names it keeps, and no English word left behind (docs/es.md has its rules)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import pytest

from guide.content import readability
from guide.content.match import bare
from guide.content.pages import GUIDE
from guide.library import ROOT, load
from tests.content.test_editions import FILES, claims, words

ENGLISH, SPANISH = load("en"), load("es")
READERS = [SPANISH.pages[name] for name in GUIDE]
# Words of both languages: read one by one. A word that is not among them and stands in the English edition is English.
SHARED = frozenset((ROOT / "tests" / "content" / "shared-es.txt").read_text(encoding="utf-8").split())
WORD = re.compile(r"[^\W\d_]+")
BANNED = re.compile(
    r"\b(víctimas?|padec\w+|sufr\w+ de|anormal\w*|dañad[oa]s?|simplemente que|se cura\w*|curación|milagro\w*|comprobad[oa]s? que|vosotros|ustedes|"
    r"tú|vos|severo|condición|evento|droga para|\d+\s?mg)\b",
    re.IGNORECASE,
)
NEVER = re.compile(r"\bnunca\b[^.?!]*\bde golpe\b", re.IGNORECASE)
ENGLISH_NEVER = re.compile(r"\b(?:never(?: a reason to)?|do not) stop(?: \w+)* suddenly\b", re.IGNORECASE)
# What a claim names, in English and in Spanish: medicines, comparators, who was studied. A claim that names one names it in both.
SAID = {
    "sertraline": "sertralina", "paroxetine": "paroxetina", "venlafaxine": "venlafaxina", "prazosin": "prazosina", "clonidine": "clonidina",
    "guanfacine": "guanfacina", "doxazosin": "doxazosina", "yohimbine": "yohimbina", "methylone": "metilona", "brexpiprazole": "brexpiprazol",
    "benzodiazepines": "benzodiacepinas", "placebo": "placebo", "waiting lists?": "listas? de espera", "supportive": "apoyo", "veterans": "veteran[oa]s",
    "soldiers": "soldados", "rats?": "ratas?", "animals?": "animal(?:es)?", "twins": "gemelos", "healthy": "san[oa]s?", "serotonin": "serotonina",
    "dopamine": "dopamina", "cortisol": "cortisol", "EMDR": "EMDR", "UK": "Reino Unido", "women": "mujer(?:es)?",
}  # fmt: skip


def texts() -> Iterator[tuple[str, str]]:
    """Every Spanish text a reader meets, by where it stands; keys, names of files and what people type into the search aside."""
    for page in SPANISH.pages.values():
        front = page.front
        said = [front.title, front.short, front.summary, front.description, front.before_you_read, *(q.text for q in front.questions)]
        if front.check:
            said += [front.check.question, *(text for option in front.check.options for text in (option.text, option.feedback))]
        said += [s.text for s in page.stretches] + [head.title for head in page.marks.heads if head.kind in ("deeper", "note")]
        yield from ((page.file, text) for text in said)
    for file in FILES:
        skipped = {"several", "more", "options", "pages", "link", "sources", "locale", "og", "id", "about", "names", "full", "file"} - (
            {"names"} if file.startswith("figures/") else set()
        )
        for at, text in words("es", file).items():
            if not skipped & set(at) and not (file == "figures/evidence-balance.yaml" and at[0] in ("names", "full")):
                yield f"es/{file}: {'.'.join(at)}", text
    for row in SPANISH.resources:
        for name in ("summary", "phone_then", "chat", "evidence_note", "hours", "region"):
            yield f"es/resources.yaml: {row.id}.{name}", getattr(row, name)


def english(text: str) -> set[str]:
    """The words of a text that the English edition uses and Spanish does not; names and what stands in code or an address aside."""
    for name in NAMES:
        text = text.replace(name, " ")
    text = re.sub(r"\{\w*\}|\b[A-Z]+_[A-Z_]+\b|https?://\S+|\S+@\S+|<[^>]+>|[\w-]+\.(?:gov|org|uk|no)\b", " ", text)
    return {word for word in map(str.lower, WORD.findall(text)) if word in english_words() and word not in SHARED}


@functools.cache  # asked for by the first test that needs it: each worker imports this file
def english_words() -> frozenset[str]:
    """Every word of the English edition."""
    found = [s.text for page in ENGLISH.pages.values() for s in page.stretches]
    found += [text for file in FILES for text in words("en", file).values()]
    found += [f"{row.summary} {row.evidence_note} {row.hours}" for row in ENGLISH.resources]
    return frozenset(word.lower() for text in found for word in WORD.findall(text))


NAMES = sorted({*SPANISH.about.names, *(row.name for row in ENGLISH.resources)}, key=len, reverse=True)


@pytest.mark.parametrize("page", READERS, ids=lambda page: page.id)
def test_plain_text_is_plain(page):
    """Plain text is normal or easy on the INFLESZ scale (55 or more), and no sentence of it passes 20 words."""
    plain = [s for s in page.stretches if not s.deeper and not s.heading]
    found = readability.inflesz(s.text for s in plain)
    assert found >= 55, f"{page.file}: INFLESZ {found}"
    for stretch in plain:
        for sentence in readability.sentences(stretch.text):
            count = len(readability.words(sentence))
            assert count <= LONGEST, f"{page.file}:{page.first_line + stretch.line}: {count} words: {sentence}"


LONGEST = 20


def test_no_english_word_is_left():
    """No word of the English edition stands in the Spanish one, but those that both languages have and the names kept as they are."""
    wrong = [(where, sorted(found), text[:90]) for where, text in texts() if (found := english(text))]
    assert not wrong, "\n".join(map(str, wrong[:40]))


def test_what_is_never_said():
    """No word that blames, promises, doses, or is no neutral Spanish; questions and exclamations begin with their sign."""
    for where, text in texts():
        found = BANNED.search(text)
        assert not found, f"{where}: {found[0]!r} in: {text}"
        for end, begin in ("?¿", "!¡"):
            assert text.count(end) == text.count(begin), f"{where}: {text}"


@pytest.mark.parametrize("name", ENGLISH.pages)
def test_a_claim_names_the_same(name):
    """A medicine, a comparator and who was studied are named in a claim of both languages, or of neither."""
    first, other = ENGLISH.pages[name], SPANISH.pages[name]
    for (line, _, ours), (there, _, theirs) in zip(claims(first), claims(other), strict=True):
        for said, dicho in SAID.items():
            if re.search(rf"\b{said}\b", ours, re.IGNORECASE):
                assert re.search(rf"\b{dicho}\b", theirs, re.IGNORECASE), (
                    f"{other.file}:{there} ({first.file}:{line}): {dicho!r} is missing: {theirs.strip()[:160]}"
                )


def test_never_stop_suddenly_stands_wherever_it_does():
    """Wherever the English says "never stop suddenly", the Spanish says "nunca … de golpe": page by page, and key by key."""
    for name, page in ENGLISH.pages.items():
        counts = [len(rule.findall(" ".join(s.text for s in p.stretches))) for rule, p in ((ENGLISH_NEVER, page), (NEVER, SPANISH.pages[name]))]
        assert counts[0] <= counts[1], f"{SPANISH.pages[name].file}: {counts}"
    for file in FILES:
        spanish = words("es", file)
        for at, text in words("en", file).items():
            assert not ENGLISH_NEVER.search(text) or NEVER.search(spanish[at]), f"es/{file}: {'.'.join(at)}: {spanish[at]}"


@pytest.mark.parametrize(
    "typed", ["Me quiero morir", "kiero morir", "no quiero vivir más", "suisidio", "quiero hacerme daño", "mi marido me pega", "¡Auxilio!"]
)
def test_crisis_is_heard(typed):
    """Words of crisis, with slips and without accents, bring help above every result."""
    assert SPANISH.search.speaks_of_crisis(typed)


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("noradrenalina", "term:norepinephrine"),
        ("Rivotril", "treatment:benzodiazepines"),
        ("no puedo dormir", "treatment:cbt-i"),
        ("ataque de nervios", "page:stress-and-anxiety"),
    ],
)
def test_everyday_words_are_known(typed, to):
    """Names and words that people use at home lead to what they mean."""
    assert bare(typed) in {bare(name) for name in SPANISH.search.also[to]}


def test_who_chose_spanish_finds_spanish_first():
    """The Spanish way to reach a line stands first, and a line that speaks no Spanish says what it speaks."""
    from guide.view.contacts import speaks, ways

    row = next(row for row in SPANISH.resources if row.id == "us-988-lifeline")
    found = ways(SPANISH, row)
    assert "marque 2" in found[0].beside and next(way for way in found if way.to.startswith("sms:")).to.endswith("AYUDA")
    assert speaks(SPANISH, row) == "En español"
    assert speaks(SPANISH, next(row for row in SPANISH.resources if row.id == "us-veterans-crisis-line")) == "En inglés"
