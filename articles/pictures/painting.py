"""A picture as sent becomes pictures we may show: painted anew in several sizes, or refused.

Nothing of the file that was sent is kept, neither its name nor what else it may hold. One picture
is painted at a time in each process, so that memory stays bounded however many arrive.
"""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from threading import Lock

from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from articles.editor import RefusedError

MOST_BYTES = 10_000_000
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""A JPEG can be made smaller as it is read; the others are unpacked whole, in some 450 MB."""

LONGEST_SIDE = 1600
"""Pixels; twice what the column of text is wide, so that it stays sharp on dense screens."""

SMALLER_WIDTHS = (400, 800)
"""Pixels: a phone's column, plain and dense."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_GREY_16 = ("I;16", "I;16B", "I;16L", "I")
_FINE = Image.Resampling.LANCZOS
_MOST_PROFILE_BYTES = 1_000_000
_LIKENESS_SIDE = 16
LIKENESS_BITS = _LIKENESS_SIDE**2
one_at_a_time = Lock()


@dataclass(frozen=True)
class Size:
    """One file to be shown. `width` and `height` are in pixels."""

    width: int
    height: int
    webp: bytes


@dataclass(frozen=True)
class Painted:
    """A picture in its sizes, narrowest first; the last is the picture at its largest.

    `pixels_hash` is the same for the same picture whatever file it came in; `likeness` differs
    in few bits for one that was saved again or made smaller elsewhere.
    """

    sizes: tuple[Size, ...]
    pixels_hash: str
    likeness: str

    @property
    def largest(self) -> Size:
        return self.sizes[-1]


def paint(file: File[bytes]) -> Painted:
    """The picture painted anew, upright, no larger than needed, without where it was taken."""
    if not file.size:
        raise RefusedError(_("The file is empty. Choose the picture again."))
    if file.size > MOST_BYTES:
        raise RefusedError(_("The picture is larger than 10 MB: make it smaller first."))
    try:
        with one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _in_sizes(_upright(file))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise RefusedError(_("The picture has too many pixels: make it smaller first.")) from error
    # A file made to trip a decoder may raise anything at all.
    except Exception as error:
        raise RefusedError(
            _("We cannot use this file. Send a JPEG, PNG or WebP picture.")
        ) from error


def _upright(file: File[bytes]) -> Image.Image:
    """The pixels as they are meant to be seen, in the colours of the web, and nothing else."""
    with Image.open(file, formats=_FORMATS) as image:
        if image.width * image.height > MOST_PIXELS[image.format or ""]:
            raise Image.DecompressionBombError
        shaded = _shaded(image)
        # A large JPEG is made smaller as it is read, and never unpacked at its full size.
        shaded.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _in_web_colours(ImageOps.exif_transpose(shaded))


def _shaded(image: Image.Image) -> Image.Image:
    """With shades between its colours, so that it can be made smaller without jagged edges."""
    if image.mode in _GREY_16:
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("1", "P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _in_web_colours(image: Image.Image) -> Image.Image:
    """sRGB, as screens show a picture that names no colours of its own."""
    coloured = _out_of_its_profile(image, image.info.get("icc_profile", b""))
    if coloured.has_transparency_data:
        coloured = _on_white(coloured.convert("RGBA"))
    plain = coloured.convert("RGB")
    plain.info.clear()
    return plain


def _out_of_its_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the camera meant them; a profile we cannot read is left out."""
    if not 0 < len(profile) < _MOST_PROFILE_BYTES:
        return image
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        web = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, web, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _on_white(image: Image.Image) -> Image.Image:
    """Dark lines on nothing would vanish on a dark page."""
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    return paper


def _in_sizes(picture: Image.Image) -> Painted:
    smaller = [width for width in SMALLER_WIDTHS if width < picture.width]
    sizes = [_size(picture, width) for width in (*smaller, picture.width)]
    dimensions = f"{picture.width}x{picture.height}:".encode()
    pixels_hash = hashlib.sha256(dimensions + picture.tobytes()).hexdigest()
    return Painted(tuple(sizes), pixels_hash, _likeness(picture))


def _size(picture: Image.Image, width: int) -> Size:
    height = height_at(width, picture.width, picture.height)
    shown = picture if width == picture.width else picture.resize((width, height), _FINE)
    out = BytesIO()
    shown.save(out, "WEBP", quality=80, method=6)
    return Size(width, height, out.getvalue())


def height_at(width: int, full_width: int, full_height: int) -> int:
    """How high a picture is when it is made this wide."""
    return max(round(full_height * width / full_width), 1)


def _likeness(picture: Image.Image) -> str:
    """For each place of a small grey copy, whether it gets lighter to the right: 256 bits."""
    side = _LIKENESS_SIDE
    grey = picture.convert("L").resize((side + 1, side), _FINE).tobytes()
    rows = [grey[start : start + side + 1] for start in range(0, len(grey), side + 1)]
    lighter = [left < right for row in rows for left, right in pairwise(row)]
    return f"{sum(bit << place for place, bit in enumerate(lighter)):0{LIKENESS_BITS // 4}x}"
