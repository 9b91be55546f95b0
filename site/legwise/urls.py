"""The addresses of the whole site: a contract with readers and search engines."""

from django.contrib import admin
from django.urls import include, path

from articles import editor
from legwise import errors, media, views

urlpatterns = [
    path("", views.home, name="home"),
    path("now/", views.now, name="now"),
    path("", include("articles.urls")),
    path("self-check/", include("triage.urls")),
    path("about/", views.about, name="about"),
    path("about/emergency-numbers/<slug:code>/", views.emergency_number, name="emergency-number"),
    path("about/<slug:slug>/", views.about_page, name="about-page"),
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("media/<path:name>", media.serve_upload, name="upload"),
    path("admin/markdown/preview/", editor.preview, name="markdownx_markdownify"),
    path("admin/markdown/upload/", editor.upload, name="markdownx_upload"),
    path("admin/self-check/", include("triage.desk_urls")),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
