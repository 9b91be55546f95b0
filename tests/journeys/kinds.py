"""The kinds of pages that can be opened by their address, in the small content of these tests."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles import previews
from articles.models import ArticleVersion, Person, Subscriber
from articles.updates import tokens
from tests.articles.comments.writing import approved, moderator
from tests.articles.updates.readers import subscriber
from tests.journeys.steps import START

PERSON = "/about/people/editors/"

READING = {
    "article": "/articles/night-cramps/",
    "article with a table and two cards": "/articles/stop-a-leg-cramp/",
    "about": "/about/",
    "emergency numbers": "/about/emergency-numbers/gb/",
    "glossary": "/glossary/",
    "now": "/now/",
    "topic": "/topics/cramps/",
    "what changed": "/articles/night-cramps/changes/",
    "person": PERSON,
    "no such page": "/nowhere/",
    "no draft": "/preview/nobody-made-this/",
}
LISTS = {
    "home": "/",
    "list": "/articles/",
    "list without a hit": "/articles/?topic=none",
    "body map": "/body/",
    "part of the leg": "/body/calf/",
    "self-checks": "/self-check/",
    "A to Z": "/articles/a-to-z/",
    "search": "/search/",
    "search with hits": "/search/?q=cramps",
    "search without a hit": "/search/?q=xyzzyq",
    "search for an emergency": "/search/?q=leg+cold+and+blue",
}
# Where readers write to us, and what they get back.
WRITING = {
    "comments": "/articles/night-cramps/comments/",
    "no comments": "/articles/calf-stretch/comments/",
    "comment": "/articles/night-cramps/comment/",
    "comment sent": "/articles/night-cramps/comment/sent/",
    "feedback": "/articles/night-cramps/feedback/",
    "feedback sent": "/articles/night-cramps/feedback/thanks/",
    "updates": "/updates/",
    "updates asked for": "/updates/sent/",
    "updates, a forged link": "/updates/confirm/forged/",
}
CHECK = {
    "start": START,
    "start from an article": f"{START}?problem=massage",
    "cleared": f"{START}?cleared",
    "outcome": f"{START}outcomes/soon/",
    "scorecard": f"{START}scorecard/",
    "paper sheet": f"{START}paper/",
    "answers lost": f"{START}AAAAAAAAAAAAAAAAAAAAAA/answers/",
}
# Found by opening them: a dead end for who looks, with words on what to do.
MISSING = ("no such page", "no draft", "updates, a forged link")
# Forms that are sent with nothing in them.
IN_ERROR = {"comment with errors": WRITING["comment"], "updates with errors": "/updates/"}


def by_letter() -> dict[str, str]:
    """Pages whose address is a secret: a subscriber's, and a draft shown to a colleague."""
    someone = subscriber()
    asked = subscriber(address="bob@reader.example")
    Subscriber.objects.update(language=settings.LANGUAGE_CODE)
    Subscriber.objects.filter(pk=asked.pk).update(
        confirmed_at=None, told_until=None, asked_at=timezone.now()
    )
    version = ArticleVersion.objects.filter(article__slug="night-cramps").latest("pk")
    _link, token = previews.make_link(version, by=moderator(), days=1, key=previews.new_key())
    return {
        "updates to confirm": tokens.confirm_path(asked),
        "updates to choose": tokens.manage_path(someone),
        "updates to stop": tokens.unsubscribe_path(someone),
        "draft": reverse("articles:preview", args=[token]),
    }


def furnish() -> None:
    """What the small content lacks: who signs reviews, and a comment with its answer."""
    slug = PERSON.strip("/").rpartition("/")[2]
    Person.objects.create(slug=slug, name="Legwise editors", role="Editors", interests="None.")
    comment = approved()
    assert comment.article.slug == "night-cramps"
