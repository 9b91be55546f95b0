"""The drawing of a foot from near, at twice the size of the figures."""

from figure import OUTLINE, Drawing, Point, away, smooth, turned

# From the ankle, seen from the inner side, the toes to the right.
BEHIND = ((-16.0, -90.0), (-13.0, -48.0), (-11.0, -28.0))
SOLE = (
    *((-13.0, -8.0), (-18.0, 6.0), (-20.0, 15.0), (-14.0, 24.0), (6.0, 19.0), (24.0, 20.0)),
    (38.0, 25.0),
)
TOES = ((47.0, 24.5), (60.0, 25.0), (68.0, 23.0), (70.0, 18.0), (65.0, 13.0), (54.0, 11.0))
INSTEP = ((42.0, 7.0), (26.0, -5.0), (14.0, -16.0))
BEFORE = ((12.0, -28.0), (12.5, -48.0), (15.0, -90.0))
NAIL = ((63.0, 14.5), (66.0, 16.0), (67.5, 19.0))
UNDER_THE_SKIN = (
    *((-6.0, 20.0), (8.0, 15.5), (24.0, 16.5), (36.0, 21.0), (38.0, 16.0), (22.0, 11.0)),
    (4.0, 12.0),
)
TOE_JOINT = (42.0, 14.0)

# From the middle of the toes: the arm as it comes in from above, the fist as the toes are bent.
ARM = ((44.0, -100.0), (14.0, -38.0), (2.0, -14.0), (2.0, 4.0), (13.0, 6.0))
ARM_BELOW = ((24.0, -12.0), (38.0, -36.0), (74.0, -100.0))
FIST = (
    *((-11.0, -10.0), (-4.0, -14.0), (7.0, -13.0), (12.0, -6.0), (12.0, 5.0), (10.0, 12.0)),
    *((2.0, 15.0), (-7.0, 15.0), (-12.0, 11.0), (-13.0, 0.0)),
)
FINGERS = (-6.0, 0.0, 6.0)


class Foot:
    """A foot with its ankle at a place, tilted, its toes bent up by so many degrees."""

    def __init__(self, ankle: Point, tilt: float, bent: float) -> None:
        self.ankle, self.tilt, self.bent = ankle, tilt, bent

    def on_foot(self, point: Point) -> Point:
        return away(self.ankle, point, self.tilt)

    def on_toes(self, point: Point) -> Point:
        from_joint = (point[0] - TOE_JOINT[0], point[1] - TOE_JOINT[1])
        return self.on_foot(away(TOE_JOINT, from_joint, -self.bent))

    def outline(self) -> list[Point]:
        return [
            *(away(self.ankle, point) for point in BEHIND),
            *map(self.on_foot, SOLE),
            *map(self.on_toes, TOES),
            *map(self.on_foot, INSTEP),
            *(away(self.ankle, point) for point in BEFORE),
        ]

    def draw(self, drawing: Drawing) -> None:
        path = smooth(self.outline(), closed=False)
        drawing.mark(f'<path d="{path}" {OUTLINE}/>')


def fist(drawing: Drawing, foot: Foot) -> None:
    """A hand round the toes."""
    middle = foot.on_toes((57, 18))
    angle = foot.tilt - foot.bent
    arm = smooth([away(middle, point) for point in ARM + ARM_BELOW])
    hand = smooth([away(middle, point, angle) for point in FIST])
    drawing.one_outline(f'<path d="{arm}"/><path d="{hand}"/>')
    for x in FINGERS:
        drawing.line(*(away(middle, turned((x, y), angle)) for y in (14, 2)))


def sole_stretch() -> Drawing:
    drawing = Drawing(264, 110, "Sole of the foot stretch")
    Foot((26, 74), 6, 4).draw(drawing)
    drawing.line(*(Foot((26, 74), 6, 4).on_toes(point) for point in NAIL), curved=True)
    pulled = Foot((154, 74), -10, 52)
    pulled.draw(drawing)
    patch = smooth([pulled.on_foot(point) for point in UNDER_THE_SKIN])
    drawing.mark(f'<path class="m" d="{patch}"/>')
    fist(drawing, pulled)
    drawing.arrow((206, 40), (196, 28), (180, 24))
    return drawing
