"""What an editor does at the desk: signs in, fills in an article, reads the preview."""

from dataclasses import dataclass

from django.contrib.auth.models import Permission, User
from playwright.sync_api import Locator, Page, expect

from legwise.screens.second_step import set_up_if_asked
from tests.journeys.steps import follow

NEW_ARTICLE = "/admin/articles/article/add/"
PASSWORD = "long enough for anyone"
MAY = ("add_article", "change_article", "view_article", "view_redflag", "view_topic")
ROWS = ("add_commonquestion", "change_commonquestion", "view_commonquestion")

SHORT_ANSWER = "Nobody knows for sure. Most are harmless. [@stretch-01]"
BODY = """## What may help

Stretch before bed. [@guide-2021]

## When it is more

:::emergency cold-leg
:::
"""
# An article without what the published page adds to an editor's words.
SAME_ON_BOTH = """article => {
  const copy = article.cloneNode(true);
  copy.querySelectorAll(".byline, .check-symptoms, .related").forEach(part => part.remove());
  return copy.innerHTML.replace(/\\s+/g, " ").replace(/> </g, "><").trim();
}"""


@dataclass(frozen=True)
class Desk:
    """The form of an article, as Playwright sees it."""

    page: Page

    @property
    def body(self) -> Locator:
        return self.page.locator("#id_body")

    @property
    def preview(self) -> Locator:
        """The page as readers would get it; Playwright looks into its shadow root."""
        return self.page.locator(".editor-preview article")

    @property
    def findings(self) -> Locator:
        return self.page.locator(".editor-findings button")

    def open(self) -> None:
        self.page.goto(NEW_ARTICLE)

    def fill_in(self, title: str = "Why do my calves cramp?") -> None:
        """Everything a published article must have, as an editor would."""
        page = self.page
        page.locator("#id_title").fill(title)
        # Leaving the title fills in the address by script; only then can it be changed.
        page.locator("#id_title").press("Tab")
        page.locator("#id_slug").fill("calves-cramp")
        page.locator("#id_topic").select_option(label="Cramps")
        page.locator("#id_short_answer").fill(SHORT_ANSWER)
        page.locator("#id_description").fill("Why calves cramp and what may help.")
        self.body.fill(BODY)
        self._choose_help("leg-clot")

    def _choose_help(self, key: str) -> None:
        """The double list that script makes of the red flags, or the plain one without it."""
        flag = self.page.locator("#id_get_help_from, #id_get_help").locator("option", has_text=key)
        value = flag.get_attribute("value")
        if self.page.locator("#id_get_help_from").count():
            self.page.locator("#id_get_help_from").select_option(value)
            self.page.locator("#id_get_help_add, #id_get_help_add_link").click()
        else:
            self.page.locator("#id_get_help").select_option(value)

    def add_question(self, question: str, answer: str) -> None:
        self.page.get_by_role("link", name="Add another Common question").or_(
            self.page.get_by_role("button", name="Add another Common question")
        ).click()
        row = self.page.locator(".dynamic-questions").last
        row.locator('[name$="-question"]').fill(question)
        row.locator('[name$="-answer"]').fill(answer)

    def save(self) -> None:
        follow(self.page, self.page.locator('[name="_continue"]').first)
        expect(self.page.locator(".messagelist .success")).to_be_visible()


def editor() -> User:
    """Somebody who may write articles, and no more."""
    user = User.objects.create_user("editor", password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=[*MAY, *ROWS]))
    return user


def sign_in(page: Page, name: str = "editor") -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Log in"))
    set_up_if_asked(page)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
