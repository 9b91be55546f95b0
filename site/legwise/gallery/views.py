"""The pages of the gallery. Django's admin decides who may see them: staff, after signing in."""

import hashlib
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legwise.gallery.components import shown
from legwise.gallery.looks import SWITCHES, look, switches
from legwise.gallery.samples import COMPONENTS
from legwise.gallery.sheets import sheet

YEAR = 31_536_000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every component, by name."""
    return _page(request, "index.html", _("Components"), {"components": COMPONENTS.values()})


@require_safe
def component(request: HttpRequest, name: str) -> HttpResponse:
    """One component in all its states."""
    chosen = COMPONENTS.get(name)
    if chosen is None:
        raise Http404
    context = {"component": chosen, "specimens": shown(chosen)}
    return _page(request, "component.html", chosen.title, context)


@require_safe
def style_sheet(_request: HttpRequest, mode: str) -> HttpResponse:
    """The readers' styles in one mode. Its address changes with its content, so it may be kept."""
    if mode not in SWITCHES["mode"]:
        raise Http404
    headers = {"Cache-Control": f"private, max-age={YEAR}, immutable"}
    return HttpResponse(sheet(mode), content_type="text/css; charset=utf-8", headers=headers)


def _page(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    now = look(request.GET)
    whole = {
        **admin.site.each_context(request),
        "title": title,
        "look": now,
        "switches": switches(now, request.path),
        "sheet_url": _sheet_url(now.mode),
        **context,
    }
    return render(request, f"legwise/gallery/{template}", whole)


def _sheet_url(mode: str) -> str:
    mark = hashlib.sha256(sheet(mode).encode()).hexdigest()[:12]
    return f"{reverse('gallery:sheet', args=[mode])}?{mark}"
