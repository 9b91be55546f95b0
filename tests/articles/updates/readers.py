"""Readers who sign up, and what they find in their inbox."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from articles.models import Subscriber, Topic
from groundwork.outbox import sending

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

ANN = "ann@reader.example"


def topic(slug: str) -> Topic:
    return Topic.objects.get_or_create(slug=slug, defaults={"title": slug.title()})[0]


def subscriber(*topics: str, address: str = ANN, told: datetime | None = None) -> Subscriber:
    """Somebody who confirmed, and was told of everything up to a week ago."""
    told = told or timezone.now() - timedelta(days=7)
    made = Subscriber.objects.create(
        address=address, language="en-gb", asked_at=told, confirmed_at=told, told_until=told
    )
    made.topics.set(map(topic, topics or ("cramps",)))
    return made


def inbox() -> list[EmailMessage]:
    """Everything written so far, sent."""
    sending.send_waiting()
    return list(mail.outbox)


def link(message: EmailMessage, kind: str) -> str:
    """The path of a link in a mail, such as `confirm`."""
    found = re.search(
        rf"^{re.escape(settings.SITE_URL)}(/updates/{kind}/\S+)$", str(message.body), re.M
    )
    assert found, message.body
    return found[1]


@dataclass
class Browser:
    """A reader's browser, whose forms carry proof of origin as real ones do."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def get(self, path: str) -> "Response":
        return self.client.get(path)

    def send(self, path: str, **told: str | list[str]) -> "Response":
        """Open the page of a form, and send it."""
        self.client.get(path)
        cookie = self.client.cookies.get("csrftoken")
        token = cookie.value if cookie else ""
        return self.client.post(path, {**told, "csrfmiddlewaretoken": token})

    def sign_up(self, address: str = ANN, topics: list[str] | None = None) -> "Response":
        return self.send("/updates/", address=address, topics=topics or ["cramps"])
