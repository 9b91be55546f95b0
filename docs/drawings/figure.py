"""A jointed figure of real proportions, and the few parts our drawings are made of.

Lengths are pixels at full size, 1 for each centimetre of a person of 176 cm. y points down, angles
are degrees clockwise, and a limb hangs straight down at 0. The figure looks to the right.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]

THIGH, SHIN, UPPER_ARM, FOREARM = 44.0, 42.0, 29.0, 25.0
SHOULDER = (1.0, -45.0)
"""From the hip, in an upright body."""

NECK = (-0.5, -58.0)
FINE = 2
"""Whole numbers are shorter, so the files count in half pixels."""

COLOURS = (
    ":root{--i:#1b2422;--p:#fdfcf8;--k:#dcd5c4;--d:#0b4f54;--m:#c9653c}"
    "@media screen and (prefers-color-scheme:dark)"
    "{:root{--i:#ece8dd;--p:#141b1b;--k:#4a5656;--d:#5fb0ad;--m:#dd9573}}"
    "svg{fill:var(--p);stroke-linecap:round;stroke-linejoin:round}"
)
"""Ink, paper, cloth, dark cloth and the muscle that works, as in static/css/tokens.css."""

RULES = {
    "o": "stroke:var(--i);stroke-width:8",
    "l": "fill:none;stroke:var(--i);stroke-width:4",
    "k": "fill:var(--k)",
    "i": "fill:var(--i)",
    "d": "fill:var(--d)",
    "m": "fill:var(--m);stroke:none",
    "w": "stroke-width:8",
    "a": "stroke:var(--m)",
    "t": "stroke:var(--d);stroke-width:9",
    "x": "stroke-dasharray:6 8",
    "z": "fill-opacity:.45",
}
"""What the classes mean; a file holds those it uses."""

OUTLINE = 'stroke="var(--i)" stroke-width="4"'

# Outlines, clockwise from the top, around the joint a part hangs from: class, points.
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "thigh": (
        ("", "0,-10 8,-7 10.5,4 8.5,30 6.8,41 6,47 0,50 -5.5,47 -5.8,40 -7.8,26 -10,8 -7,-8"),
        ("d", "0,-10 8,-8 11,2 10.5,22.5 0,24.5 -10.5,20.5 -11,2 -7,-9"),
    ),
    "shin": (
        (
            "",
            "0,-6 5,-4 6,1 5,10 4,34 4,42 0,45.5 -4,42 -4,34 -5.8,25 -8,15 -7.6,7 -5.5,0 -4,-4.5",
        ),
    ),
    "foot": (("", "0,-4 4,-1 8,2 14,4.5 19,6.5 18,9 -4.5,9 -7,7 -6.5,3 -4,0"),),
    "body": (
        (
            "k",
            "-9.5,-4 -7.5,-20 -9,-32 -9.5,-42 -6.5,-50 0,-53 5,-51 9,-44 10.5,-36 9,-24 "
            "10,-2 6,7 -6,7",
        ),
    ),
    "head": (
        ("", "-4.5,-2 4,-2 3.5,9 -4.5,9"),
        (
            "",
            "0,-24 6,-22.5 9.5,-17 9.5,-13 11.5,-9.5 9.5,-8 9,-4 6,-1 0,-1 -6,-4.5 "
            "-9.5,-10.5 -9,-18 -5,-22.5",
        ),
        (
            "i",
            "0,-25 6.5,-23.5 10,-17 4,-16.5 1,-13 -2,-7 -6.5,-5 -10,-10 -10.5,-17.5 -6,-23.5",
        ),
    ),
    "arm": (("k", "0,-5.5 4.5,-3 5,4 4,27 0,31 -4,27 -5,4 -4.5,-3"),),
    "forearm": (("", "0,-4 3.5,-1.5 4,6 2.5,24.5 0,27 -2.5,24.5 -4,6 -3.5,-1.5"),),
    "hand": (("", "0,-2.5 2.5,-1.5 3.5,4 3,10 2,15 0.5,16.5 -1.5,15 -2.5,4 -2.5,-1.5"),),
    # Where a stretch is felt, on the shin or the thigh.
    "calf": (("m", "-3.5,3 -6,8 -6.4,15 -4.6,23 -2.5,26 -0.5,18 -1,8"),),
    "low-calf": (("m", "-3,19 -4.6,24 -2.8,33 -2.4,40 0.5,40 1,30"),),
    "hamstring": (("m", "-6.5,26.5 -6,31 -4,42 -1.5,43 0,36 0,26.5"),),
    "front-thigh": (("m", "0.5,26.5 7,26.5 6.8,31 5,41 2.5,43 0,36"),),
}
FELT_IN_SHIN = {"calf", "low-calf"}


@dataclass(frozen=True)
class Placed:
    """One part where it is seen."""

    part: str
    at: Point
    angle: float = 0.0


@dataclass
class Drawing:
    """What has been drawn so far, back to front, and the parts it needs."""

    width: int
    height: int
    title: str
    marks: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    groups: int = 0

    def mark(self, svg: str) -> None:
        self.marks.append(svg)

    def line(self, *points: Point, curved: bool = False, kind: str = "l") -> None:
        path = smooth(list(points), closed=False) if curved else f"M{path_numbers(points)}"
        self.mark(f'<path class="{kind}" d="{path}"/>')

    def mirrored(self, svg: str, width: float, shown: bool = True) -> None:
        """Marks and their mirror image, so that both lie within `width`; or the image alone."""
        self.groups += 1
        name = f"g{self.groups}"
        flip = f'transform="matrix(-1 0 0 1 {round(width * FINE)} 0)"'
        if shown:
            self.mark(f'<g id="{name}">{svg}</g><use href="#{name}" {flip}/>')
        else:
            self.mark(f"<g {flip}>{svg}</g>")

    def arrow(self, *points: Point) -> None:
        """A curve with a head at its end: which way something is moved."""
        end, before = points[-1], points[-2]
        back = direction(end, before)
        tips = [away(end, (side, 5.5), back) for side in (-4.0, 4.0)]
        self.line(*points, curved=True, kind="l a")
        self.line(tips[0], end, tips[1], kind="l a")

    def block(self, at: Point, width: float, height: float) -> None:
        """Something soft or square to lie on: a bed, a cushion."""
        x, y, w, h = (round(v * FINE) for v in (at[0] + 1, at[1] + 1, width - 2, height - 2))
        box = f'x="{x}" y="{y}" width="{w}" height="{h}" rx="{round(min(h, 24) / 2)}"'
        self.mark(f'<rect class="k" {box} {OUTLINE}/>')

    def round(self, at: Point, radius: float) -> None:
        x, y, r = (round(v * FINE) for v in (*at, radius))
        self.mark(f'<circle class="k" cx="{x}" cy="{y}" r="{r}" {OUTLINE}/>')

    def limbs(self, *placed: Placed) -> None:
        """Parts that read as one: a single outline runs round all of them.

        Painted twice, with a stroke and then without, so that no line is left between them.
        """
        self.one_outline("".join(self._use(one) for one in placed))

    def one_outline(self, svg: str) -> None:
        self.groups += 1
        name = f"g{self.groups}"
        self.mark(f'<g class="o"><g id="{name}">{svg}</g></g><use href="#{name}"/>')

    def _use(self, placed: Placed) -> str:
        name = self.parts.setdefault(placed.part, "abcdefhjklmnopq"[len(self.parts)])
        angle = round(placed.angle) % 360
        if not angle:
            x, y = (round(v * FINE) for v in placed.at)
            return f'<use href="#{name}" x="{x}" y="{y}"/>'
        where = f"translate({numbers(*placed.at)})rotate({angle})"
        return f'<use href="#{name}" transform="{where}"/>'

    def svg(self) -> str:
        size = f'width="{self.width}" height="{self.height}"'
        box = f'viewBox="0 0 {self.width * FINE} {self.height * FINE}"'
        defs = "".join(_definition(name, PARTS[part]) for part, name in self.parts.items())
        inside = f"<defs>{defs}</defs>{''.join(self.marks)}"
        used = set(" ".join(re.findall(r'class="([^"]+)"', inside)).split())
        style = COLOURS + "".join(f".{k}{{{v}}}" for k, v in RULES.items() if k in used)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}><title>{self.title}</title>'
            f"<style>{style}</style>{inside}</svg>\n"
        )


def _definition(name: str, shapes: tuple[tuple[str, str], ...]) -> str:
    paths = [_path(kind, read(points)) for kind, points in shapes]
    if len(paths) == 1:
        return paths[0].replace("<path", f'<path id="{name}"', 1)
    return f'<g id="{name}">{"".join(paths)}</g>'


def _path(kind: str, points: list[Point]) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<path{named} d="{smooth(points)}"/>'


def read(points: str) -> list[Point]:
    """Points written as "x,y x,y"."""
    pairs = (pair.split(",") for pair in points.split())
    return [(float(x), float(y)) for x, y in pairs]


def numbers(*values: float) -> str:
    """Half pixels, with no more space than a reader of paths needs."""
    words = [str(round(value * FINE)) for value in values]
    return words[0] + "".join(w if w.startswith("-") else f" {w}" for w in words[1:])


def path_numbers(points: Sequence[Point]) -> str:
    return numbers(*(value for point in points for value in point))


def smooth(points: list[Point], closed: bool = True) -> str:
    """A curve through every point (Catmull-Rom), as a path."""
    count = len(points)
    last = count if closed else count - 1

    def near(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    path = f"M{numbers(*points[0])}"
    for index in range(last):
        before, start, end, after = (near(index + step) for step in (-1, 0, 1, 2))
        out = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        into = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        if index == 0:
            path += "C" + path_numbers([out, into, end])
        else:
            path += ("S" if index == 1 else " ") + path_numbers([into, end])
    return path + ("z" if closed else "")


def turned(point: Point, angle: float) -> Point:
    c, s = cos(radians(angle)), sin(radians(angle))
    return (point[0] * c - point[1] * s, point[0] * s + point[1] * c)


def away(start: Point, point: Point, angle: float = 0.0) -> Point:
    """A point given from a joint that is turned by `angle`."""
    x, y = turned(point, angle)
    return (start[0] + x, start[1] + y)


def direction(start: Point, end: Point) -> float:
    """The angle of a limb that hangs from `start` and ends at `end`."""
    return degrees(atan2(start[0] - end[0], end[1] - start[1]))


def joint(start: Point, end: Point, upper: float, lower: float, side: int) -> Point:
    """The knee or elbow between two ends; `side` says which way it bends. Too far: straight."""
    across, down = end[0] - start[0], end[1] - start[1]
    span = hypot(across, down)
    if span > upper + lower + 1.5:
        raise ValueError(f"{start} to {end} is {span:.0f}, and the limb {upper + lower:.0f}")
    reach = min(span, upper + lower)
    along = (upper**2 - lower**2 + reach**2) / (2 * reach)
    aside = sqrt(max(0.0, upper**2 - along**2)) * side
    ux, uy = across / span, down / span
    return (start[0] + ux * along - uy * aside, start[1] + uy * along + ux * aside)


def leg(hip: Point, ankle: Point, foot: float = 0.0, felt: str = "") -> list[Placed]:
    knee = joint(hip, ankle, THIGH, SHIN, -1)
    thigh, shin = direction(hip, knee), direction(knee, ankle)
    parts = [Placed("foot", ankle, foot), Placed("thigh", hip, thigh), Placed("shin", knee, shin)]
    if felt:
        in_shin = felt in FELT_IN_SHIN
        parts.append(Placed(felt, knee if in_shin else hip, shin if in_shin else thigh))
    return parts


def arm(shoulder: Point, wrist: Point, hand: float | None = None, bends: int = 1) -> list[Placed]:
    elbow = joint(shoulder, wrist, UPPER_ARM, FOREARM, bends)
    forearm = direction(elbow, wrist)
    return [
        Placed("hand", wrist, forearm if hand is None else hand),
        Placed("forearm", elbow, forearm),
        Placed("arm", shoulder, direction(shoulder, elbow)),
    ]


def body(hip: Point, lean: float, head: float | None = None) -> list[Placed]:
    face = lean if head is None else head
    return [Placed("head", away(hip, NECK, lean), face), Placed("body", hip, lean)]


def shoulder(hip: Point, lean: float) -> Point:
    return away(hip, SHOULDER, lean)
