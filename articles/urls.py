"""Addresses of the articles room."""

from django.urls import include, path

from articles import a_to_z, body, changes, feedback, previewing, views
from articles.comments import views as comments

app_name = "articles"
urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/a-to-z/", a_to_z.a_to_z, name="a-to-z"),
    path("articles/<slug:slug>/", views.article_detail, name="detail"),
    path("articles/<slug:slug>/changes/", changes.changes, name="changes"),
    path("articles/<slug:slug>/comments/", comments.comments, name="comments"),
    path("articles/<slug:slug>/comment/", comments.comment, name="comment"),
    path("articles/<slug:slug>/comment/sent/", comments.sent, name="comment-sent"),
    path("articles/<slug:slug>/feedback/", feedback.feedback, name="feedback"),
    path("articles/<slug:slug>/feedback/thanks/", feedback.thanks, name="feedback-thanks"),
    path("preview/<str:token>/", previewing.preview, name="preview"),
    path("about/people/<slug:slug>/", views.person_detail, name="person"),
    path("body/", body.leg_map, name="body"),
    path("body/<slug:slug>/", body.body_part, name="body-part"),
    path("glossary/", views.glossary_page, name="glossary"),
    path("updates/", include("articles.updates.urls")),
    path("topics/<slug:slug>/", views.topic_detail, name="topic"),
]
