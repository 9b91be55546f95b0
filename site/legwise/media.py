"""Serves pictures editors uploaded, as harmless files that may be kept for a year.

They are painted anew on arrival and get random names, so a name never changes its content and is
the mark of its freshness. No database is asked, and a range is answered with the whole picture.
"""

import re
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join
from django.views.decorators.http import etag, require_safe

# What articles.pictures writes, and nothing else that may lie in the folder.
_PICTURE = re.compile(r"pictures/[0-9a-z]{8,40}(?:-[0-9]{1,4})?\.webp")

_POLICY = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"


def _mark(_request: HttpRequest, name: str) -> str | None:
    return f'"{name}"' if _path(name).is_file() else None


@require_safe
@etag(_mark)
def serve_upload(_request: HttpRequest, name: str) -> FileResponse:
    """One uploaded picture; 404 for anything that is not one."""
    try:
        file = _path(name).open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Accept-Ranges"] = "none"
    return response


def _path(name: str) -> Path:
    if not _PICTURE.fullmatch(name):
        raise Http404
    try:
        return Path(safe_join(settings.MEDIA_ROOT, name))
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
