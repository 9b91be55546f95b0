"""The addresses of the whole site: a contract with readers and search engines."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from groundwork.metrics import metrics
from groundwork.waiting import WaitingAddresses, waiting
from legwise import errors, face, for_machines, media, search, sitemap, views

PICTURES = "articles.pictures.views"

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
    path(
        "admin/markdown/preview/", waiting("articles.editor.preview"), name="markdownx_markdownify"
    ),
    path("admin/markdown/upload/", waiting(f"{PICTURES}.upload"), name="markdownx_upload"),
    path(
        "admin/markdown/pictures/",
        waiting(f"{PICTURES}.choose"),
        name="pictures-we-have",
    ),
    path(
        "admin/markdown/pictures/look/",
        waiting(f"{PICTURES}.look"),
        name="picture-look",
    ),
    WaitingAddresses("admin/self-check/", "triage.desk.urls", "desk"),
    WaitingAddresses("admin/components/", "legwise.gallery.urls", "gallery"),
    path("admin/", include("legwise.sign_in.urls")),
    WaitingAddresses("admin/", "legwise.desk_urls", "admin"),
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
