"""Addresses of the interface, by version. What is in a version stays in it."""

from django.urls import path

from articles.api import views

app_name = "api"
urlpatterns = [
    path("", views.index, name="index"),
    path("v1/", views.v1, name="v1"),
    path("v1/openapi.json", views.description, name="openapi"),
    path("v1/articles/", views.articles, name="articles"),
    path("v1/articles/<slug:slug>/", views.article, name="article"),
    path("v1/claims/", views.claims, name="claims"),
    path("v1/claims/<slug:key>/", views.claim, name="claim"),
    path("v1/sources/", views.sources, name="sources"),
    path("v1/sources/<slug:key>/", views.source, name="source"),
    path("v1/red-flags/", views.red_flags, name="red-flags"),
    path("v1/red-flags/<slug:key>/", views.red_flag, name="red-flag"),
    path("v1/glossary/", views.glossary, name="glossary"),
    path("v1/glossary/<slug:slug>/", views.term, name="term"),
    path("<path:rest>", views.unknown, name="unknown"),
]
