"""The list of help: how it is read, checked and ranked."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from guide.content.problems import Problem
from guide.content.source import Source
from guide.library import CONTENT
from guide.resources import QUESTIONS, Answers, Contact, Ranking, Reason, Resource, Vocabulary, rank, read_resources, read_survey, read_vocabulary
from guide.resources.read import COLUMNS
from guide.resources.survey import FACETS

FILE = CONTENT / "data" / "resources.csv"
TODAY = dt.date.today()  # the real table is judged by the day on which it is read
SOURCE = Source(CONTENT, TODAY)
VOCABULARY = read_vocabulary(SOURCE)
assert VOCABULARY
ROWS = read_resources(SOURCE, VOCABULARY)
SURVEY = read_survey(SOURCE, "en", VOCABULARY)
BY_ID = {row.id: row for row in ROWS}
CELLS = list(csv.DictReader(io.StringIO(FILE.read_text(encoding="utf-8"))))

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def position(ranking: Ranking, resource_id: str) -> float:
    """Where a row stands in its own part (0 is first); infinity when it is not shown."""
    parts = ([*ranking.card.lines, *ranking.card.more], [match.resource for match in ranking.lines], [match.resource for match in ranking.matches])
    return next((place for part in parts for place, resource in enumerate(part) if resource.id == resource_id), float("inf"))


# -- made-up rows and answers ------------------------------------------------------------------------------------------

# Few words, so that rows and answers meet often.
AUDIENCES = ("self", "family", "anyone", "veteran", "lgbtq", "young-person")
NEEDS = ("crisis", "sleep", "nightmares")
TOPICS = ("general", "sleep", "anger")
LANGUAGES = ("en", "es", "uk")
FORMATS = ("app", "phone", "website")
COUNTRIES = ("US", "GB", "INT")


def some(words: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """A choice of words. One number draws it: a draw for each word made these tests far slower."""
    return st.integers(least, 2 ** len(words) - 1).map(lambda bits: tuple(word for n, word in enumerate(words) if bits >> n & 1))


def made_row(audiences, about, countries, languages, kind, form) -> Resource:
    """A row of the list with these words."""
    needs, topics = tuple(w for w in about if w in NEEDS), tuple(w for w in about if w in TOPICS)
    groups = set(audiences) - {"self", "family", "anyone"}
    return dataclasses.replace(
        ROWS[0],
        name=("Alpha", "Beta", "Gamma")[form % 3],
        audiences=audiences,
        needs=needs,
        topics=topics,
        countries=countries,
        languages=languages,
        format=form,
        cost="free" if kind & 1 else "low-cost",
        is_crisis=bool(kind & 2),
        general=bool("anyone" in audiences and kind & 4) or not groups,
        is_offer=bool(kind & 8),
        region="Ontario" if kind & 16 else "",
    )


made_rows = st.lists(
    st.builds(
        made_row,
        some(AUDIENCES, 1),
        some(tuple(dict.fromkeys((*NEEDS, *TOPICS))), 1),
        some(COUNTRIES, 1),
        some(LANGUAGES, 1),
        st.integers(0, 31),
        st.integers(0, 8),
    ),
    min_size=1,
    max_size=8,
).map(lambda rows: [dataclasses.replace(row, id=f"row-{n}", format=FORMATS[row.format // 3]) for n, row in enumerate(rows)])

made_answers = st.builds(
    Answers,
    audiences=some(AUDIENCES),
    needs=some(NEEDS),
    country=st.sampled_from((None, *COUNTRIES)),
    topics=some((*TOPICS, "nightmares")),
    languages=some(LANGUAGES),
    formats=some(FORMATS),
    free_only=st.booleans(),
)

real_answers = st.builds(
    Answers,
    audiences=st.lists(st.sampled_from(VOCABULARY.audiences), max_size=3, unique=True).map(tuple),
    needs=st.lists(st.sampled_from(VOCABULARY.needs), max_size=3, unique=True).map(tuple),
    country=st.sampled_from((None, *VOCABULARY.countries)),
    topics=st.lists(st.sampled_from(VOCABULARY.topics), max_size=3, unique=True).map(tuple),
    languages=st.lists(st.sampled_from(VOCABULARY.languages), max_size=2, unique=True).map(tuple),
    formats=st.lists(st.sampled_from(VOCABULARY.formats), max_size=2, unique=True).map(tuple),
    free_only=st.booleans(),
)


def more_answers(answers: Answers, row: Resource) -> Iterator[Answers]:
    """Every way to add one answer that the row names and that was not given yet."""
    for field, words in (
        ("audiences", row.audiences),
        ("needs", row.needs),
        ("topics", row.topics),
        ("languages", row.languages),
        ("formats", (row.format,)),
    ):
        given_already = getattr(answers, field)
        for word in words:
            if word not in given_already:
                yield dataclasses.replace(answers, **{field: (*given_already, word)})
    if answers.country is None:
        for country in {c for c in row.countries if c != "INT"} or {"US"}:
            yield dataclasses.replace(answers, country=country)
    if not answers.free_only and row.cost == "free":
        yield dataclasses.replace(answers, free_only=True)


# -- the rules of ranking ----------------------------------------------------------------------------------------------


@quick
@given(made_rows, made_answers)
def test_a_matching_answer_never_lowers_a_row(rows: list[Resource], answers: Answers) -> None:
    """Rule: adding an answer that a row names never moves the row down, nor off the page."""
    before = rank(rows, answers)
    for row in rows:
        for more in more_answers(answers, row):
            after = rank(rows, more)
            # Without a country every general line stands under "all lines", none above it.
            assert position(after, row.id) <= position(before, row.id), (row.id, answers, more)


@quick
@given(made_rows, made_answers, some(("veteran", "lgbtq", "young-person"), 1))
def test_a_matching_answer_never_lowers_a_line_for_a_group(rows: list[Resource], answers: Answers, groups: tuple[str, ...]) -> None:
    """Rule: the same, where every row is a line for a group: choosing one more group never puts a new line above one that serves it too."""
    groups_of = lambda row: set(row.audiences) - {"self", "family", "anyone"}  # noqa: E731
    lines = [dataclasses.replace(row, is_crisis=True, general=False) for row in rows if groups_of(row)]
    answers = dataclasses.replace(answers, audiences=groups)
    before = rank(lines, answers)
    for line in lines:
        for more in more_answers(answers, line):
            assert position(rank(lines, more), line.id) <= position(before, line.id), (line.id, answers, more)


@settings(max_examples=40, deadline=None)
@given(real_answers, st.data())
def test_a_matching_answer_never_lowers_a_row_of_the_real_list(answers: Answers, data: st.DataObject) -> None:
    """Rule: the same, on the list that is served."""
    row = data.draw(st.sampled_from(ROWS))
    more = data.draw(st.sampled_from(tuple(more_answers(answers, row)) or (answers,)))
    assert position(rank(ROWS, more), row.id) <= position(rank(ROWS, answers), row.id)


@quick
@given(made_rows, made_answers, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(rows: list[Resource], answers: Answers, random) -> None:
    """Rule: the same rows in another order give the same ranking; and ranking twice gives the same."""
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert rank(shuffled, answers) == rank(rows, answers) == rank(rows, answers)


@settings(max_examples=15, deadline=None)
@given(real_answers, st.randoms(use_true_random=False))
def test_the_order_of_the_real_file_does_not_matter(answers: Answers, random) -> None:
    """Rule: the same, on the list that is served."""
    shuffled = list(ROWS)
    random.shuffle(shuffled)
    assert rank(shuffled, answers) == rank(ROWS, answers)


@quick
@given(made_rows, made_answers)
def test_the_list_is_never_empty_and_says_what_gave_way(rows: list[Resource], answers: Answers) -> None:
    """Rule: where the file has rows for the list, some are shown; `relaxed` is empty exactly when each shown row meets every choice."""
    assume(any(not row.is_crisis for row in rows))
    ranking = rank(rows, answers)
    assert ranking.count == len(ranking.matches) > 0
    assert set(ranking.relaxed) == {reason for match in ranking.matches for reason in match.missing}
    fits = [
        row
        for row in rows
        if not row.is_crisis
        and row.serves(answers.country)
        and set(answers.languages) <= set(row.languages)
        and (not answers.formats or row.format in answers.formats)
        and (not answers.free_only or row.cost == "free")
    ]
    if fits:
        assert {match.resource.id for match in ranking.matches} == {row.id for row in fits}
        assert ranking.relaxed == ()
    else:
        assert ranking.relaxed


def test_the_real_list_is_never_empty() -> None:
    """Rule: every country and every language leads to some rows, even with a form that nobody offers there."""
    for country in (None, *VOCABULARY.countries):
        assert rank(ROWS, Answers(country=country, languages=("hi",), formats=("video",), free_only=True)).count
    for language in VOCABULARY.languages:
        assert rank(ROWS, Answers(country="LB", languages=(language,), formats=("guideline",))).count


def test_every_row_can_be_reached() -> None:
    """Rule: for every row some answers show it in first place of its part, or among all lines of its country."""
    for row in ROWS:
        country = next((c for c in row.countries if c != "INT"), None)
        own = Answers(row.audiences, row.needs, country, row.topics, row.languages, (row.format,), row.cost == "free")
        ranking = rank(ROWS, own)
        shown = (*ranking.card.lines, *ranking.card.more, *(m.resource for m in ranking.lines), *(m.resource for m in ranking.matches))
        assert row in shown, row.id
        if not row.is_crisis:
            top = ranking.matches[0].score
            assert next(m.score for m in ranking.matches if m.resource is row) == top, row.id


@quick
@given(made_rows, made_answers)
def test_lines_for_a_group_are_shown_only_to_that_group(rows: list[Resource], answers: Answers) -> None:
    """Rule: a crisis line made for a group shows for those who chose that group, in their country, and nowhere else."""
    ranking = rank(rows, answers)
    shown = {match.resource.id for match in ranking.lines}
    for row in rows:
        expected = row.is_crisis and not row.general and bool(row.groups & set(answers.audiences)) and row.serves(answers.country)
        assert (row.id in shown) == expected
    assert not any(match.resource.is_crisis for match in ranking.matches)
    assert all(line.is_crisis and line.general for line in (*ranking.card.lines, *ranking.card.more))


def test_being_close_to_someone_opens_no_lines_for_groups() -> None:
    """Rule: a role (family, parent, clinician) is no group: it does not bring up lines made for someone hurt by abuse."""
    ranking = rank(ROWS, Answers(audiences=("family", "parent", "self", "clinician"), country="US"))
    assert ranking.lines == ()


@given(st.sampled_from((None, *VOCABULARY.countries)))
def test_the_help_card_holds_at_most_two_lines_and_keeps_the_rest(country: str | None) -> None:
    """Rule: at most two general lines of the country stand first; the others all stand under "all lines"; where there is none, the directories do."""
    card = rank(ROWS, Answers(country=country)).card
    assert len(card.lines) <= (0 if country is None else 2)
    expected = {row.id for row in ROWS if row.is_crisis and row.general and row.serves(country)} or {"int-find-a-helpline", "int-befrienders-worldwide"}
    assert [r.id for r in (*card.lines, *card.more)] == list(dict.fromkeys(r.id for r in (*card.lines, *card.more)))
    assert {row.id for row in (*card.lines, *card.more)} == expected


def test_a_line_for_part_of_a_country_stands_after_those_for_all_of_it() -> None:
    """Rule: someone in England is not shown Northern Ireland's line first."""
    card = rank(ROWS, Answers(country="GB")).card
    assert [row.id for row in card.lines] == ["uk-samaritans", "uk-nhs-111-mental-health"]


def test_veteran_nightmares_app_free_us() -> None:
    """Rule: for these answers the first row that is no crisis line is an app whose reasons name nightmares and veterans."""
    for asked in ({"topics": ("nightmares",)}, {"needs": ("nightmares",)}):
        ranking = rank(ROWS, Answers(audiences=("veteran",), formats=("app",), free_only=True, country="US", **asked))
        first = ranking.matches[0]
        assert first.resource.format == "app"
        assert first.resource.cost == "free"
        assert ranking.relaxed == ()
        words = SURVEY.reasons(first.reasons)
        assert "nightmares" in words
        assert "veterans" in words
        assert SURVEY.reason(Reason("need", "nightmares")) == "because you chose nightmares"
        assert [match.resource.id for match in ranking.lines] == ["us-veterans-crisis-line"]


def test_a_word_chosen_as_need_and_as_topic_counts_once() -> None:
    """Rule: sleep, chosen twice, is one choice."""
    once, twice = Answers(needs=("sleep",)), Answers(needs=("sleep",), topics=("sleep",))
    assert rank(ROWS, once).matches == rank(ROWS, twice).matches


def test_a_country_shows_its_own_and_international_rows() -> None:
    """Rule: with a country chosen, every row is of that country or of any country, and both kinds are there."""
    rows = [match.resource for match in rank(ROWS, Answers(country="AU")).matches]
    assert all("AU" in row.countries or "INT" in row.countries for row in rows)
    assert any("AU" in row.countries for row in rows)
    assert any("AU" not in row.countries for row in rows)


def test_reasons_tell_only_what_was_chosen_and_what_the_row_says() -> None:
    """Rule: each reason is an answer that was given and a word that stands in the row."""
    answers = Answers(("veteran", "family"), ("sleep",), "US", ("anger",), ("en",), ("app", "course"), True)
    for match in rank(ROWS, answers).matches:
        row = match.resource
        words = {*row.audiences, *row.needs, *row.topics, *row.countries, *row.languages, row.format, row.cost}
        words |= {"self"} if "anyone" in row.audiences else set()
        assert all(reason.value in words for reason in match.reasons)
        assert bool(match.score) == any(reason.kind in ("audience", "need", "topic") for reason in match.reasons)


def test_what_gave_way_is_said_in_words() -> None:
    """Rule: when nothing is a free Ukrainian video for Lebanon, the nearest rows stand there and a sentence says how they differ."""
    ranking = rank(ROWS, Answers(country="LB", languages=("uk",), formats=("video",), free_only=True))
    sentences = SURVEY.relaxed(ranking.relaxed)
    assert ranking.count
    assert len(sentences) == 2
    assert "videos" in sentences[1]
    assert SURVEY.relaxed(()) == []


@settings(max_examples=60, deadline=None)
@given(real_answers)
def test_the_words_for_every_ranking_exist(answers: Answers) -> None:
    """Rule: no ranking leads to a missing or a half-filled sentence."""
    ranking = rank(ROWS, answers)
    sentences = [*SURVEY.relaxed(ranking.relaxed), SURVEY.count_words(ranking.count)]
    sentences += [SURVEY.reasons(match.reasons) for match in (*ranking.matches, *ranking.lines)]
    assert not any(re.search(r"[{}]", sentence) for sentence in sentences)


# -- the file ----------------------------------------------------------------------------------------------------------


def test_the_list_has_no_mistake() -> None:
    """Rule: the list, the vocabulary and the survey that are served hold no mistake."""
    assert [str(problem) for problem in SOURCE.problems] == []
    assert len(ROWS) == len(CELLS)


# The row that is broken in many ways was seen on somebody else's page, so that its address can be anything.
SECOND_HAND = {"confirmed_where": "https://example.org/lines", "also_seen_where": "", "also_seen_on": "", "seen_on_own_or_government_page": "false"}


def write(folder: Path, change: dict[str, str] | None = None, *, row: int = 3, rows: list[dict[str, str]] | None = None) -> list[Problem]:
    """A content folder with the first rows of the list, one changed; what the reader says of it."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    (data / "vocabulary.yaml").write_text((CONTENT / "data" / "vocabulary.yaml").read_text(encoding="utf-8").replace("int-find-a-helpline", CELLS[0]["id"]))
    rows = [dict(cells) for cells in (rows or [*CELLS[:3], CELLS[3] | SECOND_HAND, *CELLS[4:6]])]
    rows[row].update(change or {})
    with (data / "resources.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    found, problems = read(folder)
    assert len(found) == len(rows) - bool([p for p in problems if not p.warning])
    return problems


def read(folder: Path, language: str = "en") -> tuple[list[Resource], list[Problem]]:
    """The rows of a content folder, and what is wrong with them."""
    source = Source(folder, TODAY)
    return read_resources(source, read_vocabulary(source), language), source.problems


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "us-988-lifeline"}, "id"),
        ({"id": "Not An Id"}, "id"),
        ({"name": ""}, "name"),
        ({"url": "rainn.org"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": "ftp://rainn.org/"}, "url"),
        ({"url": "https://rainn org/"}, "url"),
        ({"phone": "", "chat": "", "text_to": ""}, "phone"),
        ({"phone": "988 (press 1)"}, "phone"),
        ({"phone": "800-ASK"}, "phone"),
        ({"text_to": "HOME to 741741"}, "text_to"),
        ({"text_to": "741741|988", "text_word": "HOME"}, "text_word"),
        ({"phone_note": "one|two"}, "phone_note"),
        ({"phone": "", "phone_then": "then press 1"}, "phone_then"),
        ({"audiences": "veterans"}, "audiences"),
        ({"audiences": "sexual-violence|sexual-violence"}, "audiences"),
        ({"audiences": "family"}, "audiences"),
        ({"needs": ""}, "needs"),
        ({"topics": "everything"}, "topics"),
        ({"languages": "xx"}, "languages"),
        ({"country": "XX"}, "country"),
        ({"format": "phone|app"}, "format"),
        ({"cost": "cheap"}, "cost"),
        ({"org_type": "club"}, "org_type"),
        ({"is_crisis": "yes"}, "is_crisis"),
        ({"general": "true"}, "general"),
        ({"hours": "Reported as 24/7", "always_open": "true"}, "always_open"),
        ({"confirmed_on": "23.11.2026"}, "confirmed_on"),
        ({"confirmed_on": ""}, "confirmed_on"),
        ({"confirmed_on": "2999-01-01"}, "confirmed_on"),
        ({"seen_on_own_or_government_page": "true"}, "seen_on_own_or_government_page"),
        ({"country": "US|GB", "phone": "116 123"}, "phone"),
        ({"country": "INT", "summary": "Call 116-123."}, "summary"),
    ],
)
def test_a_broken_row_is_named_by_line_and_field(tmp_path: Path, change: dict[str, str], field: str) -> None:
    """Rule: a mistake names the file, the line of the row and the field; nothing else is reported."""
    assert write(tmp_path) == []
    problems = write(tmp_path, change)
    assert {(p.file, p.line, p.field) for p in problems} == {("data/resources.csv", 5, field)}
    assert all(p.message for p in problems)


def test_a_date_ahead_of_the_clock_is_a_warning(tmp_path: Path) -> None:
    """Rule: a date in the future is told as a warning (tests make it an error); the row stays."""
    (problem,) = write(tmp_path, {"confirmed_on": "2999-01-01"})
    assert problem.warning


def test_lines_are_counted_over_cells_with_line_breaks(tmp_path: Path) -> None:
    """Rule: the line named is that of the row in the file, also after a cell that spans lines."""
    rows = [dict(cells) for cells in CELLS[:6]]
    rows[0]["summary"] = "Two\nlines"
    problems = write(tmp_path, {"format": "pigeon"}, rows=rows)
    assert [problem.line for problem in problems] == [6]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Rule: two wrong fields in one row are both named."""
    assert {problem.field for problem in write(tmp_path, {"url": "x", "cost": "x"})} == {"url", "cost"}


def test_a_missing_file_column_or_cell_is_named(tmp_path: Path) -> None:
    """Rule: a missing file, a missing column and a short row are mistakes with their line."""
    write(tmp_path)
    path = tmp_path / "data" / "resources.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("phone_then", "phone_menu", 1), encoding="utf-8")
    assert {p.field for p in read(tmp_path)[1]} == {"phone_then", "phone_menu"}
    path.write_text(text + "short,row\n", encoding="utf-8")
    assert [(p.line, p.field) for p in read(tmp_path)[1]] == [(8, "row")]
    path.unlink()
    assert [p.field for p in read(tmp_path)[1]] == ["file"]


def test_the_survey_needs_a_label_for_every_word(tmp_path: Path) -> None:
    """Rule: a word of the vocabulary without a label, and a label without a word, are named with their line."""
    for name in ("data/vocabulary.yaml", "en/survey.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text((CONTENT / name).read_text(encoding="utf-8"), encoding="utf-8")

    def mistakes() -> list[Problem]:
        source = Source(tmp_path, TODAY)
        read_survey(source, "en", read_vocabulary(source))
        return source.problems

    assert mistakes() == []
    path = tmp_path / "en" / "survey.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    emdr: {label", "    hypnosis: {label"), encoding="utf-8")
    problems = mistakes()
    assert {problem.field for problem in problems} == {"words.topic.emdr", "words.topic.hypnosis", "questions.topic.options"}
    assert all(problem.line > 1 and problem.file == "en/survey.yaml" for problem in problems)


# -- what the rows say -------------------------------------------------------------------------------------------------


def test_the_survey_asks_seven_questions_and_says_why() -> None:
    """Rule: three questions, then four behind "more choices"; each says in one sentence why it is asked."""
    assert tuple(question.id for question in SURVEY.questions) == QUESTIONS
    assert [question.id for question in SURVEY.questions if not question.more] == ["audience", "need", "country"]
    for question in SURVEY.questions:
        assert re.fullmatch(r"We ask [^.?!]+\.", question.why)
        assert question.options
    assert dict(SURVEY.question("country").options)["INT"] == "Another country"
    assert "never put in an address, a log or a file" in SURVEY.before


def test_every_field_to_dial_can_be_dialled() -> None:
    """Rule: numbers hold nothing but a number; menu choices and words to send stand in fields of their own."""
    assert BY_ID["us-veterans-crisis-line"].phones == ("988",)
    assert BY_ID["us-veterans-crisis-line"].phone_then == "then press 1"
    assert BY_ID["us-crisis-text-line"].texts[0] == Contact("741741", "HOME", "")
    assert BY_ID["us-crisis-text-line"].texts[1] == Contact("741741", "AYUDA", "Spanish")
    assert BY_ID["uk-nhs-111-mental-health"].phones == ("111",)
    assert BY_ID["us-trans-lifeline"].calls[1] == Contact("877-330-6366", "", "Canada")
    for row in ROWS:
        assert all(re.fullmatch(r"[+*]?[\d -]+", contact.number) for contact in (*row.calls, *row.texts))


def test_research_notes_do_not_reach_the_reader() -> None:
    """Rule: how a row was looked up is a note for those who keep the list, not text for a reader."""
    for row in ROWS:
        said = f"{row.name} {row.summary} {row.evidence_note} {row.hours} {row.phone_then} {row.chat}"
        assert not re.search(r"not checked|\bseen\b|the source\b|confirmed|general knowledge", said, re.IGNORECASE), row.id
        assert "*" not in said


def test_plain_words_in_what_we_say_ourselves() -> None:
    """Rule: no word the guide never uses stands in a summary or a note (the name of a service stays as it is)."""
    banned = re.compile(r"\b(sufferers?|victims?|abnormal|damaged|just|cures?|cured|proven|miracle|doses?|dosage|mg)\b", re.IGNORECASE)
    for row in ROWS:
        assert not banned.search(f"{row.summary} {row.evidence_note}"), row.id
        assert len(row.summary.split()) <= 25, row.id
    assert not banned.search((CONTENT / "en" / "survey.yaml").read_text(encoding="utf-8"))


def test_confirmed_where_and_when_stand_together() -> None:
    """Rule: a row says where and on which day it was last seen, or neither."""
    for row in ROWS:
        assert bool(row.confirmed_on) == bool(row.confirmed_host)
        assert row.confirmed_on is None or row.confirmed_on <= TODAY


def test_the_vocabulary_names_the_words_of_every_facet() -> None:
    """Rule: each facet of the survey has its list of words, and no list stands without a facet."""
    assert {field.name for field in dataclasses.fields(Vocabulary)} == {*FACETS.values(), "elsewhere"}


def test_semicolons_of_a_spreadsheet_get_one_sentence(tmp_path: Path) -> None:
    """Rule: a table saved with semicolons is one mistake that says so, not one for each column."""
    write(tmp_path)
    path = tmp_path / "data" / "resources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    (problem,) = read(tmp_path)[1]
    assert problem.line == 1 and "semicolons" in problem.message


def test_another_language_has_words_of_its_own_for_every_row(tmp_path: Path) -> None:
    """Rule: in another language `<language>/resources.yaml` says each row's words; a row without them and words without a row are named."""
    write(tmp_path)
    (tmp_path / "xx").mkdir()
    words = tmp_path / "xx" / "resources.yaml"
    ids = [cells["id"] for cells in CELLS[:6]]
    words.write_text("".join(f"{key}: {{summary: Las palabras, chat: en la página}}\n" for key in ids), encoding="utf-8")
    rows, problems = read(tmp_path, "xx")
    assert problems == [] and {row.summary for row in rows} == {"Las palabras"} and rows[0].name == CELLS[0]["name"]
    words.write_text("".join(f"{key}: {{summary: Las palabras}}\n" for key in [*ids[1:], "nobody"]) + f"{ids[0]}: {{chat: aquí}}\n", encoding="utf-8")
    assert {problem.field for problem in read(tmp_path, "xx")[1]} == {f"{ids[0]}.summary", "nobody"}
    words.unlink()
    assert [(problem.file, problem.field) for problem in read(tmp_path, "xx")[1]] == [("xx/resources.yaml", "file")]
