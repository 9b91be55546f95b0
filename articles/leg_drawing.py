"""Which shapes of the drawn leg each part of the leg has, and where they stand.

How they look is decided by `docs/drawings/leg_map.py`.
"""

from dataclasses import dataclass

# Where the middle of each figure stands in the drawing, and the bracket between them.
FRONT, BRACKET, BACK = 120, 288, 456
WHOLE_LEG = "whole-leg"
SHAPES: dict[str, tuple[tuple[str, int], ...]] = {
    "calf": (("lower", BACK),),
    "shin": (("lower", FRONT),),
    "thigh-front": (("thigh", FRONT),),
    "thigh-back": (("thigh", BACK),),
    "hip-buttock": (("hip", FRONT), ("hip", BACK)),
    "knee": (("knee", FRONT), ("knee", BACK)),
    "ankle-heel": (("ankle", FRONT), ("heel", BACK)),
    "foot": (("foot", FRONT), ("toes", BACK)),
    WHOLE_LEG: (("whole", BRACKET),),
}
# How far down a touch reaches a shape: from the top of the drawing, and its height. The toes that
# are seen from behind are too small for a finger.
_TOUCHED: dict[str, tuple[int, int]] = {
    "hip": (4, 140),
    "thigh": (144, 164),
    "knee": (308, 68),
    "lower": (376, 176),
    "ankle": (544, 60),
    "foot": (604, 64),
    "heel": (552, 116),
    "whole": (4, 664),
}
# And how far across: of each figure one leg is pointed at, the one beside the bracket.
_ACROSS = {FRONT: (0, 118), BRACKET: (-46, 92), BACK: (-118, 118)}


@dataclass(frozen=True)
class Shape:
    """One shape of the drawing and how far across it stands."""

    name: str
    across: int


@dataclass(frozen=True)
class Touched:
    """A shape with the rectangle in which a touch reaches it, in units of the drawing."""

    name: str
    across: int
    left: int
    top: int
    width: int
    height: int


def shapes_of(part: str) -> tuple[Shape, ...]:
    """What is drawn of a part; nothing for one that an editor added."""
    return tuple(Shape(name, across) for name, across in SHAPES.get(part, ()))


def touched_shapes_of(part: str) -> tuple[Touched, ...]:
    """The shapes of a part that can be pointed at."""
    return tuple(
        Touched(shape.name, shape.across, shape.across + left, top, width, height)
        for shape in shapes_of(part)
        if shape.name in _TOUCHED
        for left, width in (_ACROSS[shape.across],)
        for top, height in (_TOUCHED[shape.name],)
    )
