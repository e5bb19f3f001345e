"""Treatments one can compare: the rows of `content/`, sorted within three fixed groups, filtered, searched and set side by side."""

from guide.treatments.address import View, nearest, read_address
from guide.treatments.choose import Filtered, Placed, matcher, narrow, order
from guide.treatments.compare import CompareRow, compare, out_of_100
from guide.treatments.model import (
    FEWEST_COLUMNS,
    FILTERS,
    GROUPS,
    KINDS,
    MOST_COLUMNS,
    NO_KIND,
    NOT_KNOWN,
    PASSAGES,
    PLACES,
    READ,
    SIGNALS,
    STATES,
    VALUES,
    WAITING,
    WISHES,
    Cell,
    Feature,
    FeatureRow,
    Guideline,
    Item,
    Shelf,
    Treatment,
    TreatmentRow,
    TreatmentWords,
    group_of,
    wording,
)  # fmt: skip
from guide.treatments.numbers import OWN, Effect, Harm, Left, MoreOfHundred, PerHundred, Stopped
from guide.treatments.read import check_certainty, read_shelf

__all__ = [
    "FEWEST_COLUMNS", "FILTERS", "GROUPS", "KINDS", "MOST_COLUMNS", "NO_KIND", "NOT_KNOWN", "OWN", "PASSAGES", "PLACES", "READ", "SIGNALS", "STATES", "VALUES", "WAITING", "WISHES", "Cell", "CompareRow",
    "Effect", "Feature", "FeatureRow", "Filtered", "Guideline", "Harm", "Item", "Left", "MoreOfHundred", "PerHundred", "Placed", "Shelf", "Stopped", "Treatment",
    "TreatmentRow", "TreatmentWords", "View", "check_certainty", "compare", "group_of", "matcher", "narrow", "nearest", "order", "out_of_100", "read_address", "read_shelf", "wording",
]  # fmt: skip
