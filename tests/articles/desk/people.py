"""Who is at the desk, what they may, and how they press its buttons."""

import re
from html import unescape
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

from articles.models import Article

EDITOR = ("view_article", "add_article", "change_article")
REVIEWER = ("view_article", "review_article")
PUBLISHER = ("view_article", "publish_article")
ROWS = (
    "add_commonquestion",
    "change_commonquestion",
    "delete_commonquestion",
    "add_relatedarticle",
    "change_relatedarticle",
    "delete_relatedarticle",
)


def person(name: str, *permissions: str, **changes: Any) -> User:
    user = User.objects.create_user(name, **{"is_staff": True, **changes})
    known = Permission.objects.filter(codename__in=permissions)
    user.user_permissions.set(known)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(page: str, slug: str = "night-cramps") -> str:
    """`history/` -> `/admin/articles/article/7/history/`."""
    return f"/admin/articles/article/{Article.objects.get(slug=slug).pk}/{page}"


def words(response: Any) -> str:
    page = response.content.decode()
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def hidden(response: Any, name: str) -> str:
    match = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return match.group(1) if match else ""
