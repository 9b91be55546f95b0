"""What the editor's text boxes talk to: the live preview, and the upload of pictures.

Both answer in JSON, and with 403 rather than a redirect: a sign-in page must not land in the
preview. They stand in for the views of markdownx, which work without signing in.
"""

import secrets
import warnings
from collections.abc import Callable
from functools import wraps
from io import BytesIO

from django.contrib import admin
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.http import HttpRequest, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from PIL import Image, ImageOps

from articles import register
from articles.markdown import (
    ALT_TEXT_NEEDED,
    ArticleText,
    Finding,
    QuestionText,
    render_article,
    render_prose,
)
from articles.models import RedFlag

MOST_CHARACTERS = 100_000
MOST_QUESTIONS = 100
MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
"""Pixels; twice what the column of text is wide, so that it stays sharp on dense screens."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUESTION_ROWS = "questions"

View = Callable[[HttpRequest], JsonResponse]


class RefusedError(Exception):
    """Something an editor can mend, said so that they can."""


def for_editors(view: View) -> View:
    """POST from someone who may write articles; what the view refuses becomes a 400."""

    @never_cache
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest) -> JsonResponse:
        if not may_edit(request):
            return JsonResponse({"error": _("Sign in again, in another tab.")}, status=403)
        try:
            return view(request)
        except RefusedError as refusal:
            return JsonResponse({"error": str(refusal)}, status=400)

    return guarded


def may_edit(request: HttpRequest) -> bool:
    """Whether the admin lets this person in at all, and to articles."""
    may_add_or_change = request.user.has_perm("articles.change_article") or request.user.has_perm(
        "articles.add_article"
    )
    return admin.site.has_permission(request) and may_add_or_change


@for_editors
def preview(request: HttpRequest) -> JsonResponse:
    """The page as readers would get it, and what there is to mend.

    `content` alone is plain prose; otherwise the whole article form is expected.
    """
    if "content" in request.POST:
        return _preview_prose(request.POST["content"])
    text = article_text(request.POST)
    _check_length(text.title, text.short_answer, text.body, *(q.answer for q in text.questions))
    rendered = render_article(text, register.current())
    context = {"article": {**vars(rendered), "title": text.title}}
    rows = enumerate(_question_rows(request.POST), start=1)
    controls = {f"question {number}": f"{row}-answer" for number, row in rows}
    html = render_to_string("articles/_article_body.html", context)
    return _reply(f'<article class="article">{html}</article>', rendered.findings, controls)


def _preview_prose(text: str) -> JsonResponse:
    _check_length(text)
    prose = render_prose(text, field="content")
    return _reply(f'<div class="prose">{prose.html}</div>', prose.findings, {})


def article_text(form: QueryDict) -> ArticleText:
    """The article a filled-in admin form describes, valid or not. Costs one query."""
    questions = (
        QuestionText(form.get(f"{row}-question", ""), form.get(f"{row}-answer", ""))
        for row in _question_rows(form)
    )
    chosen = [_number(value) for value in form.getlist("get_help")]
    flags = RedFlag.objects.filter(pk__in=chosen).values_list("key", flat=True)
    return ArticleText(
        title=form.get("title", ""),
        short_answer=form.get("short_answer", ""),
        body=form.get("body", ""),
        questions=tuple(questions),
        get_help=tuple(flags),
    )


def _question_rows(form: QueryDict) -> list[str]:
    """The prefixes of the question rows that would be saved, in the order readers get them."""
    count = min(_number(form.get(f"{_QUESTION_ROWS}-TOTAL_FORMS", "")), MOST_QUESTIONS)
    rows = [f"{_QUESTION_ROWS}-{number}" for number in range(count)]
    kept = [row for row in rows if _is_kept(form, row)]
    return sorted(kept, key=lambda row: _number(form.get(f"{row}-order", "")))


def _is_kept(form: QueryDict, row: str) -> bool:
    is_filled = bool(form.get(f"{row}-question") or form.get(f"{row}-answer"))
    return is_filled and not form.get(f"{row}-DELETE")


def _number(typed: str) -> int:
    """A count, an order or a row's key as typed; 0 for what is none, or larger than any is."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _check_length(*texts: str) -> None:
    if sum(map(len, texts)) > MOST_CHARACTERS:
        said = _("The text is longer than %(most)s characters: make two articles of it.")
        raise RefusedError(said % {"most": f"{MOST_CHARACTERS:,}"})


def _reply(html: str, findings: tuple[Finding, ...], controls: dict[str, str]) -> JsonResponse:
    listed = [{**vars(f), "control": controls.get(f.field, f.field)} for f in findings]
    return JsonResponse({"html": html, "findings": listed})


@for_editors
def upload(request: HttpRequest) -> JsonResponse:
    """Keep a picture, and answer with the Markdown that shows it."""
    file = request.FILES.get("image")
    if not isinstance(file, File):
        raise RefusedError(_("Choose a picture."))
    picture = ContentFile(as_webp(file))
    name = default_storage.save(f"pictures/{secrets.token_hex(16)}.webp", picture)
    return JsonResponse({"image_code": f"![{ALT_TEXT_NEEDED}]({default_storage.url(name)})"})


def as_webp(file: File[bytes]) -> bytes:
    """The picture painted anew: no larger than needed, and without where it was taken.

    Nothing of the file that was sent is kept, neither its name nor what else it may hold.
    """
    if (file.size or 0) > MOST_BYTES:
        raise RefusedError(_("The picture is larger than 10 MB: make it smaller first."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _painted_anew(file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError(_("The picture has too many pixels: make it smaller first.")) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise RefusedError(
            _("We cannot use this file. Send a JPEG, PNG or WebP picture.")
        ) from error


def _painted_anew(file: File[bytes]) -> bytes:
    with Image.open(file, formats=_FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        # Smaller first: a large JPEG is then never unpacked at its full size.
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
    painted = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    painted.info.clear()
    out = BytesIO()
    painted.save(out, "WEBP", quality=80, method=6)
    return out.getvalue()
