"""The leg map: shapes that readers point at, for `templates/components/leg_map_shapes.html`.

Each shape is drawn for the leg on the right of a figure and mirrored for the other. The figures,
front and back, share their shapes; the fine lines tell them apart. Which shapes a part of the body
has, and where each figure stands, is in `articles/body.py`.
"""

from dataclasses import dataclass
from pathlib import Path

from figure import FINE, Point, numbers, path_numbers, smooth

TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "components" / "leg_map_shapes.html"
OPENING = "{# The shapes of the leg map, drawn by docs/drawings/draw.py. Inputs: none. #}\n"

Outline = tuple[Point, ...]


@dataclass(frozen=True)
class Side:
    """A stretch of a curve, ready to be joined to others."""

    start: Point
    end: Point
    curves: str


# From the middle of the figure; a pixel here is a pixel on the narrowest phone.
OUTER: Outline = (
    *((37, 4), (41, 18), (48, 36), (53, 54), (55, 72)),
    *((54, 92), (51, 116), (46, 140), (43.5, 154)),
    *((43, 168), (43, 178), (44, 188)),
    *((48.5, 206), (49, 222), (45, 248), (40.5, 276)),
    *((40, 288), (41.5, 302)),
    *((47, 313), (54, 325), (51, 333), (42, 334)),
)
INNER: Outline = (
    *((0, 66), (2, 72)),
    *((4, 92), (9, 118), (14, 140), (16, 154)),
    *((18, 168), (18, 178), (16, 188)),
    *((12, 206), (11.5, 222), (16, 248), (20.5, 276)),
    *((20.5, 288), (18.5, 302)),
    *((17, 313), (15, 325), (17, 332), (26, 334)),
)
HEEL: Outline = (
    *((40.5, 276), (39.5, 290), (41, 306), (42.5, 320), (39, 331), (30.5, 334), (22, 331)),
    *((18.5, 320), (20, 306), (21.5, 290), (20.5, 276)),
)
TOES_BEHIND: Outline = ((41.5, 310), (49, 318), (53, 326), (50, 332), (40, 330), (42.5, 320))

# Down to which height each shape reaches, and how far its lower border bulges.
BORDERS = {
    "hip": 72.0,
    "thigh": 154.0,
    "knee": 188.0,
    "lower": 276.0,
    "ankle": 302.0,
    "foot": 334.0,
}
BULGES = {"hip": 2.5, "thigh": -6.0, "knee": 6.0, "lower": -4.0, "ankle": 5.0, "foot": 1.0}
REACH, TOP = 59.0, 2.0
"""How far from the middle a touch still counts, and from where down."""

LOWEST_TOUCH = 30.0
"""A touch counts at least so high: 24 pixels and more where the map is at its smallest."""

BRACKET = (((-9, 5), (9, 5)), ((0, 5), (0, 124)), ((0, 214), (0, 333)), ((-9, 333), (9, 333)))
BRACKET_REACH = 23.0

FRONT_LINES: tuple[Outline, ...] = (
    ((24, 162), (24, 172), (30.5, 179), (37, 172), (37, 162)),
    ((23, 328), (23, 334)),
    ((30, 329), (30, 334)),
    ((37, 328), (38, 334)),
    ((44, 327), (46, 333)),
    ((26, 14), (29, 26), (42, 31)),
)
BACK_LINES: tuple[Outline, ...] = (
    ((22, 170), (30, 173), (38, 170)),
    ((30.5, 202), (30.5, 236)),
    ((19.5, 246), (25, 262), (26.5, 282), (26, 304)),
    ((42, 244), (36, 262), (34.5, 282), (35, 304)),
    ((15, 30), (36, 30), (36, 44), (25.5, 50), (15, 44), (15, 30)),
)


def shapes() -> str:
    """The definitions, as the template holds them."""
    marks = [_shape(name) for name in BORDERS] + [_heel(), _toes_behind()]
    strokes = "".join(f"M{path_numbers(stroke)}" for stroke in BRACKET)
    bracket = f'{_touched(BRACKET_REACH, TOP, BORDERS["foot"])}<path d="{strokes}"/>'
    marks.append(f'<g id="map-whole">{bracket}</g>')
    marks += [_lines("front", FRONT_LINES), _lines("back", BACK_LINES)]
    return f"<defs>{''.join(marks)}</defs>"


def write(template: Path) -> None:
    template.write_text(f"{OPENING}{shapes()}\n", encoding="utf-8")


def _shape(name: str) -> str:
    names = list(BORDERS)
    above = names[names.index(name) - 1] if name != "hip" else ""
    top, bottom = BORDERS.get(above, TOP), BORDERS[name]
    path = _both(name, _outline(above, name))
    band = _touched(REACH, min(top, bottom - LOWEST_TOUCH), bottom)
    return f'<g id="map-{name}">{band}{path}</g>'


def _heel() -> str:
    """From behind, the ankle and the heel are one."""
    top, bottom = BORDERS["lower"], BORDERS["foot"]
    side = Side(HEEL[0], HEEL[-1], smooth(list(HEEL), closed=False).removeprefix(_move(HEEL[0])))
    path = _move(side.start) + side.curves + _border(side.end, side.start, BULGES["lower"]) + "z"
    return f'<g id="map-heel">{_touched(REACH, top, bottom)}{_both("heel", path)}</g>'


def _toes_behind() -> str:
    return f'<g id="map-toes">{_both("toes", smooth(list(TOES_BEHIND)))}</g>'


def _move(point: Point) -> str:
    return f"M{numbers(*point)}"


def _outline(above: str, name: str) -> str:
    """Down the outer side, along the border below, up the inner side, back along the top."""
    top, bottom = BORDERS.get(above, TOP), BORDERS[name]
    outer, inner = _between(OUTER, top, bottom), _between(INNER[::-1], top, bottom)
    below = _border(outer.end, inner.start, BULGES[name])
    start = f"{_move(outer.start)}{outer.curves}{below}{inner.curves}"
    return start + (_border(inner.end, outer.start, BULGES[above]) + "z" if above else "V8z")


def _border(start: Point, end: Point, bulge: float) -> str:
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 2 * bulge)
    return f"Q{path_numbers((middle, end))}"


def _between(curve: Outline, top: float, bottom: float) -> Side:
    """The stretch of a curve between two heights; its slopes are those of the whole curve."""
    inside = [index for index, point in enumerate(curve) if top <= point[1] <= bottom]
    curves = "".join(_step(curve, index) for index in inside[:-1])
    return Side(curve[inside[0]], curve[inside[-1]], curves)


def _step(curve: Outline, index: int) -> str:
    """From one point of a curve to the next (Catmull-Rom)."""
    last = len(curve) - 1
    before, start, end, after = (curve[max(0, min(last, index + n))] for n in (-1, 0, 1, 2))
    out = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
    into = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
    return f"C{path_numbers((out, into, end))}"


def _touched(reach: float, top: float, bottom: float) -> str:
    """The band in which a touch counts, never seen."""
    x, y, width, height = (round(v * FINE) for v in (-reach, top, 2 * reach, bottom - top))
    box = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    return f'<rect {box} fill="none" stroke="none" pointer-events="all"/>'


def _both(name: str, path: str) -> str:
    mirrored = f'<use href="#map-{name}-1" transform="scale(-1 1)"/>'
    return f'<path id="map-{name}-1" d="{path}"/>{mirrored}'


def _lines(name: str, lines: tuple[Outline, ...]) -> str:
    path = "".join(smooth(list(line), closed=False) for line in lines)
    return f'<g id="map-{name}">{_both(name, path)}</g>'
