"""Two small articles that readers have, to comment on; made by hand, which is quick."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.models import Article, Edition, RedFlag, Topic

TITLES = {
    "night-cramps": "Why do my legs cramp at night?",
    "calf-stretch": "How do I stretch my calf?",
}
FLAGS = {
    "leg-clot": ("urgent", "One leg swollen, warm or a new colour"),
    "cold-leg": ("emergency", "One leg suddenly cold, pale or blue"),
}


@pytest.fixture
def site(db: None) -> Client:
    topic = Topic.objects.create(slug="cramps", title="Cramps", order=1)
    for slug, title in TITLES.items():
        _published(topic, slug, title)
    for key, (urgency, wording) in FLAGS.items():
        RedFlag.objects.create(
            key=key, name=key, wording=wording, urgency=urgency, what_to_do="Get seen."
        )
    return Client()


def _published(topic: Topic, slug: str, title: str) -> None:
    said = {"title": title, "description": "Why.", "short_answer": "Nobody knows for sure."}
    article = Article.objects.create(slug=slug, topic=topic, body="## Why\n\nWho knows.", **said)
    Edition.objects.create(
        article=article,
        version=editing.save_version(article, by=None),
        topic=topic,
        title=title,
        problem=article.problem,
        starts_at=timezone.now() - timedelta(days=1),
    )
