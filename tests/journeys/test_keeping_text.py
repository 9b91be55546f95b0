"""A tab is closed, or a sign-in runs out, while an editor types: nothing of it is lost."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import BrowserContext, Page, expect

from articles import editing
from articles.models import Article, Topic
from tests.journeys.axe import our_faults
from tests.journeys.desk import PASSWORD, Desk, editor, sign_in
from tests.journeys.steps import follow
from tests.journeys.watch import Watch

ADD_TOPIC = "/admin/articles/topic/add/"
MAY = ("add_topic", "change_topic", "view_topic")
BLOCKED = "Storage.prototype.setItem = () => { throw new Error('full'); };"
KEPT = "Kept in this browser"


@pytest.fixture
def page(new_reader: Callable[..., Page]) -> Page:
    """An editor's first tab, signed in."""
    user = editor()
    user.user_permissions.add(*Permission.objects.filter(codename__in=MAY))
    page = new_reader(viewport={"width": 1280, "height": 900})
    sign_in(page)
    return page


def type_topic(page: Page, title: str = "Calves") -> None:
    page.goto(ADD_TOPIC)
    page.locator("#id_title").fill(title)
    page.locator("#id_slug").fill("calves")
    expect(page.locator(".kept-since")).to_contain_text(KEPT)


def again(context: BrowserContext, page: Page, url: str) -> Page:
    """The tab is closed, and later another is opened."""
    page.close()
    later = context.new_page()
    later.goto(url)
    return later


def notices(page: Page) -> list[str]:
    return page.locator(".kept h2").all_text_contents()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def save(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Save", exact=True).first)


def test_a_closed_tab_gives_back_text_rows_and_lists(page: Page, watch: Watch) -> None:
    desk = Desk(page)
    desk.open()
    desk.body.fill("## Calves\n\nStretch.")
    desk.add_question("Is it a clot?", "Most often not.")
    page.locator("#id_get_help_from").select_option(index=0)
    page.locator("#id_get_help_add").click()
    chosen = page.locator("#id_get_help_to option").all_text_contents()
    expect(page.locator(".kept-since")).to_contain_text(KEPT)

    later = again(page.context, page, page.url)
    assert "that was not saved." in notices(later)[0]
    press(later, "Show it")
    expect(later.get_by_label("What you typed").nth(1)).to_have_value("## Calves\n\nStretch.")
    assert our_faults(later, watch) == []
    press(later, "Put it back")

    expect(Desk(later).body).to_have_value("## Calves\n\nStretch.")
    row = later.locator(".dynamic-questions").last
    expect(row.locator('[name$="-answer"]')).to_have_value("Most often not.")
    assert later.locator("#id_get_help_to option").all_text_contents() == chosen
    expect(later.locator(".kept [role=status]")).to_contain_text("It is not saved yet")


def test_what_was_saved_is_forgotten_and_what_was_refused_is_not(page: Page) -> None:
    type_topic(page)
    page.locator("#id_slug").fill("not a slug")
    save(page)
    expect(page.locator(".errornote")).to_be_visible()
    assert notices(page) == []

    later = again(page.context, page, ADD_TOPIC)
    press(later, "Put it back")
    expect(later.locator("#id_slug")).to_have_value("not a slug")
    later.locator("#id_slug").fill("calves")
    save(later)
    later.goto(ADD_TOPIC)

    assert Topic.objects.filter(title="Calves").exists()
    assert notices(later) == []
    assert later.evaluate("Object.keys(localStorage).filter(key => key.includes('topic'))") == []


def test_two_tabs_keep_a_copy_each_and_a_change_meanwhile_is_told(page: Page) -> None:
    topic = Topic.objects.create(slug="calves", title="Calves")
    url = f"/admin/articles/topic/{topic.pk}/change/"
    page.goto(url)
    other = page.context.new_page()
    other.goto(url)
    for tab, words in ((page, "Mine"), (other, "Mine too")):
        tab.locator("#id_title").fill(words)
        expect(tab.locator(".kept-since")).to_contain_text(KEPT)
    other.close()
    Topic.objects.update(title="A colleague's")

    later = again(page.context, page, url)

    assert len(notices(later)) == 2
    expect(later.locator(".kept").first).to_contain_text("This was changed since you began")
    press(later, "Throw it away")
    expect(later.locator(".kept").first).to_contain_text("Thrown away.")
    press(later, "Undo")
    later.reload()
    assert len(notices(later)) == 2


def test_what_is_put_back_does_not_write_over_a_colleague(page: Page) -> None:
    article = Article.objects.all()[0]
    url = f"/admin/articles/article/{article.pk}/change/"
    page.goto(url)
    page.locator("#id_title").fill("Mine")
    expect(page.locator(".kept-since")).to_contain_text(KEPT)
    article.title = "A colleague's"
    article.save()
    editing.save_version(article, by=None)

    later = again(page.context, page, url)
    press(later, "Put it back")
    save(later)

    expect(later.get_by_role("heading", name="Theirs and yours")).to_be_visible()
    expect(later.locator("#id_title")).to_have_value("Mine")
    article.refresh_from_db()
    assert article.title == "A colleague's"


def test_another_person_at_this_browser_is_offered_nothing(page: Page) -> None:
    type_topic(page)
    colleague = User.objects.create_superuser("colleague", password=PASSWORD)
    follow(page, page.get_by_role("button", name="Log out"))

    sign_in(page, colleague.username)
    page.goto(ADD_TOPIC)

    assert notices(page) == []


def test_a_sign_in_that_ran_out_is_made_up_for_and_then_forgotten(page: Page, watch: Watch) -> None:
    type_topic(page)
    page.context.clear_cookies()

    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    assert our_faults(page, watch) == []
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Log in"))
    assert our_faults(page, watch) == []
    follow(page, page.get_by_role("button", name="Save what I typed"))

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Topic.objects.get(slug="calves").title == "Calves"
    page.goto(ADD_TOPIC)
    assert notices(page) == []


def test_without_storage_the_form_says_so_and_saves(page: Page) -> None:
    page.context.add_init_script(BLOCKED)
    page.goto(ADD_TOPIC)

    expect(page.locator(".kept-status")).to_contain_text("not kept in this browser")
    page.locator("#id_title").fill("Calves")
    page.locator("#id_slug").fill("calves")
    save(page)

    expect(page.locator(".messagelist .success")).to_be_visible()
