"""Serves pictures editors uploaded, as harmless files that may be kept for a year."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join

# Uploads are re-encoded on arrival and get random names, so a name never changes its content.
UPLOAD_TYPES = {".webp": "image/webp"}


def serve_upload(_request: HttpRequest, name: str) -> FileResponse:
    """One uploaded picture; 404 for anything that is not one."""
    try:
        path = Path(safe_join(settings.MEDIA_ROOT, name))
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    if path.suffix not in UPLOAD_TYPES or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=UPLOAD_TYPES[path.suffix])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
