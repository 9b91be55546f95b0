"""The register of our own line drawings: what each shows, in words for who cannot see it.

The files are `static/drawings/<key>.svg`, made by `docs/drawings/draw.py`. They are shown at an
address without a hash, since it is kept in saved HTML; browsers ask for them again after an hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.conf import settings


@dataclass(frozen=True)
class Drawing:
    """One file, its size in pixels, and what it shows."""

    key: str
    width: int
    height: int
    shows: str

    @property
    def address(self) -> str:
        return f"{settings.STATIC_URL}drawings/{self.key}.svg"


_ALL = (
    Drawing(
        "calf-stretch",
        288,
        184,
        "Start: someone stands with both hands on a wall, one foot a step in front, both legs "
        "nearly straight. End: the front knee is bent and the body leans in; the back leg is "
        "straight with its heel on the floor.",
    ),
    Drawing(
        "lower-calf-stretch",
        272,
        184,
        "Start: someone stands with both hands on a wall, one foot half a step in front. End: "
        "both knees are bent, and both heels are on the floor.",
    ),
    Drawing(
        "towel-stretch",
        290,
        130,
        "Start: someone sits on a bed, back against the wall, legs straight, holding a slack towel "
        "that goes round the foot. End: the towel is pulled tight and the toes point up.",
    ),
    Drawing(
        "hamstring-stretch",
        208,
        202,
        "Start: someone lies on the back with bent knees, feet on the floor. End: one leg points "
        "up, held below the knee with the hands; the other foot is still on the floor.",
    ),
    Drawing(
        "thigh-stretch",
        284,
        186,
        "Start: someone stands with one hand on the back of a chair. End: the other hand holds "
        "the foot behind the body, the heel near the bottom and the knee pointing down.",
    ),
    Drawing(
        "sole-stretch",
        264,
        110,
        "Start: a foot at rest, seen from near. End: a hand holds the toes and bends them up "
        "towards the shin.",
    ),
    Drawing(
        "cramp-release",
        150,
        124,
        "Someone sits on a bed with a straight leg, leans forward and pulls the toes up towards "
        "the shin.",
    ),
    Drawing(
        "compare-calves",
        136,
        186,
        "Two bare legs seen from the front. One is thicker from below the knee to the ankle, and "
        "its skin has another colour.",
    ),
    Drawing(
        "raised-leg",
        216,
        92,
        "Someone lies on the back. The lower legs rest on two cushions, higher than the chest.",
    ),
    Drawing(
        "foam-roller",
        180,
        118,
        "Someone sits on the floor, leaning on the hands behind the back. One calf lies on a foam "
        "roller; the other foot stands on the floor.",
    ),
    Drawing(
        "leg-muscles",
        240,
        186,
        "Bare legs seen from the front and from behind, with the muscles of the thigh and the "
        "lower leg marked.",
    ),
)

DRAWINGS: Mapping[str, Drawing] = MappingProxyType({drawing.key: drawing for drawing in _ALL})
