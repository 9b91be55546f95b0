"""The addresses of the whole site: a contract with readers and search engines."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from articles import editor
from articles.pictures import views as pictures
from groundwork.metrics import metrics
from legwise import errors, face, for_machines, media, search, sitemap, views

urlpatterns = [
    path("opensearch.xml", search.open_search, name="opensearch"),
    path("manifest.webmanifest", face.manifest, name="manifest"),
    path("articles/<slug:slug>/social-<slug:mark>.png", face.social_picture, name="social-picture"),
    path("healthz", views.health, name="health"),
    path("livez", views.live, name="live"),
    path("metrics", metrics, name="metrics"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-pages.xml", sitemap.pages, name="sitemap-pages"),
    path("sitemap-articles-<int:part>.xml", sitemap.articles, name="sitemap-articles"),
    path("llms.txt", for_machines.llms, name="llms"),
    path("", include("articles.machines.urls")),
    path(".well-known/security.txt", for_machines.security, name="security"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("media/<path:name>", media.serve_upload, name="upload"),
]

# What people read and work at, in every language: /now/ and /es/now/, /admin/ and /es/admin/.
urlpatterns += i18n_patterns(
    path("admin/markdown/preview/", editor.preview, name="markdownx_markdownify"),
    path("admin/markdown/upload/", pictures.upload, name="markdownx_upload"),
    path("admin/markdown/pictures/", pictures.choose, name="pictures-we-have"),
    path("admin/markdown/pictures/look/", pictures.look, name="picture-look"),
    path("admin/self-check/", include("triage.desk.urls")),
    path("admin/components/", include("legwise.gallery.urls")),
    path("admin/", include("legwise.sign_in.urls")),
    path("admin/", admin.site.urls),
    path("", views.home, name="home"),
    path("now/", views.now, name="now"),
    path("search/", search.search, name="search"),
    path("", include("articles.urls")),
    path("self-check/", include("triage.urls")),
    path("about/", views.about, name="about"),
    path("about/emergency-numbers/<slug:code>/", views.emergency_number, name="emergency-number"),
    path("about/<slug:slug>/", views.about_page, name="about-page"),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
