"""Addresses of the articles room."""

from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/<slug:slug>/", views.article_detail, name="detail"),
    path("glossary/", views.glossary_page, name="glossary"),
    path("topics/<slug:slug>/", views.topic_detail, name="topic"),
]
