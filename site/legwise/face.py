"""What the site shows of itself elsewhere: its picture with a link, its name on a home screen."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.models import Edition
from groundwork.pages import kept
from legwise import social

KEPT = settings.VAR_DIR / "social"
MOST_KEPT = 1000
PAPER_COLOUR = "#fdfcf8"
ICONS = (
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-192.png", "192x192", "maskable"),
    ("icons/maskable-512.png", "512x512", "maskable"),
)


@require_safe
def social_picture(_request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """The picture of a published article; an older address leads to today's. One query."""
    public = Edition.objects.public().select_related("topic").only("title", "topic__title")
    article = get_object_or_404(public, article__slug=slug)
    words = social.Words(article.title, article.topic.title)
    if mark != words.mark:
        return HttpResponseRedirect(reverse("social-picture", args=[slug, words.mark]))
    response = HttpResponse(_kept(words), content_type="image/png")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    # Made to be shown on other people's pages.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _kept(words: social.Words) -> bytes:
    """The picture from the file it was kept in, or drawn and kept. A full disk keeps nothing."""
    path = KEPT / f"{words.mark}.png"
    with suppress(OSError):
        return path.read_bytes()
    drawn = social.picture(words)
    with suppress(OSError):
        _keep(path, drawn)
    return drawn


def _keep(path: Path, drawn: bytes) -> None:
    """Appears whole, whoever else is drawing it. The oldest make room."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{uuid4().hex}")
    draft.write_bytes(drawn)
    os.replace(draft, path)
    pictures = sorted(path.parent.glob("*.png"), key=lambda kept: kept.stat().st_mtime)
    for old in pictures[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


@kept()
@require_safe
@cache_control(public=True, max_age=86_400)
def manifest(_request: HttpRequest) -> JsonResponse:
    """For a home screen, which opens the start page: who is sore today may have a cramp tonight.

    There "I have a cramp right now" is the second way in; a long press on the icon leads to both.
    """
    icons = [
        {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in ICONS
    ]
    shown = {
        "name": "Legwise",
        "short_name": "Legwise",
        "description": "Plain answers about sore, cramping and massaged legs.",
        "lang": settings.LANGUAGE_CODE,
        "id": "/",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER_COLOUR,
        "theme_color": PAPER_COLOUR,
        "icons": icons,
        "shortcuts": [
            {"name": "Cramp now", "url": reverse("now")},
            {"name": "Check my legs", "url": reverse("triage:start", args=["legs"])},
        ],
    }
    return JsonResponse(shown, content_type="application/manifest+json")
