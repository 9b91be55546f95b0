"""A desk with one of everything on it, and people of every role who come to it."""

from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.test import Client

from articles import editing, previews
from articles.models import (
    Article,
    ArticleVersion,
    HeldComment,
    Person,
    Picture,
    PreviewLink,
    Review,
    SearchMiss,
    Source,
    Subscriber,
    Synonym,
)
from groundwork import audit
from groundwork.models import AuditEntry, Message
from groundwork.outbox.writing import post
from legwise import roles
from tests.articles.comments.writing import held
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.articles.pictures.making import kept_picture
from tests.triage.desk.small import small_draft
from triage.desk import publishing
from triage.models import Draft, Release

ANONYMOUS, READER, NO_GROUP, SUPERUSER = "anonymous", "reader", "no group", "superuser"
WHO = (ANONYMOUS, READER, NO_GROUP, *roles.ROLES, SUPERUSER)
"""Readers may have an account somebody made by mistake: it has no desk."""
TOKEN = "a" * 32


@dataclass
class World:
    """What acts are tried on. `me`: whoever tries them; `colleague`: somebody else at the desk."""

    article: Article
    version: ArticleVersion
    never_had: Article
    link: PreviewLink
    draft: Draft
    release: Release
    comment: HeldComment
    message: Message
    entry: AuditEntry
    colleague: User
    boss: Client
    source: Source
    person: Person
    picture: Picture
    leaver: User
    me: User | None = None

    def url(self, page: str = "") -> str:
        return f"/admin/articles/article/{self.article.pk}/{page}"

    @property
    def review(self) -> Review:
        return self.article.reviews.get()


def make(folder: Path) -> World:
    """Nothing here takes a proof or a password: it is made for every role."""
    load_content(write_content(folder / "content"))
    colleague = User.objects.create_user("colleague", is_staff=True)
    article = Article.objects.get(slug="night-cramps")
    article.body = "## What may help\n\nStretch at noon. [@stretch-01]\n"
    article.save()
    version = editing.save_version(article, by=colleague)
    never_had = Article.objects.create(
        slug="begun", title="Begun", topic=article.topic, body="Nothing yet.", short_answer="x" * 30
    )
    draft = small_draft()
    proposal = publishing.of_draft(draft)
    publishing.publish(proposal, seal=proposal.seal, by=colleague, note="First")
    Synonym.objects.create(words="calf, lower leg")
    SearchMiss.objects.create(mark="m", words="charley", days=3, count=3)
    Subscriber.objects.create(address="reader@example.org", language="en-gb")
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    return World(
        article=Article.objects.get(pk=article.pk),
        version=version,
        never_had=never_had,
        link=previews.make_link(version, by=colleague, days=7, key="one" * 12)[0],
        draft=draft,
        release=Release.objects.get(),
        comment=held(),
        message=post(purpose="T", to="reader@example.org", subject="S", text="Words."),
        entry=audit.record("began", by=colleague),
        colleague=colleague,
        boss=boss,
        source=Source.objects.create(
            key="lone", title="Alone", url="https://own.example/", kind=Source.Kind.GUIDELINE
        ),
        person=Person.objects.create(name="One", slug="one", role="Role", interests="None"),
        picture=kept_picture(colleague),
        leaver=User.objects.create_user("leaver"),
    )


def come(who: str) -> tuple[Client, User | None]:
    """Signed in as that role, by a browser whose forms are checked for where they come from."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = TOKEN
    if who == ANONYMOUS:
        return client, None
    is_staff, is_boss = who != READER, who == SUPERUSER
    me = User.objects.create_user(f"{who}-me", is_staff=is_staff, is_superuser=is_boss)
    if who in roles.ROLES:
        me.groups.add(Group.objects.get(name=who))
    client.force_login(me)
    return client, me
