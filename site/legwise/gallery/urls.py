"""Addresses of the gallery, below `/admin/components/`."""

from django.contrib import admin
from django.urls import path

from legwise.gallery import views

app_name = "gallery"
urlpatterns = [
    path("", admin.site.admin_view(views.index), name="index"),
    path("<slug:mode>.css", admin.site.admin_view(views.style_sheet, cacheable=True), name="sheet"),
    path("<slug:name>/", admin.site.admin_view(views.component), name="component"),
]
