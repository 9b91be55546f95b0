"""Addresses for machines: in the site's language alone, so that each thing has one."""

from django.urls import include, path

from articles.machines import feeds

app_name = "machines"
urlpatterns = [
    path("topics/<slug:slug>/feed/", feeds.of_topic, name="topic-feed"),
    path("feed/", feeds.all_articles, name="feed"),
    path("api/", include("articles.api.urls")),
]
