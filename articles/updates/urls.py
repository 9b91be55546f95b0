"""Addresses of updates by e-mail, below `/updates/`."""

from django.urls import path

from articles.updates import views

urlpatterns = [
    path("", views.sign_up, name="updates"),
    path("sent/", views.sent, name="updates-sent"),
    path("confirm/<str:token>/", views.confirm, name="updates-confirm"),
    path("manage/<str:token>/", views.manage, name="updates-manage"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="updates-unsubscribe"),
]
