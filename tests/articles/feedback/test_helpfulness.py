"""What editors see of readers' answers: rates with honest intervals, and what to look at."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import helpfulness, today
from articles.helpfulness import FEWEST_ANSWERS, Rate
from articles.models import Article, ArticleVersion, FeedbackCount
from tests.articles.desk.people import EDITOR, person, signed_in
from tests.articles.loaded import load_content
from tests.articles.standing import give


@pytest.fixture
def article(db: None, content: Path) -> Article:
    load_content(content)
    return Article.objects.get(slug="night-cramps")


def said(
    version: ArticleVersion, yes: int = 0, no: int = 0, *, section: str = "", reason: str = ""
) -> None:
    row = {"version": version, "section": section, "day": date(2026, 11, 21)}
    if yes:
        FeedbackCount.objects.create(**row, is_helpful=True, count=yes)
    if no:
        FeedbackCount.objects.create(**row, is_helpful=False, reason=reason, count=no)


def newest(article: Article) -> ArticleVersion:
    return article.versions.latest("number")


@pytest.mark.parametrize(
    ("helpful", "total", "low", "high"),
    [
        # Worked by hand from the formula; 81 of 263 is Newcombe's example (Stat Med 1998;17:857).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(helpful: int, total: int, low: float, high: float) -> None:
    found = Rate(helpful, total).interval

    assert found == pytest.approx((low, high), abs=0.00006)


def test_few_answers_say_little() -> None:
    assert str(Rate(1, 2)) == "helped 1 of 2 (likely 9 to 91 %)"


def test_an_article_is_on_the_desk_when_even_the_kindest_reading_is_low() -> None:
    assert Rate(0, FEWEST_ANSWERS).is_low
    assert not Rate(0, FEWEST_ANSWERS - 1).is_low
    assert Rate(40, 100).is_low
    assert not Rate(41, 100).is_low
    assert not Rate(0, 0).is_low


def test_the_desk_names_the_worst_first_for_what_readers_have_now(article: Article) -> None:
    other = Article.objects.get(slug="calf-stretch")
    said(newest(article), yes=10, no=30)
    said(newest(other), yes=1, no=19, reason="hard")

    box = {box.key: box for box in today.boxes(person("editor", *EDITOR))}["unhelpful"]

    assert [row.title for row in box.rows] == [other.title, article.title]
    assert box.rows[0].about == "helped 1 of 20 (likely 1 to 24 %)"
    assert box.rows[0].url.endswith(f"/{other.pk}/history/")


def test_words_that_were_changed_since_leave_the_desk(article: Article) -> None:
    said(newest(article), no=30)
    assert helpfulness.unhelpful()

    article.title = "Changed"
    article.save()
    give("night-cramps")

    assert helpfulness.unhelpful() == []


def test_the_history_tells_each_version_beside_the_one_before(article: Article) -> None:
    said(newest(article), yes=2, no=8)
    article.title = "Changed"
    article.save()
    give("night-cramps")
    said(newest(article), yes=9, no=1)

    assert helpfulness.in_words(article.pk, [1, 2]) == {
        1: "Readers: helped 2 of 10 (likely 6 to 51 %)",
        2: "Readers: helped 9 of 10 (likely 60 to 98 %); before: helped 2 of 10 (likely 6 to 51 %)",
    }
    page = signed_in(person("editor", *EDITOR)).get(
        f"/admin/articles/article/{article.pk}/history/"
    )
    assert "before: helped 2 of 10 (likely 6 to 51 %)" in page.content.decode()


def test_a_version_tells_which_part_and_why(article: Article) -> None:
    version = newest(article)
    said(version, yes=3, no=2, reason="hard")
    said(version, no=4, section="s-what-may-help", reason="looks-wrong")
    said(version, no=1, section="s-gone")

    page = signed_in(person("editor", *EDITOR)).get(
        f"/admin/articles/article/{article.pk}/versions/{version.number}/"
    )

    told = [
        (each.part, each.rate, each.reasons)
        for each in helpfulness.by_part(version, {"s-what-may-help": "What may help"})
    ]
    assert told == [
        ("All of it", Rate(3, 5), ("It was hard to understand: 2",)),
        ("What may help", Rate(0, 4), ("Something looks wrong: 4",)),
        ("s-gone", Rate(0, 1), ()),
    ]
    assert "What may help: helped 0 of 4 (likely 0 to 49 %). Why not: " in page.content.decode()


def test_readers_never_see_how_many_were_helped(article: Article) -> None:
    said(newest(article), yes=777, no=333)

    for address in ("", "changes/", "feedback/", "feedback/thanks/"):
        page = Client().get(f"/articles/night-cramps/{address}").content.decode()
        assert "777" not in page
        assert "1110" not in page


def test_whoever_may_not_see_articles_sees_no_answers(article: Article) -> None:
    said(newest(article), no=30)

    assert today.boxes(User.objects.create_user("guest", is_staff=True)) == []
