"""What the editor's picture dialog talks to, in JSON: look at a file, keep it, choose another."""

from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from articles.editor import RefusedError, for_editors
from articles.models import Picture
from articles.pictures import finding
from articles.pictures.forms import WordsForm, sent_picture
from articles.pictures.inserting import markdown_of
from articles.pictures.keeping import is_ours, keep
from articles.pictures.painting import paint

MOST_SHOWN = 24
MOST_SEARCHED = 200
"""Characters of a search."""


@for_editors
def look(request: HttpRequest) -> JsonResponse:
    """Refuse a file before anything is typed, or say which pictures we have are the same."""
    painted = paint(sent_picture(request.FILES))
    known = finding.same(painted)
    alike = [] if known else finding.alike(painted)
    return JsonResponse(
        {"known": _shown(known) if known else None, "alike": [_shown(one) for one in alike]}
    )


@for_editors
def choose(request: HttpRequest) -> JsonResponse:
    """Pictures we have of which these words are said, the newest first."""
    found = finding.matching(request.POST.get("words", "")[:MOST_SEARCHED])
    rows = list(found[: MOST_SHOWN + 1])
    pictures = [_shown(one) for one in rows[:MOST_SHOWN]]
    return JsonResponse({"pictures": pictures, "more": len(rows) > MOST_SHOWN})


@for_editors
def upload(request: HttpRequest) -> JsonResponse:
    """Keep a picture, or take one we have, and answer with the Markdown that shows it."""
    if name := request.POST.get("picture"):
        return _reuse(request, name)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _faults(form)
    by = cast(AbstractBaseUser, request.user)
    kept = keep(painted=paint(sent_picture(request.FILES)), words=form.words, by=by)
    code = markdown_of(kept.picture, form.words.alternative_text)
    return JsonResponse({"image_code": code, "is_new": kept.is_new})


def _reuse(request: HttpRequest, name: str) -> JsonResponse:
    """A picture we have keeps its credit and caption; what it shows may be said anew."""
    # A name that cannot be one is not looked for: a database may refuse its characters.
    picture = Picture.objects.filter(name=name).first() if is_ours(f"{name}.webp") else None
    if picture is None:
        raise RefusedError(_("We no longer have this picture. Choose another."))
    form = WordsForm({**request.POST.dict(), "credit": picture.credit, "caption": picture.caption})
    if not form.is_valid():
        return _faults(form)
    code = markdown_of(picture, form.words.alternative_text)
    return JsonResponse({"image_code": code, "is_new": False})


def _shown(picture: Picture) -> dict[str, Any]:
    return {
        "name": picture.name,
        "thumbnail": picture.thumbnail,
        "alternative_text": picture.alternative_text,
        "credit": picture.credit,
        "caption": picture.caption,
    }


def _faults(form: WordsForm) -> JsonResponse:
    """The first fault, and each with its field."""
    faults = {name: " ".join(map(str, said)) for name, said in form.errors.items()}
    return JsonResponse({"error": next(iter(faults.values())), "faults": faults}, status=400)
