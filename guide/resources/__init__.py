"""The list of help: its rows, the survey, and how answers sort it."""

from guide.resources.model import ANYWHERE, FIELDS, Answers, Contact, Emergency, HelpCard, Match, Ranking, Reason, Resource
from guide.resources.rank import help_card, help_lines, rank
from guide.resources.read import read_emergency, read_resources, read_timezones
from guide.resources.searched import TALK, searched
from guide.resources.survey import FACETS, QUESTIONS, Question, Survey, Vocabulary, read_survey, read_vocabulary

__all__ = [
    "ANYWHERE", "FACETS", "FIELDS", "QUESTIONS", "TALK", "Answers", "Contact", "Emergency", "HelpCard", "Match", "Question", "Ranking", "Reason", "Resource", "Survey", "Vocabulary",
    "help_card", "help_lines", "rank", "read_emergency", "read_resources", "read_survey", "read_timezones", "read_vocabulary", "searched",
]  # fmt: skip
