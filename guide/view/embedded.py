"""How tall a figure stands in another site's page."""

from __future__ import annotations

# Pixels, measured in both languages, in frames 320, 390 and 768 wide: the tallest that a figure with its controls, its sentence and its foot is in any state.
# The line for another site brings a script by which the frame then is as tall as the figure (assets/js/embed.js tells it), and this height is what a site
# keeps that leaves scripts out: there nothing is cut off. Two figures are lists whose length changes with what is chosen, up to 1,790 and 2,340: they have the
# height of what they begin with, and a longer list scrolls in such a frame.
HEIGHTS = {
    "balance": 640,
    "hundred-people": 870,
    "symptom-groups": 1150,
    "two-clocks": 1110,
    "brain-map": 990,
    "synapse": 980,
    "smoke-alarm": 860,
    "day-rhythm": 930,
    "evidence-balance": 890,
    "inverted-u": 940,
    "both-ways": 1170,
    "emotion-brake": 890,
    "per-hundred": 870,
    "guideline-matrix": 1060,
    "effect-forest": 1030,
    "relearning": 1010,
    "prazosin-story": 920,
    "small-pieces": 970,
    "everyday-help": 1010,
    "next-keys": 1090,
    "tests-today": 910,
    "new-tools": 950,
    "timeline": 860,
    "breathe": 1060,
}
