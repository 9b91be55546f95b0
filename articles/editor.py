"""What the editor's text boxes talk to: the live preview, and who may ask for one.

It answers in JSON, and with 403 rather than a redirect: a sign-in page must not land in the
preview. It stands in for the view of markdownx, which works without signing in.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.http import HttpRequest, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import register
from articles.checks import Report, check, place_of
from articles.checks.blocks import newlines
from articles.checks.broken import placed
from articles.checks.gathering import facts_about
from articles.markdown import (
    ArticleText,
    QuestionText,
    render_article,
    render_prose,
)
from articles.models import RedFlag
from articles.readability import plain_text

MOST_CHARACTERS = 100_000
MOST_QUESTIONS = 100
MOST_LISTED = 50
"""Findings in one reply: nobody mends more before the next."""

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
    facts = facts_about(text)
    rendered = render_article(text, facts.register)
    context = {"article": {**vars(rendered), "title": text.title}}
    html = render_to_string("articles/_article_body.html", context)
    form = request.POST
    described = {"description": form.get("description", ""), "slug": form.get("slug", "")}
    report = check(text, facts, **described, rendered=rendered)
    rows = enumerate(_question_rows(form), start=1)
    controls = {f"question {number}": f"{row}-answer" for number, row in rows}
    return _reply(f'<article class="article">{html}</article>', report, controls)


def _preview_prose(text: str) -> JsonResponse:
    _check_length(text)
    prose = render_prose(text, register.prose(), field="content")
    report = Report(tuple(placed(finding, newlines(text)) for finding in prose.findings))
    return _reply(f'<div class="prose">{prose.html}</div>', report, {})


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


def _reply(html: str, report: Report, controls: dict[str, str]) -> JsonResponse:
    """What stops publishing is listed first, and so it is never what is left out."""
    listed = [*report.blocking, *report.advice]
    return JsonResponse(
        {
            "html": html,
            "findings": [
                {
                    **vars(finding),
                    "place": place_of(finding),
                    "control": controls.get(finding.field, finding.field),
                }
                for finding in listed[:MOST_LISTED]
            ],
            "more": max(0, len(listed) - MOST_LISTED),
            "numbers": report.numbers if report.reading.words else "",
            "hardest": [plain_text(typed) for typed in report.hardest],
        }
    )
