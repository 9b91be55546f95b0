"""Makes the drawings in `static/drawings/`: python docs/drawings/draw.py [folder]

Without a folder it also writes the shapes of the leg map into their template.

Each scene is a figure put in place by where its hips, ankles and wrists are; the joints follow.
"""

import sys
from pathlib import Path

from figure import Drawing, Point, arm, away, body, direction, leg, shoulder
from foot import sole_stretch
from front import compare_calves, leg_muscles
from leg_map import TEMPLATE, write

FOLDER = Path(__file__).resolve().parents[2] / "static" / "drawings"
SUPINE = -90.0
"""The lean of someone who lies on the back, head to the left."""


def at_the_wall(
    drawing: Drawing, back: float, step: float, hip: Point, lean: float, hands: float, felt: str
) -> None:
    """Someone facing a wall, one foot a step in front. `back` is where the back ankle is."""
    floor, wall = 178.0, back + step + 34
    upper = shoulder(hip, lean)
    drawing.line((back - 16, floor), (wall, floor), (wall, 12))
    drawing.limbs(*leg(hip, (back + step, floor - 9)))
    drawing.limbs(*body(hip, lean, lean / 2), *leg(hip, (back, floor - 9), felt=felt))
    drawing.limbs(*arm(upper, (wall - 4.5, hands), 180))


def calf_stretch() -> Drawing:
    drawing = Drawing(288, 184, "Calf stretch, standing")
    at_the_wall(drawing, 20, 60, (52, 89), 9, 58, "")
    at_the_wall(drawing, 174, 60, (220, 97), 12, 62, "calf")
    return drawing


def lower_calf_stretch() -> Drawing:
    drawing = Drawing(272, 184, "Lower calf stretch, standing")
    at_the_wall(drawing, 30, 36, (49, 87), 4, 56, "")
    at_the_wall(drawing, 176, 36, (198, 98), 6, 62, "low-calf")
    return drawing


def on_the_bed(
    drawing: Drawing, wall: float, hand: Point, slack: float, foot: float, felt: str
) -> None:
    """Someone sitting with straight legs, back against the wall, a towel round one foot."""
    bed = 112.0
    hip, ankle = (wall + 12, bed - 11), (wall + 97, bed - 9)
    drawing.line((wall, 6), (wall, bed + 16))
    drawing.block((wall, bed), 130, 16)
    drawing.limbs(*body(hip, 0), *leg(hip, ankle, foot, felt))
    loop = [away(ankle, point, foot) for point in ((12, 2), (17, 6), (12, 10.5), (8, 10.5))]
    middle = away(hand, ((loop[0][0] - hand[0]) / 2, (loop[0][1] - hand[1]) / 2 + slack))
    drawing.line(hand, middle, *loop, curved=True, kind="l t")
    drawing.limbs(*arm(shoulder(hip, 0), away(hand, (-11, 2))))


def towel_stretch() -> Drawing:
    drawing = Drawing(290, 130, "Calf stretch with a towel, sitting")
    on_the_bed(drawing, 6, (74, 72), 7, -54, "")
    on_the_bed(drawing, 154, (208, 76), 0, -102, "calf")
    return drawing


def hamstring_stretch() -> Drawing:
    drawing = Drawing(208, 202, "Back of the thigh stretch, lying")
    hip = (104.0, 53.0)
    drawing.line((6, 66), (202, 66))
    drawing.limbs(*leg(hip, (154, 57)))
    drawing.limbs(*body(hip, SUPINE), *leg(hip, (159, 57)))
    drawing.limbs(*arm(shoulder(hip, SUPINE), (111, 60)))
    hip = (104.0, 183.0)
    knee, ankle = (92, 141), (105, 102)
    drawing.line((6, 196), (202, 196))
    drawing.limbs(*leg(hip, (154, 187)))
    raised = leg(hip, ankle, direction(knee, ankle) + 14, "hamstring")
    drawing.limbs(*body(hip, SUPINE), *raised)
    drawing.limbs(*arm(shoulder(hip, SUPINE), (92, 139)))
    return drawing


def by_a_chair(drawing: Drawing, left: float, ankle: Point, foot: float, felt: str) -> Point:
    """Someone standing, one hand on the back of a chair; gives the shoulder."""
    floor = 180.0
    hip = (left + 34, floor - 94)
    chair = left + 72
    seat = floor - 46
    back = ((chair, floor), (chair, floor - 96), (chair, seat))
    drawing.line(*back, (chair + 36, seat), (chair + 36, floor), kind="l w")
    upper = shoulder(hip, 0)
    if felt:
        drawing.limbs(*leg(hip, (left + 36, floor - 9)))
    drawing.limbs(*arm(upper, (chair - 6, floor - 99), 300, -1))
    drawing.limbs(*body(hip, 0), *leg(hip, away(hip, ankle), foot, felt))
    return upper


def thigh_stretch() -> Drawing:
    drawing = Drawing(284, 186, "Thigh stretch, standing")
    drawing.line((6, 180), (278, 180))
    upper = by_a_chair(drawing, 6, (-2, 85), 0, "")
    drawing.limbs(*arm(upper, away(upper, (-2, 53))))
    upper = by_a_chair(drawing, 152, (-25, 11), 130, "front-thigh")
    drawing.limbs(*arm(upper, away(upper, (-28, 46)), bends=1))
    return drawing


def cramp_release() -> Drawing:
    drawing = Drawing(150, 124, "Pulling the toes up")
    bed, lean, foot = 104.0, 36, -104
    hip, ankle = (24.0, bed - 11), (109.0, bed - 9)
    drawing.block((6, bed), 138, 16)
    drawing.limbs(*body(hip, lean, lean / 2), *leg(hip, ankle, foot, "calf"))
    toes = away(ankle, (13, 4), foot)
    drawing.limbs(*arm(shoulder(hip, lean), away(toes, (-8, -9)), -50, -1))
    drawing.arrow((134, 82), (131, 70), (122, 62))
    return drawing


def raised_leg() -> Drawing:
    drawing = Drawing(216, 92, "Lying with the legs raised")
    hip = (104.0, 73.0)
    drawing.line((6, 86), (210, 86))
    for x, y, width in ((146, 70, 60), (150, 55, 54)):
        drawing.block((x, y), width, 16)
    drawing.limbs(*leg(hip, (184, 42), -74))
    drawing.limbs(*body(hip, SUPINE), *leg(hip, (185, 45), -66))
    drawing.limbs(*arm(shoulder(hip, SUPINE), (111, 79)))
    return drawing


def foam_roller() -> Drawing:
    drawing = Drawing(180, 118, "Calf on a foam roller")
    floor, lean = 112.0, -20
    hip = (62.0, floor - 12)
    upper = shoulder(hip, lean)
    drawing.line((6, floor), (174, floor))
    drawing.limbs(*arm(away(upper, (2, 0)), (36, floor - 4), -80))
    drawing.limbs(*leg(hip, (104, floor - 9)))
    drawing.round((125, floor - 10), 9)
    drawing.round((125, floor - 10), 3)
    drawing.limbs(*body(hip, lean, -12), *leg(hip, (145, floor - 31), -84, "calf"))
    drawing.limbs(*arm(upper, (28, floor - 4), -80))
    return drawing


SCENES = {
    "calf-stretch": calf_stretch,
    "lower-calf-stretch": lower_calf_stretch,
    "towel-stretch": towel_stretch,
    "hamstring-stretch": hamstring_stretch,
    "thigh-stretch": thigh_stretch,
    "sole-stretch": sole_stretch,
    "cramp-release": cramp_release,
    "raised-leg": raised_leg,
    "foam-roller": foam_roller,
    "compare-calves": compare_calves,
    "leg-muscles": leg_muscles,
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        (folder / f"{name}.svg").write_text(scene().svg(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    if len(sys.argv) == 1:
        write(TEMPLATE)
