"""Who is at the desk, for tests of the editor."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

PREVIEW = "/admin/markdown/preview/"
UPLOAD = "/admin/markdown/upload/"


def person(*permissions: str, **changes: Any) -> User:
    user = User.objects.create_user("someone", **changes)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def signed_in(user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or person("change_article", is_staff=True))
    return client
