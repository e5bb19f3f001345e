"""brain-map: who talks to whom? A head in profile and the adrenal glands; signals run along the paths as the state asks."""

from __future__ import annotations

from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library

STATES = ("calm", "alarm", "stuck")

# For each path: how wide and how fast in calm, alarm and stuck alarm. Widths say more or less; nobody measured them.
PATHS: dict[str, tuple[tuple[float, str], tuple[float, str], tuple[float, str]]] = {
    "lc-pfc": ((2.5, "flow slow"), (5.5, "flow"), (6.5, "flow fast")),
    "lc-amygdala": ((2.5, "flow slow"), (5.5, "flow"), (6.5, "flow fast")),
    "lc-hypothalamus": ((2, "flow slow"), (5, "flow"), (6, "flow fast")),
    "lc-adrenals": ((2, "flow slow"), (5.5, "flow"), (6.5, "flow fast")),
    "pfc-amygdala": ((6.5, "flow"), (2.5, "flow slow"), (1.5, "flow none")),
    "hippocampus-hypothalamus": ((2.5, "flow slow"), (4, "flow"), (4, "flow")),
    "amygdala-hypothalamus": ((1.5, "flow none"), (5, "flow"), (6, "flow fast")),
    "hypothalamus-adrenals": ((1.5, "flow none"), (4, "flow"), (4.5, "flow")),
}
PULSES = {"calm": "pulse slow", "alarm": "pulse", "stuck": "pulse fast"}
# Which paths belong to a part, so that choosing it leaves them in full strength.
ENDS = {"lc": "locus"}


def _touches(path: str, region: str) -> bool:
    return region == "all" or region in {ENDS.get(end, end) for end in path.split("-")}


def build(library: Library) -> LiveFigure:
    """Six parts, three states; each part can be touched for its sentence."""
    words = library.figure_words["brain-map"]
    table = {row["id"]: row for row in library.tables["brain-map"]}
    regions = tuple(table)
    controls = (
        choice("state", words("controls.state"), {state: words(f"state.{state}") for state in STATES}),
        choice("region", words("controls.region"), {region: words(f"region.{region}") for region in ("all", *regions)}),
    )

    def draw(state: str, region: str) -> Frame:
        at = STATES.index(state)
        parts: dict[str, dict[str, str]] = {"whole": {"aria-label": words("alt")}}
        for path, looks in PATHS.items():
            width, moving = looks[at]
            parts[path] = {"stroke-width": f"{width:g}", "class": moving, "opacity": "1" if _touches(path, region) else "0.3"}
        for name in regions:
            now = words(f"{name}.{state}.now")
            chosen = region == name
            parts[name] = {"aria-label": words("press", name=words(f"region.{name}"), now=now)}
            parts[f"label-{name}"] = {"text": words(f"label.{name}")}
            parts[f"state-{name}"] = {"text": now}
            bright = chosen or region == "all"
            parts[f"{name}-shape"] = {"stroke-width": "5" if chosen else "1.5", "fill-opacity": "0.9", "opacity": "1" if bright else "0.45", "class": "still"}
        for name in ("locus", "adrenals"):
            parts[f"label-{name}-2"] = {"text": words(f"label.{name}_2")}
        parts["locus-shape"] |= {"class": PULSES[state], "r": ("8", "11", "12")[at]}
        parts["amygdala-shape"] |= {"class": ("still", "pulse", "pulse fast")[at], "rx": ("11", "15", "16")[at], "ry": ("8", "11", "12")[at]}
        parts["pfc-shape"] |= {"fill-opacity": ("0.9", "0.35", "0.2")[at]}
        # All six parts in this state, or the chosen part in this state and the two others.
        told = [(name, state) for name in regions] if region == "all" else [(region, one) for one in sorted(STATES, key=lambda one: one != state)]
        return Frame(
            parts=parts,
            sentence=words(f"all.{state}") if region == "all" else words(f"{region}.{state}.say"),
            rows=tuple(
                (words(f"region.{name}"), words(f"state.{one}"), words(f"{name}.{one}.say"), words(f"from.{table[name]['from']}")) for name, one in told
            ),
        )

    return LiveFigure(
        id="brain-map",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        sources=tuple(dict.fromkeys(key for row in table.values() for key in row["source"])),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("part", "state", "now", "from")),
        frames=every_frame(controls, draw),
        drawing=drawing("brain-map"),
        height=0,
        narrow_height=0,
    )
