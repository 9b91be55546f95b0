"""What is pictured: the kinds of pages of the shipped content, and the way to each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legwise.screens.second_step import set_up_if_asked

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHECK = "/self-check/legs/"
EMERGENCY = "em_breathing:breathless"
MOST_STEPS = 60
HARMLESS = {"none", "no", "me", "age_16_39", "soreness", "exercise", "little", "better", "d2"}
USER, PASSWORD = "screens", "only in a temporary folder"


@dataclass(frozen=True)
class Kind:
    """`path` is where it is, or where the way begins; `way` is what is done there."""

    path: str
    way: "Callable[[Page], None] | None" = None

    def open(self, page: "Page") -> None:
        page.goto(self.path)
        if self.way is not None:
            self.way(page)


def begin(page: "Page") -> None:
    _follow(page, ".button--start")


def err(page: "Page") -> None:
    begin(page)
    _follow(page, "form.step button")


def reach_the_question_of_one_answer(page: "Page") -> None:
    begin(page)
    while page.locator("[type='radio']").count() == 0:
        _answer_harmlessly(page)


def reach_the_leg(page: "Page") -> None:
    begin(page)
    while page.locator(".leg-choice").count() == 0:
        _answer_harmlessly(page)
    page.locator(".leg-choice .calf label").click()


def answer_all(page: "Page") -> None:
    begin(page)
    for _ in range(MOST_STEPS):
        if page.locator("form.step").count() == 0:
            return
        _answer_harmlessly(page)


def see_the_result(page: "Page") -> None:
    answer_all(page)
    _follow(page, "main .button[href$='/result/']")


def see_the_summary(page: "Page") -> None:
    see_the_result(page)
    _follow(page, "main .button[href$='/summary/']")


def see_an_emergency(page: "Page") -> None:
    begin(page)
    page.locator(f"[name='answer'][value='{EMERGENCY}']").check()
    _follow(page, "form.step button")


def _answer_harmlessly(page: "Page") -> None:
    """What raises nothing where it is known, else the last answer but “not sure”."""
    values = page.locator("[name='answer']").evaluate_all("all => all.map(one => one.value)")
    sure = [value for value in values if value != "not_sure"]
    plain = next((value for value in sure if value in HARMLESS), sure[-1])
    page.locator(f"[name='answer'][value='{plain}']").check()
    _follow(page, "form.step button")


def send_nothing(page: "Page") -> None:
    _follow(page, "#send, main form > [type='submit']")


def open_first(page: "Page") -> None:
    _follow(page, "#result_list tbody th a")


def open_history(page: "Page") -> None:
    open_first(page)
    _follow(page, "#content a[href$='/history/']")


def open_publishing(page: "Page") -> None:
    open_first(page)
    _follow(page, "#content a[href$='/publish/']")


def open_draft(page: "Page") -> None:
    """Begun from what readers have, unless it was before."""
    if page.locator("#result_list tbody th a").count():
        open_first(page)
        return
    page.goto("/admin/triage/draft/add/")
    page.locator("#draft_form [type='text']").fill("legs")
    _follow(page, "[name='_save']")


def check_draft(page: "Page") -> None:
    open_draft(page)
    _follow(page, "#content a[href$='/check/']")


def sign_in(page: "Page") -> None:
    page.goto("/admin/login/")
    page.locator("#id_username").fill(USER)
    page.locator("#id_password").fill(PASSWORD)
    _follow(page, "[type='submit']")
    set_up_if_asked(page)


def _follow(page: "Page", selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


READERS: Mapping[str, Kind] = {
    "home": Kind("/"),
    "now": Kind("/now/"),
    "articles": Kind("/articles/"),
    "articles-filtered": Kind("/articles/?topic=cramps"),
    "articles-none": Kind("/articles/?topic=none"),
    "a-to-z": Kind("/articles/a-to-z/"),
    "search-begun": Kind("/search/"),
    "search": Kind("/search/?q=calf+cramp"),
    "search-emergency": Kind("/search/?q=leg+cold+and+blue"),
    "search-none": Kind("/search/?q=xyzzyq"),
    "article": Kind("/articles/night-leg-cramps/"),
    "comment": Kind("/articles/night-leg-cramps/comment/"),
    "comment-error": Kind("/articles/night-leg-cramps/comment/", send_nothing),
    "comment-sent": Kind("/articles/night-leg-cramps/comment/sent/"),
    "comments": Kind("/articles/night-leg-cramps/comments/"),
    "changes": Kind("/articles/night-leg-cramps/changes/"),
    "feedback": Kind("/articles/night-leg-cramps/feedback/"),
    "article-with-drawings": Kind("/articles/leg-stretches-step-by-step/"),
    "article-with-table": Kind("/articles/cramp-clot-or-strain/"),
    "topic": Kind("/topics/cramps/"),
    "body": Kind("/body/"),
    "body-part": Kind("/body/calf/"),
    "glossary": Kind("/glossary/"),
    "about": Kind("/about/"),
    "emergency-numbers": Kind("/about/emergency-numbers/"),
    "emergency-number": Kind("/about/emergency-numbers/gb/"),
    "checks": Kind("/self-check/"),
    "check-start": Kind(CHECK),
    "check-question": Kind(CHECK, begin),
    "check-error": Kind(CHECK, err),
    "check-one-answer": Kind(CHECK, reach_the_question_of_one_answer),
    "check-leg": Kind(CHECK, reach_the_leg),
    "check-answers": Kind(CHECK, answer_all),
    "check-result": Kind(CHECK, see_the_result),
    "check-emergency": Kind(CHECK, see_an_emergency),
    "check-summary": Kind(CHECK, see_the_summary),
    "check-lost": Kind(f"{CHECK}AAAAAAAAAAAAAAAAAAAAAA/answers/"),
    **{
        f"outcome-{urgency}": Kind(f"{CHECK}outcomes/{urgency}/")
        for urgency in ("emergency", "urgent", "soon", "routine", "self-care")
    },
    "scorecard": Kind(f"{CHECK}scorecard/"),
    "paper": Kind(f"{CHECK}paper/"),
    "updates": Kind("/updates/"),
    "updates-error": Kind("/updates/", send_nothing),
    "no-such-page": Kind("/nowhere/"),
}
DESK: Mapping[str, Kind] = {
    "desk": Kind("/admin/"),
    "desk-articles": Kind("/admin/articles/article/"),
    "desk-comments": Kind("/admin/articles/heldcomment/"),
    "desk-article": Kind("/admin/articles/article/", open_first),
    "desk-publish": Kind("/admin/articles/article/", open_publishing),
    "desk-history": Kind("/admin/articles/article/", open_history),
    "desk-diagram": Kind("/admin/self-check/legs/releases/1/diagram/"),
    "desk-draft": Kind("/admin/triage/draft/", open_draft),
    "desk-check": Kind("/admin/triage/draft/", check_draft),
    "desk-audit": Kind("/admin/groundwork/auditentry/"),
    "gallery": Kind("/admin/components/"),
    "gallery-cards": Kind("/admin/components/care_card/"),
}
KINDS = {**READERS, **DESK}
