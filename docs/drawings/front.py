"""The drawings of bare legs seen from the front and from behind."""

from figure import OUTLINE, Drawing, Point, path_numbers, smooth

Outline = tuple[Point, ...]

# One leg, its outer side to the right: hem, knee, ankle and sole at 6, 62, 137 and 159.
THIGH_OUTER: Outline = ((17, 0), (17, 14), (13.5, 40), (10, 56))
CALF_OUTER: Outline = ((9.5, 62), (11, 72), (13, 84), (12, 98), (8, 118), (6.5, 132), (7.5, 140))
FOOT: Outline = ((12, 148), (15, 156), (8, 159), (-4, 159), (-7, 154), (-6, 146))
HEEL: Outline = ((7.5, 147), (15, 155), (11, 159), (-5, 159), (-8, 155), (-6, 146))
CALF_INNER: Outline = ((-7, 139), (-5.5, 132), (-6.5, 118), (-11, 98), (-12, 84), (-10, 72))
THIGH_INNER: Outline = ((-9, 62), (-10, 54), (-13, 40), (-17, 14), (-17, 0))
KNEECAP: Outline = ((5, 54), (6, 61), (0, 66), (-6, 61), (-5, 54))
SWOLLEN_SKIN: Outline = (
    *((0, 66), (8, 72), (11.5, 84), (10.5, 98), (6.5, 118), (4.5, 133), (-4, 133)),
    *((-5, 118), (-9.5, 98), (-10.5, 84), (-8, 72)),
)
FRONT_OF_THIGH: tuple[Outline, ...] = (
    ((8, 8), (14, 8), (14, 20), (11.5, 38), (8, 52), (5.5, 44), (6.5, 25)),
    ((-5, 8), (5, 8), (5, 25), (1, 50), (-3, 42), (-4.5, 25)),
    ((-14, 8), (-8, 8), (-6.5, 25), (-4, 42), (-6, 52), (-9.5, 50), (-11, 38)),
)
SHIN: tuple[Outline, ...] = (((4, 70), (8.5, 75), (10, 86), (7, 104), (3, 126), (2.5, 100)),)
BACK_OF_THIGH: tuple[Outline, ...] = (
    ((2, 8), (14, 8), (14, 20), (11.5, 38), (8.5, 57), (6, 58), (3.5, 44)),
    ((-2, 8), (-14, 8), (-14, 20), (-11, 38), (-8, 57), (-6, 58), (-3.5, 44)),
)
CALF: tuple[Outline, ...] = (
    ((1.5, 66), (6.5, 70), (10, 84), (9, 96), (4.5, 103), (1.5, 98)),
    ((-1.5, 66), (-6, 70), (-9, 84), (-8.5, 98), (-4.5, 106), (-1.5, 98)),
    ((0, 108), (3, 112), (2, 124), (2.5, 146), (-2.5, 146), (-2, 124), (-3, 112)),
)
TOP = 18


def one_leg(middle: float, foot: Outline, more: float = 0.0) -> str:
    outline = THIGH_OUTER + swollen(CALF_OUTER, more) + foot + swollen(CALF_INNER, more)
    return shape("p", outline + THIGH_INNER, middle, OUTLINE)


def shape(kind: str, outline: Outline, middle: float, more: str = "") -> str:
    return f'<path class="{kind}" d="{smooth(placed(outline, middle))}" {more}/>'


def curve(kind: str, outline: Outline, middle: float) -> str:
    return f'<path class="{kind}" d="{smooth(placed(outline, middle), closed=False)}"/>'


def placed(outline: Outline, middle: float) -> list[Point]:
    return [(middle + x, TOP + y) for x, y in outline]


def swollen(outline: Outline, more: float) -> Outline:
    """Wider from below the knee to the ankle."""
    return tuple((x * (1 + more * max(0, min(1, (y - 58) / 20))), y) for x, y in outline)


def shorts(drawing: Drawing, middle: float, apart: float) -> None:
    half: list[Point] = [(0, 4), (apart + 17, 4), (apart + 20, 24), (apart - 19, 24), (0, 18)]
    outline = [(middle + x, y) for x, y in half] + [(middle - x, y) for x, y in half[-2:0:-1]]
    drawing.mark(f'<path class="d" d="M{path_numbers(outline)}z" {OUTLINE}/>')


def compare_calves() -> Drawing:
    drawing = Drawing(136, 186, "One calf thicker than the other")
    left, right, more = 42.0, 94.0, 0.5
    knee = curve("l", KNEECAP, right)
    drawing.mirrored(one_leg(right, FOOT) + knee, left + right, shown=False)
    drawing.mark(one_leg(right, FOOT, more))
    drawing.mark(shape("m z", swollen(SWOLLEN_SKIN, more), right))
    drawing.mark(curve("l x", CALF_OUTER[1:], right) + curve("l x", CALF_INNER, right) + knee)
    shorts(drawing, (left + right) / 2, (right - left) / 2)
    return drawing


def leg_muscles() -> Drawing:
    drawing = Drawing(240, 186, "The muscles of the leg, from the front and from behind")
    for middle, foot, thigh, below in (
        (60.0, FOOT, FRONT_OF_THIGH, SHIN),
        (180.0, HEEL, BACK_OF_THIGH, CALF),
    ):
        right = middle + 22
        marks = [one_leg(right, foot)]
        marks += [shape("m", muscle, right) for muscle in thigh]
        marks += [shape("d", muscle, right) for muscle in below]
        if foot is FOOT:
            marks.append(curve("l", KNEECAP, right))
        drawing.mirrored("".join(marks), middle * 2)
        shorts(drawing, middle, 22)
    return drawing
