"""Presses the buttons of the publish page, as a person who looked at it first."""

import re
from html import unescape
from typing import Any

from django.test import Client

PUBLISH = "/admin/self-check/small/publish/"
APPROVE = "/admin/self-check/small/approve/"
TAKE_BACK = "/admin/self-check/small/take-back/"
NOTE = "Asks about swelling"


def words(response: Any) -> str:
    page = response.content.decode()
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def seal_on(response: Any) -> str:
    match = re.search(r'name="seal" value="([^"]+)"', response.content.decode())
    return match.group(1) if match else ""


def publish(client: Client, note: str = NOTE, url: str = PUBLISH, seal: str = "") -> Any:
    """Look at the page, and press its button."""
    seal = seal or seal_on(client.get(url))
    return client.post(url, {"seal": seal, "note": note}, follow=True)


def approve(client: Client) -> Any:
    return client.post(APPROVE, {"seal": seal_on(client.get(PUBLISH))}, follow=True)


def again_url(number: int) -> str:
    return f"/admin/self-check/small/releases/{number}/again/"
