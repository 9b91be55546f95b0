"""Keeping and deleting pictures: a row and its files together, or neither.

Files are written before the row, since a row without files would show readers a gap; whatever
fails on the way takes back what was written. `manage.py tidy_pictures` finds what a power cut
left.
"""

import logging
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.editor import RefusedError
from articles.models import Picture
from articles.pictures.finding import same
from articles.pictures.painting import Painted
from articles.pictures.uses import is_used

# No vowels, so that no name spells a word, and nothing that looks like something else.
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
_LENGTH = 12
_NAME = rf"[{_LETTERS}]{{{_LENGTH}}}"
_OURS = re.compile(rf"{_NAME}(?:-[0-9]+)?\.webp")

COMING = ".coming"
"""Ends the name of a file that is still being written."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """What an editor says of a picture."""

    alternative_text: str
    credit: str
    caption: str = ""


@dataclass(frozen=True)
class Kept:
    """The row that stands for a picture, and whether it was made just now."""

    picture: Picture
    is_new: bool


def keep(*, painted: Painted, words: Words, by: AbstractBaseUser) -> Kept:
    """Keep a picture, or find the row of the same one, even if it is being kept at this moment."""
    if known := same(painted):
        return Kept(known, is_new=False)
    picture = _row(painted, words, by)
    with _files(picture, painted):
        try:
            with transaction.atomic():
                picture.save(force_insert=True)
        except IntegrityError:
            first = same(painted)
            if first is None:
                raise RefusedError(_("The picture could not be kept. Send it again.")) from None
            erase(picture.files)
            return Kept(first, is_new=False)
    return Kept(picture, is_new=True)


def is_a_name(name: str) -> bool:
    """Whether a picture may be called so: no other name is ever put into a path."""
    return re.fullmatch(_NAME, name) is not None


def is_ours(file: str) -> bool:
    """Whether a file in the folder has a name such as we give."""
    return _OURS.fullmatch(file) is not None


def delete(*, picture: Picture, by: AbstractBaseUser) -> None:
    """Delete a picture that nothing shows, then its files."""
    with transaction.atomic():
        if is_used(picture):
            raise RefusedError(_("This picture is shown: take it out of the text first."))
        files = picture.files
        logger.info("picture %s deleted by account %s", picture.name, by.pk)
        picture.delete()
        transaction.on_commit(lambda: erase(files))


def _row(painted: Painted, words: Words, by: AbstractBaseUser) -> Picture:
    made: dict[str, Any] = {
        "name": "".join(secrets.choice(_LETTERS) for _letter in range(_LENGTH)),
        "width": painted.largest.width,
        "height": painted.largest.height,
        "widths": [size.width for size in painted.sizes],
        "pixels_hash": painted.pixels_hash,
        "likeness": painted.likeness,
        "uploaded_by": by,
    }
    return Picture(**made, **vars(words))


@contextmanager
def _files(picture: Picture, painted: Painted) -> Iterator[None]:
    """The picture's files; gone again if writing them, or what comes after, fails."""
    try:
        for name, size in zip(picture.files, painted.sizes, strict=True):
            default_storage.save(name, ContentFile(size.webp))
        yield
    except OSError as error:
        erase(picture.files)
        logger.exception("a picture could not be written")
        said = _("There is no room to keep the picture, and nothing was added. Try again later.")
        raise RefusedError(said) from error
    except BaseException:
        erase(picture.files)
        raise


def erase(files: Sequence[str]) -> None:
    """One that cannot be deleted must not keep the others."""
    for name in files:
        with suppress(OSError):
            default_storage.delete(name)
